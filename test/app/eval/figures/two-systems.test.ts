import { describe, expect, it } from 'vitest';
import { evalText, fileOf } from '../../../support/eval-run.ts';

const times = (count: number, row: (index: number) => string): string[] => Array.from({ length: count }, (_, index) => row(index));

/** Genuine pairs at a threshold of 50: both right, only this run wrong, only the baseline wrong, both wrong. */
const outcomes = (right: number, here: number, there: number, both: number): string[] => [
  ...times(right, () => '90,90'),
  ...times(here, () => '10,90'),
  ...times(there, () => '90,10'),
  ...times(both, () => '10,10'),
];

const compare = async (rows: readonly string[], head = 'label,score,other', ...flags: readonly string[]) => {
  const csv = [head, ...rows].join('\n');
  return (await evalText(csv, '--field', 'baseline=other', '--threshold', '50', ...flags)).report.againstBaseline;
};

/** Twice the chance of at most the smaller count, if both runs are wrong alone equally often. */
function exactP(here: number, there: number): number {
  const all = here + there;
  const choose = (k: number): number => (k === 0 ? 1 : (choose(k - 1) * (all - k + 1)) / k);
  const chance = Array.from({ length: Math.min(here, there) + 1 }, (_, k) => choose(k) / 2 ** all).reduce((sum, each) => sum + each, 0);
  return Math.min(1, 2 * chance);
}

describe('two systems over the same pairs', () => {
  it.each([
    [5, 3, 1, 2],
    [5, 1, 3, 2],
    [0, 4, 4, 0],
    [9, 12, 2, 1],
    [1, 0, 6, 0],
    [1, 1, 0, 0],
  ])('of which %d are right, %d and %d wrong in one run and %d in both', async (right, here, there, both) => {
    const found = await compare(outcomes(right, here, there, both).map((scores) => `genuine,${scores}`));
    const pairs = right + here + there + both;
    expect(found?.fnmr).toMatchObject({ pairs, onlyAWrong: here, onlyBWrong: there, bothWrong: both });
    expect(found?.fnmr?.difference).toBeCloseTo((here - there) / pairs, 12);
    expect(found?.fnmr?.mcnemarExactP).toBeCloseTo(exactP(here, there), 12);
    expect(found?.fmr).toBeNull();
  });

  it('that never differ have an interval of the number of pairs', async () => {
    const found = await compare(outcomes(6, 0, 0, 2).map((scores) => `genuine,${scores}`));
    const bound = 1 - 0.025 ** (1 / 8);
    expect(found?.fnmr).toMatchObject({
      difference: 0,
      method: 'Clopper-Pearson: the two differ on no pair',
      mcnemarExactP: 1,
      interval: [expect.closeTo(-bound, 12), expect.closeTo(bound, 12)],
    });
  });

  it.each([
    ['fewer people than pairs', times(8, (i) => `genuine,p${i % 3},p${i % 3},90,90`), 3],
    ['fewer pairs than people', times(8, (i) => `impostor,p${i},p${i + 1},10,10`), 8],
  ])('that never differ, with %s, have an interval of the smaller number', async (_, rows, count) => {
    const found = await compare(rows, 'label,subject,reference,score,other');
    const bound = 1 - 0.025 ** (1 / count);
    expect((found?.fnmr ?? found?.fmr)?.interval?.[1]).toBeCloseTo(bound, 12);
  });

  it('that differ have an interval by subject, also when nobody repeats, unless the bootstrap is off', async () => {
    const rows = outcomes(6, 2, 1, 1).map((scores) => `genuine,${scores}`);
    const on = await compare(rows);
    expect(on?.fnmr?.method).toBe('bootstrap by subject');
    expect(on?.fnmr?.interval?.[0]).toBeLessThan(0.1);
    expect(on?.fnmr?.interval?.[1]).toBeGreaterThan(0.1);
    const off = await compare(rows, 'label,score,other', '--resamples', '0');
    expect(off?.fnmr).toMatchObject({ interval: null, method: null, difference: expect.closeTo(0.1, 12) });
  });

  it('over a single pair have no interval', async () => {
    expect((await compare(['genuine,10,90']))?.fnmr).toMatchObject({ pairs: 1, onlyAWrong: 1, interval: null, method: null });
  });

  it('over both classes are counted apart, and with distances the other way round', async () => {
    const rows = ['genuine,90,10', 'genuine,90,90', 'impostor,90,10', 'impostor,90,90', 'impostor,10,10'];
    const up = await compare(rows);
    expect(up?.fnmr).toMatchObject({ pairs: 2, onlyAWrong: 0, onlyBWrong: 1, bothWrong: 0 });
    expect(up?.fmr).toMatchObject({ pairs: 3, onlyAWrong: 1, onlyBWrong: 0, bothWrong: 1 });
    const down = await compare(rows, 'label,score,other', '--distances');
    expect(down?.fnmr).toMatchObject({ pairs: 2, onlyAWrong: 1, onlyBWrong: 0, bothWrong: 1 });
    expect(down?.fmr).toMatchObject({ pairs: 3, onlyAWrong: 0, onlyBWrong: 1, bothWrong: 1 });
  });
});

describe('the operating point of the baseline', () => {
  it('has the figures of all rows of its file', async () => {
    const rows = ['genuine,10,90', 'genuine,90,40', 'genuine,90,50', 'impostor,10,50', 'impostor,10,'];
    const found = await compare(rows);
    expect(found?.baseline).toMatchObject({
      threshold: 50,
      from: 'picked',
      byScoreAlone: false,
      hter: null,
      fnmr: { k: 1, n: 3 },
      fmr: { k: 1, n: 1 },
    });
    const named = await compare(rows, 'label,score,other', '--baseline-threshold', '45');
    expect(named?.baseline).toMatchObject({ threshold: 45, from: 'flag', hter: expect.closeTo((1 / 3 + 1) / 2, 12) });
  });

  it('is unknown below the threshold of its service, if refusals have no score', async () => {
    for (const [sign, flags] of [
      [1, []],
      [-1, ['--distances']],
    ] as const) {
      const head = 'id,label,verdict,score,threshold';
      const here = [`1,genuine,pass,${sign * 90},${sign * 70}`, `2,impostor,mismatch,${sign * 10},${sign * 70}`];
      const other = [
        `1,genuine,mismatch,,${sign * 70}`,
        `2,impostor,mismatch,${sign * 10},${sign * 70}`,
        `3,genuine,pending,,${sign * 70}`,
      ];
      const baseline = await fileOf([head, ...other].join('\n'));
      const at = async (threshold: number) =>
        (await evalText([head, ...here].join('\n'), '--threshold', String(sign * threshold), '--baseline', baseline, ...flags)).report
          .againstBaseline?.baseline;
      expect(await at(60)).toMatchObject({ fnmr: null, fmr: null });
      expect(await at(70)).toMatchObject({ fnmr: { k: 1, n: 1 }, fmr: { k: 0, n: 1 }, frr: { k: 1, n: 1 } });
    }
  });

  it('is none if no row of the baseline is finished', async () => {
    const baseline = await fileOf('id,label,verdict\n1,genuine,pending\n');
    const { report } = await evalText('id,label,verdict\n1,genuine,pass\n', '--baseline', baseline);
    expect(report.againstBaseline).toMatchObject({ baseline: null, undecided: 1, fnmr: null, fmr: null });
  });
});
