import { describe, expect, it } from 'vitest';
import { type EvalRun, evalText, fileOf } from '../../../support/eval-run.ts';

const lines = (head: string, ...rows: readonly string[]): string => [head, ...rows].join('\n');

const against = async (here: string, baseline: string, ...flags: readonly string[]): Promise<EvalRun> =>
  evalText(here, '--threshold', '50', '--baseline', await fileOf(`${baseline}\n`), ...flags);

/** Pairs of one class: all, wrong only here, wrong only in the baseline, wrong in both. */
const counts = ({ report }: EvalRun, rate: 'fnmr' | 'fmr'): number[] | null => {
  const found = report.againstBaseline?.[rate];
  return found ? [found.pairs, found.onlyAWrong, found.onlyBWrong, found.bothWrong] : null;
};

describe('the rows of two runs', () => {
  it.each([
    ['id', 'id,label,score', '1,genuine,90', '1,genuine,80'],
    ['media', 'image-a,image-b,label,score', 'a,b,genuine,90', 'a,b,genuine,80'],
    ['label, subject and reference', 'subject,reference,label,score', 'a,a,genuine,90', 'a,a,genuine,80'],
  ])('are paired by %s', async (joinedBy, head, here, earlier) => {
    const run = await against(lines(head, here), lines(head, earlier));
    expect(run.report.againstBaseline).toMatchObject({ joinedBy, withoutPartner: { score: 0, baseline: 0 }, undecided: 0 });
    expect(counts(run, 'fnmr')).toEqual([1, 0, 0, 0]);
  });

  it('are not paired by an id that one row lacks', async () => {
    const head = 'id,subject,label,score';
    const whole = lines(head, '1,a,genuine,90', '2,b,genuine,90');
    for (const [here, earlier] of [
      [whole, lines(head, '7,a,genuine,80', ',b,genuine,80')],
      [lines(head, '7,a,genuine,90', ',b,genuine,90'), whole],
    ] as const) {
      const run = await against(here, earlier);
      expect(run.report.againstBaseline?.joinedBy).toBe('label, subject and reference');
      expect(counts(run, 'fnmr')?.[0]).toBe(2);
    }
  });

  it.each([
    ['neither has the column subject', 'label,score', 'label,score', 'genuine,90', 'genuine,80'],
    ['only the first has it', 'label,subject,score', 'label,score', 'genuine,a,90', 'genuine,80'],
    ['only the second has it', 'label,score', 'label,subject,score', 'genuine,90', 'genuine,a,80'],
  ])('are refused when %s', async (_, head, earlierHead, here, earlier) => {
    const { exitCode, err } = await against(lines(head, here), lines(earlierHead, earlier));
    expect(exitCode).toBe(2);
    expect(JSON.parse(err).error).toMatchObject({
      code: 'no-pairs',
      message: '--baseline: nothing says which rows of the two runs are the same pair',
    });
  });

  it('of one id are two pairs if their labels differ', async () => {
    const run = await against(lines('id,label,score', '1,genuine,90'), lines('id,label,score', '1,impostor,90'));
    expect(run.report.againstBaseline).toMatchObject({ withoutPartner: { score: 1, baseline: 1 }, fnmr: null, fmr: null });
  });

  it('of the same people are paired in their order, the second with the second', async () => {
    const head = 'label,subject,reference,score';
    const run = await against(
      lines(head, 'genuine,a,a,90', 'genuine,a,a,10', 'genuine,a,a,10', 'impostor,a,b,90', 'impostor,a,c,10', 'impostor,b,a,10'),
      lines(head, 'genuine,a,a,10', 'genuine,a,a,90', 'genuine,a,a,10', 'impostor,a,b,90', 'impostor,a,c,90', 'genuine,b,b,10'),
    );
    expect(counts(run, 'fnmr')).toEqual([3, 1, 1, 1]);
    expect(counts(run, 'fmr')).toEqual([2, 0, 1, 1]);
    expect(run.report.againstBaseline?.withoutPartner).toEqual({ score: 1, baseline: 1 });
  });

  it('of the same people are apart if the species differ', async () => {
    const head = 'label,subject,species,score';
    const run = await against(
      lines(head, 'attack,a,mask,90', 'attack,a,print,90', 'bona fide,a,,90'),
      lines(head, 'attack,a,mask,90', 'attack,a,screen,90', 'bona fide,a,,10'),
    );
    expect(run.report.againstBaseline?.withoutPartner).toEqual({ score: 1, baseline: 1 });
    expect(counts(run, 'fnmr')).toEqual([1, 0, 1, 0]);
  });

  it('in one file are paired where the second score is not empty', async () => {
    const rows = ['genuine,90,10', 'genuine,10,90', 'genuine,90,', 'genuine,,90', 'impostor,90,50', 'impostor,49,10'];
    const run = await evalText(lines('label,score,other', ...rows), '--field', 'baseline=other', '--threshold', '50');
    expect(run.report.againstBaseline).toMatchObject({
      joinedBy: 'the same row',
      withoutPartner: { score: 1, baseline: 0 },
      undecided: 1,
      thresholds: { score: 50, baseline: 50 },
    });
    expect(counts(run, 'fnmr')).toEqual([2, 1, 1, 0]);
    expect(counts(run, 'fmr')).toEqual([2, 0, 0, 1]);
  });
});

