import { describe, expect, it } from 'vitest';
import { evalJson, evalText, runEval, scoresCsv, setPath } from '../../support/eval-run.ts';

const many = (count: number, score: number): number[] => new Array<number>(count).fill(score);

/** Rows about `people` people on each side. Pair `i` is about two of them. */
const crowd = (pairs: number, people: number, errors: number): string =>
  [
    'label,subject,reference,score',
    ...Array.from({ length: pairs }, (_, i) => `impostor,p${i % people},q${Math.floor(i / people) % people},${i < errors ? 90 : 10}`),
    ...Array.from({ length: 200 }, (_, i) => `genuine,g${i},g${i},95`),
  ].join('\n');

describe('a limit', () => {
  it.each([
    [299, 0, 'met'],
    [298, 0, 'not shown'],
    [473, 1, 'met'],
    [472, 1, 'not shown'],
    [300, 4, 'missed'],
  ])('of 1 %% for %d impostors with %d errors is %s', async (pairs, errors, answer) => {
    const csv = scoresCsv(many(10, 90), [...many(errors, 80), ...many(pairs - errors, 10)]);
    const { exitCode, report } = await evalText(csv, '--threshold', '50', '--max-fmr', '1%');
    expect(report.gate?.answer).toBe(answer);
    expect(exitCode).toBe(answer === 'met' ? 0 : 40);
  });

  it('that is not shown comes with the number of rows that would show it', async () => {
    const { report } = await evalText(scoresCsv(many(10, 90), many(300, 10)), '--threshold', '50', '--max-fmr', '1/1000');
    expect(report.gate?.limits[0]).toMatchObject({
      flag: '--max-fmr',
      limit: 0.001,
      answer: 'not shown',
      because: '0 % (0 of 300), and perhaps 0.99 %',
      wouldShow: '2,995 impostor pairs without an error',
      trialsNeeded: 2995,
    });
    const three = await evalText(scoresCsv(many(10, 90), [...many(3, 80), ...many(6000, 10)]), '--threshold', '50', '--max-fmr', '0.001');
    expect(three.report.gate?.limits[0]?.wouldShow).toBe('7,752 impostor pairs with no more than 3 errors');
  });

  it('of 0 can never be shown', async () => {
    const { exitCode, report } = await evalText(scoresCsv(many(10, 90), many(300, 10)), '--threshold', '50', '--max-fmr', '0');
    expect(report.gate?.limits[0]).toMatchObject({ answer: 'not shown', wouldShow: null, trialsNeeded: null });
    expect(exitCode).toBe(40);
  });

  it('counts people in place of rows when people repeat and no impostor passed', async () => {
    const { report } = await evalText(crowd(3600, 60, 0), '--threshold', '50', '--max-fmr', '0.1%');
    const [limit] = report.gate?.limits ?? [];
    expect(limit).toMatchObject({ answer: 'not shown', wouldShow: '2,995 impostor pairs without an error, each about different people' });
    // 120 people, each once: 1 - 0.05^(1/120).
    expect(limit?.measured?.upper).toBeCloseTo(1 - 0.05 ** (1 / 120), 9);
    expect(report.warnings.find(({ code }) => code === 'few-impostors')?.message).toContain(
      '3,600 impostor pairs of 120 people: no FMR under 2.5 % can be shown',
    );
  });

  it('is not easier to meet with one error than with none when people repeat', async () => {
    const at = async (errors: number) =>
      (await evalText(crowd(3600, 60, errors), '--threshold', '50', '--max-fmr', '1%')).report.gate?.limits[0];
    const [none, one, six] = [await at(0), await at(1), await at(6)];
    // The bootstrap knows only this one error, so its bound is below the limit.
    expect(one?.measured?.upper).toBeLessThan(0.01);
    expect([none?.answer, one?.answer, six?.answer]).toEqual(['not shown', 'not shown', 'met']);
    expect(one?.because).toBe(none?.because.replace('0 % (0 of 3,600)', '0.028 % (1 of 3,600)'));
  });

  it('is not met when the threshold was chosen on the same people', async () => {
    const pairs = Array.from({ length: 400 }, (_, i) => [`impostor,dev,a${i},b${i},10`, `impostor,eval,c${i},d${i},10`]).flat();
    const rows = (shared: string) =>
      ['label,split,subject,reference,score', ...pairs, 'genuine,dev,x,x,90', `genuine,eval,${shared},${shared},90`].join('\n');
    const flags = ['--choose', 'fmr<=0.01', '--max-fmr', '1%'];
    expect((await evalText(rows('y'), ...flags)).report.gate?.answer).toBe('met');
    const leaking = await evalText(rows('x'), ...flags);
    expect(leaking.report.gate?.limits[0]).toMatchObject({
      answer: 'not shown',
      because: expect.stringContaining('1 person is on both sides of the split'),
    });
  });

  it('is met by enough pairs of people who do not repeat', async () => {
    const csv = [
      'label,subject,reference,score',
      'genuine,g,g,90',
      ...Array.from({ length: 2995 }, (_, i) => `impostor,a${i},b${i},10`),
    ].join('\n');
    expect((await evalText(csv, '--threshold', '50', '--max-fmr', '0.1%')).report.gate?.answer).toBe('met');
  });

  it('is not shown when people repeat and the bootstrap is off', async () => {
    const flags = ['--threshold', '50', '--max-fmr', '5%'];
    expect((await evalText(crowd(3600, 60, 30), ...flags)).report.gate?.answer).toBe('met');
    const off = await evalText(crowd(3600, 60, 30), ...flags, '--resamples', '0');
    expect(off.report.gate?.limits[0]).toMatchObject({ answer: 'not shown', because: expect.stringContaining('the bootstrap is off') });
    expect(off.report.warnings.map(({ code }) => code)).toContain('no-bootstrap');
  });

  it('is never met at a threshold that was picked on the same rows', async () => {
    const csv = scoresCsv(many(10, 90), many(5000, 10));
    const { exitCode, report } = await evalText(csv, '--max-fmr', '0.001');
    expect(report.operatingPoint?.from).toBe('picked');
    expect(report.gate?.limits[0]).toMatchObject({
      answer: 'not shown',
      because: expect.stringContaining('picked on these same rows'),
      wouldShow: null,
    });
    expect(exitCode).toBe(40);
    expect((await evalText(csv, '--max-fmr', '0.001', '--threshold', '50')).exitCode).toBe(0);
  });

  it('is checked on the half on which the threshold was not chosen', async () => {
    const { report, exitCode } = await runEval(
      setPath('07-two-systems'),
      '--field',
      'score=score_a',
      '--choose',
      'fmr<=0.01',
      '--max-fmr',
      '2.5%',
      '--max-fnmr',
      '5%',
    );
    expect(report.operatingPoint).toMatchObject({ threshold: 66.82, from: 'chosen', fmr: { k: 5, n: 900 }, fnmr: { k: 6, n: 300 } });
    expect(report.gate?.limits.map(({ answer }) => answer)).toEqual(['met', 'met']);
    expect(exitCode).toBe(0);
  });

  it('is checked by the rate alone with --gate rate, and the report says so', async () => {
    const flags = ['--threshold', '50', '--max-fmr', '1/1000', '--gate', 'rate'];
    const { exitCode, report } = await evalText(scoresCsv(many(10, 90), many(300, 10)), ...flags);
    expect(exitCode).toBe(0);
    expect(report.gate).toMatchObject({
      judgedBy: 'rate',
      answer: 'met',
      limits: [{ because: expect.stringContaining('only the rate was checked') }],
    });
    expect(report.warnings.map(({ code }) => code)).toContain('gate-by-rate');
  });

  it.each([
    ['--max-fmr', 'genuine', 'impostor', '2,995 impostor pairs'],
    ['--max-far', 'genuine', 'impostor', '2,995 impostor tries'],
    ['--max-fnmr', 'impostor', 'genuine', '2,995 genuine pairs'],
    ['--max-frr', 'impostor', 'genuine', '2,995 genuine tries'],
  ])('is a usage error for %s when every row is labelled %s and none %s', async (flag, label, missing, enough) => {
    for (const flags of [[], ['--threshold', '70']]) {
      const { exitCode, err } = await evalText(`label,score\n${`${label},80\n`.repeat(3)}`, flag, '0.1%', ...flags);
      expect(exitCode).toBe(2);
      expect(JSON.parse(err).error).toMatchObject({
        message: `${flag}: no finished row is labelled ${missing}`,
        hint: `give such rows: the limit takes at least ${enough} without an error`,
      });
    }
  });

  it.each([
    ['label,verdict\nattack,spoof\n', '--max-bpcer', 'labelled bonafide'],
    ['label,verdict,score\nimpostor,mismatch,10\n', '--max-retake', 'labelled genuine'],
    ['label,verdict,score\nimpostor,mismatch,10\n', '--max-bpcer', 'labelled genuine'],
    ['label,verdict,species\nbonafide,pass,\n', '--max-apcer', 'is an attack'],
    ['label,verdict,score\ngenuine,pending,\nimpostor,mismatch,10\n', '--max-frr', 'labelled genuine'],
  ])('is a usage error when no row of %j counts for %s', async (csv, flag, words) => {
    const { exitCode, err } = await evalText(csv, flag, '5%');
    expect({ exitCode, message: JSON.parse(err).error.message }).toEqual({ exitCode: 2, message: expect.stringContaining(words) });
  });

  it('on attacks applies to every species, and the report names the species that misses it', async () => {
    const at = (threshold: string, ...flags: string[]) => runEval(setPath('08-species'), '--threshold', threshold, ...flags);
    const missed = await at('70', '--max-apcer', '10%', '--max-bpcer', '10%');
    expect(missed.report.gate?.limits).toMatchObject([
      { answer: 'missed', species: 'mask-3d', measured: { k: 18, n: 55 } },
      { answer: 'met', species: null },
    ]);
    const open = await at('84', '--max-apcer', '10%');
    expect(open.report.gate?.limits[0]).toMatchObject({
      answer: 'not shown',
      species: 'mask-3d',
      wouldShow: expect.stringContaining('attacks of each species'),
    });
    expect((await at('95', '--max-apcer', '10%')).exitCode).toBe(0);
  });

  it('is a usage error when the column for its figure is missing, and the message names the column', async () => {
    const plain = await evalText(
      scoresCsv([90], [10]),
      '--threshold',
      '50',
      '--max-retake',
      '5%',
      '--max-apcer',
      '5%',
      '--max-bpcer',
      '5%',
    );
    expect(plain.exitCode).toBe(2);
    expect(JSON.parse(plain.err).error.problems).toMatchObject([
      { flag: '--max-apcer', message: expect.stringContaining('the column verdict is missing') },
      { flag: '--max-bpcer', message: expect.stringContaining('the column verdict is missing') },
      { flag: '--max-retake', message: expect.stringContaining('the column verdict is missing') },
    ]);
    const judged = await runEval(setPath('05-verdicts'), '--field', 'species=', '--max-apcer', '5%');
    expect(judged.exitCode).toBe(2);
    expect(JSON.parse(judged.err).error.message).toContain('the column species is missing');
    const liveness = await runEval(setPath('08-species'), '--max-fmr', '0.1%');
    expect(liveness.exitCode).toBe(2);
  });

  it('on all tries counts the tries that failed too', async () => {
    const { report } = await runEval(setPath('05-verdicts'), '--max-frr', '12%', '--max-fnmr', '6%', '--max-retake', '9%');
    expect(report.gate?.limits.map(({ figure, answer, measured }) => [figure, answer, measured?.k, measured?.n])).toEqual([
      ['fnmr', 'met', 9, 310],
      ['frr', 'not shown', 34, 336],
      ['retake', 'met', 19, 336],
    ]);
  });

  it('per transaction counts a person who passed in the end as accepted', async () => {
    const { report } = await runEval(setPath('05-verdicts'), '--unit', 'transaction', '--max-frr', '8%');
    expect(report.gate?.limits[0]).toMatchObject({ answer: 'met', measured: { n: 317 } });
    expect(report.sentence).toContain('transactions');
  });

  it('is not met by results with one sandbox row among them', async () => {
    const rows = Array.from({ length: 400 }, (_, i) => ({ label: 'impostor', verdict: 'mismatch', score: 10, sandbox: i === 7 }));
    const { report } = await evalJson([...rows, { label: 'genuine', verdict: 'pass', score: 90 }], '--max-fmr', '1%');
    expect(report.gate?.limits[0]).toMatchObject({ answer: 'not shown', because: expect.stringContaining('1 row is from the sandbox') });
  });
});
