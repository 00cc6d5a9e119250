import { describe, expect, it } from 'vitest';
import { evalText, scoresCsv } from '../../support/eval-run.ts';

const csv = scoresCsv([90], [10]);
const split = 'label,split,subject,score\ngenuine,dev,a,90\nimpostor,dev,b,10\ngenuine,eval,c,90\nimpostor,eval,d,10\n';

describe('a limit', () => {
  it.each([
    ['0', 0],
    ['1', 1],
    ['1.0', 1],
    ['100%', 1],
    ['1/1', 1],
    ['0%', 0],
    ['0/7', 0],
    ['0.1%', 0.001],
    ['0.3 %', 0.003],
    ['.5', 0.5],
    ['2/1e3', 0.002],
    ['1e-4', 0.0001],
    ['1 / 8', 0.125],
  ])('of %s is %d', async (text, wanted) => {
    const { report } = await evalText(csv, '--threshold', '50', '--max-fmr', text);
    expect(report.gate?.limits[0]?.limit).toBe(wanted);
  });

  it.each(['1.01', '101%', '2/1', '1/0', '0/0', '-0.1', '1e-3e-2', 'x', '1%%', '1/2/3', '5.', '0,1'])('of %s is refused', async (text) => {
    const { exitCode, err } = await evalText(csv, '--threshold', '50', `--max-fmr=${text}`);
    expect(exitCode).toBe(2);
    expect(JSON.parse(err).error).toMatchObject({
      message: expect.stringContaining(`'${text}' is not a share`),
      hint: 'give it as 0.001, 0.1% or 1/1000',
    });
  });
});

describe('a rule', () => {
  it.each([
    ['fmr<=0.1', 'fmr<=0.1'],
    [' FMR <= 10 % ', 'fmr<=10%'],
    ['far≤1/10', 'far≤1/10'],
    ['EER', 'eer'],
    ['frr<=1', 'frr<=1'],
  ])('of %j is kept as %s', async (text, rule) => {
    const { report } = await evalText(split, '--choose', text);
    expect(report.chosen?.choices[0]).toMatchObject({ rule, threshold: expect.any(Number) });
  });

  it.each(['fmr<0.1', 'fmr=0.1', 'fmr<=2', 'fmr<=', 'hter<=0.1', 'retake<=0.1', 'xfmr<=0.1', 'eer<=0.1', 'e'.repeat(41)])(
    'of %s is refused',
    async (text) => {
      const { exitCode, err } = await evalText(split, '--choose', text);
      expect(exitCode).toBe(2);
      expect(JSON.parse(err).error).toMatchObject({
        message: expect.stringContaining(`'${text.slice(0, 40)}' is not a rule`),
        hint: "a figure and its limit as 0.001, 0.1% or 1/1000, as 'fmr<=0.001', or eer",
      });
    },
  );
});