describe('a pair of two runs', () => {
  const pair = (label: string, here: string, earlier: string, ...flags: readonly string[]): Promise<EvalRun> =>
    against(lines('id,label,verdict,score', `1,${label},${here}`), lines('id,label,verdict,score', `1,${label},${earlier}`), ...flags);

  it.each([
    ['genuine', ',50', ',49.9', [1, 0, 1, 0]],
    ['genuine', ',49.9', ',50', [1, 1, 0, 0]],
    ['impostor', ',50', ',49.9', [1, 1, 0, 0]],
    ['impostor', ',49.9', ',50', [1, 0, 1, 0]],
    ['genuine', 'pass,10', 'mismatch,90', [1, 1, 0, 0]],
    ['impostor', 'mismatch,90', 'pass,10', [1, 1, 0, 0]],
    ['genuine', 'retake,90', ',90', null],
    ['genuine', ',90', 'spoof,90', null],
    ['genuine', ',', ',90', null],
    ['genuine', 'pending,', ',90', null],
    ['genuine', ',90', 'error,90', null],
  ])('of a %s row with %s and %s counts as %j', async (label, here, earlier, wanted) => {
    // A row that decides nothing cannot be the only one of a file.
    const rest = '2,impostor,,1';
    const run = await against(
      lines('id,label,verdict,score', `1,${label},${here}`, rest),
      lines('id,label,verdict,score', `1,${label},${earlier}`, rest),
    );
    const found = counts(run, label === 'genuine' ? 'fnmr' : 'fmr');
    expect(label === 'impostor' && found ? [(found[0] as number) - 1, ...found.slice(1)] : found).toEqual(wanted);
    expect(run.report.againstBaseline?.undecided).toBe(wanted === null ? 1 : 0);
  });

  it('of distances is wrong above the threshold', async () => {
    const [here, earlier] = ['1,genuine,0.5', '1,genuine,0.51'].map((row) => lines('id,label,score', row, '2,impostor,0.5')) as [
      string,
      string,
    ];
    const run = await evalText(here, '--threshold', '0.5', '--distances', '--baseline', await fileOf(earlier));
    expect(counts(run, 'fnmr')).toEqual([1, 0, 1, 0]);
    expect(counts(run, 'fmr')).toEqual([1, 0, 0, 1]);
    expect(run.report.againstBaseline?.baseline).toMatchObject({ threshold: 0.5, fnmr: { k: 1, n: 1 }, fmr: { k: 1, n: 1 } });
  });

  it('of verdicts is decided by the verdicts when no threshold is known', async () => {
    const head = 'id,label,verdict';
    const run = await evalText(
      lines(head, '1,genuine,pass', '2,genuine,retake', '3,genuine,mismatch', '4,impostor,pass', '5,impostor,spoof'),
      '--baseline',
      await fileOf(lines(head, '1,genuine,mismatch', '2,genuine,pass', '3,genuine,review', '4,impostor,mismatch', '5,impostor,retake')),
    );
    expect(counts(run, 'fnmr')).toEqual([3, 1, 1, 1]);
    expect(counts(run, 'fmr')).toEqual([2, 1, 0, 0]);
    expect(run.report.againstBaseline).toMatchObject({
      thresholds: { score: null, baseline: null },
      baseline: { threshold: null, from: 'picked', hter: null, frr: { k: 1, n: 3 }, far: { k: 0, n: 2 } },
    });
  });

  it('has the threshold of each run', async () => {
    const run = await pair('genuine', ',60', ',60', '--baseline-threshold', '70');
    expect(run.report.againstBaseline).toMatchObject({
      thresholds: { score: 50, baseline: 70 },
      baseline: { threshold: 70, from: 'flag' },
      fnmr: { onlyAWrong: 0, onlyBWrong: 1 },
    });
    expect((await pair('genuine', ',60', ',60')).report.againstBaseline?.baseline).toMatchObject({ threshold: 50, from: 'picked' });
  });
});
