import { describe, expect, it } from 'vitest';
import { type EvalRun, evalText } from '../../../support/eval-run.ts';

const head = 'label,transaction,attempt,verdict,score';
const csvOf = (...rows: readonly string[]): string => [head, ...rows].join('\n');
const byTransaction = (...rows: readonly string[]): Promise<EvalRun> => evalText(csvOf(...rows), '--unit', 'transaction');

/** The share of each result over the genuine transactions: accepted, turned away, must retake, to a person. */
const sharesOf = ({ report }: EvalRun) => {
  const { accepted, turnedAway, mustRetake, toAPerson } = report.asDecided?.genuine ?? {};
  return [accepted?.k, turnedAway?.k, mustRetake?.k, toAPerson?.k];
};

describe('the attempts of a transaction', () => {
  it.each([
    ['a pass before a refusal', ['1,pass,90', '2,mismatch,95'], [1, 0, 0, 0]],
    ['a refusal before a retake', ['1,mismatch,60', '2,retake,'], [0, 1, 0, 0]],
    ['a refusal without a score before a retake', ['1,mismatch,', '2,retake,'], [0, 0, 1, 0]],
    ['a retake before a refusal without a score', ['1,retake,', '2,mismatch,'], [0, 1, 0, 0]],
    ['a pass without a score before a refusal with one', ['1,pass,', '2,mismatch,60'], [1, 0, 0, 0]],
    ['a retake with a score before a review', ['1,retake,99', '2,review,'], [0, 0, 0, 1]],
    ['a refusal with a score before a spoof with one', ['1,mismatch,60', '2,spoof,99'], [0, 1, 0, 0]],
    ['attempts that the rows have in another order', ['3,retake,', '1,spoof,', '2,review,'], [0, 0, 1, 0]],
    ['attempts without numbers, in the order of the rows', [',retake,', ',review,'], [0, 0, 0, 1]],
    ['an attempt without a number first', ['1,review,', ',retake,'], [0, 0, 0, 1]],
  ])('with %s', async (_, attempts, wanted) => {
    expect(sharesOf(await byTransaction(...attempts.map((attempt) => `genuine,t,${attempt}`)))).toEqual(wanted);
  });

  it('are counted up to the third by number, and only these have a score', async () => {
    const { report } = await byTransaction(
      'genuine,t,4,mismatch,69',
      'genuine,t,1,mismatch,10',
      'genuine,t,3,mismatch,30',
      'genuine,t,2,mismatch,20',
      'impostor,u,1,mismatch,5',
      'impostor,u,2,error,',
      'impostor,v,1,error,',
      'impostor,v,2,pending,',
    );
    expect(report.figures?.mean).toEqual({ genuine: 30, impostor: 5 });
    expect(report.transactions).toMatchObject({
      genuine: { finished: 1, excluded: 0, meanAttempts: 3 },
      impostor: { finished: 1, excluded: 1, meanAttempts: 2 },
    });
  });

  it('give their score to a pass without one', async () => {
    const { report } = await byTransaction('genuine,t,1,pass,', 'genuine,t,2,mismatch,60', 'impostor,u,1,mismatch,10');
    expect(report.figures?.mean.genuine).toBe(60);
    expect(report.transactions?.genuine.accepted).toMatchObject({ k: 1, n: 1 });
  });

  it('without a score leave the rates of transactions unknown below the threshold of the service', async () => {
    for (const [sign, flags] of [
      [1, []],
      [-1, ['--distances']],
    ] as const) {
      const rows = ['genuine,t,1,mismatch,', `genuine,u,1,pass,${sign * 80}`, `impostor,v,1,mismatch,${sign * 10}`];
      const csv = `${head},threshold\n${rows.map((row) => `${row},${sign * 70}`).join('\n')}`;
      const thresholds = [60, 70, 75].flatMap((each) => ['--threshold', String(sign * each)]);
      const { report } = await evalText(csv, ...thresholds, ...flags);
      const found = report.transactions?.atThresholds.toSorted((a, b) => sign * ((a.threshold ?? 0) - (b.threshold ?? 0)));
      expect(found?.map(({ fnmr }) => fnmr && [fnmr.k, fnmr.n])).toEqual([null, [1, 2], [1, 2]]);
    }
  });

  it('without a transaction are transactions of their own', async () => {
    const { report } = await byTransaction('genuine,,,pass,90', 'genuine,,,mismatch,10', 'genuine,0,,pass,90', 'genuine,0,,pass,90');
    expect(report.transactions?.genuine).toMatchObject({ finished: 3, meanAttempts: 4 / 3, accepted: { k: 2, n: 3 } });
  });

  it('of a class without a finished transaction have no mean', async () => {
    const { report } = await byTransaction('genuine,t,1,pass,90', 'impostor,u,1,error,');
    expect(report.transactions?.impostor).toMatchObject({ finished: 0, excluded: 1, meanAttempts: null });
  });

  it('have figures next to those per attempt, at every threshold', async () => {
    const rows = ['genuine,t,1,,60', 'genuine,t,2,,80', 'genuine,u,1,,65', 'impostor,v,1,,10', 'impostor,v,2,,75'];
    const { report } = await evalText(csvOf(...rows), '--threshold', '70', '--threshold', '90');
    expect(report.atThresholds.map(({ fnmr, fmr }) => [fnmr?.k, fnmr?.n, fmr?.k, fmr?.n])).toEqual([
      [2, 3, 1, 2],
      [3, 3, 0, 2],
    ]);
    expect(report.transactions?.atThresholds.map(({ threshold, from, fnmr, fmr }) => [threshold, from, fnmr?.k, fnmr?.n, fmr?.k])).toEqual([
      [70, 'flag', 1, 2, 1],
      [90, 'flag', 2, 2, 0],
    ]);
    expect(report.transactions?.genuine.accepted).toBeNull();
    expect(report.transactions?.impostor.accepted).toBeNull();
  });

  it('of distances have the smallest one at every threshold', async () => {
    const rows = ['genuine,t,1,,0.5', 'genuine,t,2,,0.2', 'impostor,v,1,,0.9', 'impostor,v,2,,0.3'];
    const { report } = await evalText(csvOf(...rows), '--threshold', '0.25', '--distances');
    expect(report.transactions?.atThresholds[0]).toMatchObject({ fnmr: { k: 0, n: 1 }, fmr: { k: 0, n: 1 } });
  });

  it('with the threshold of the service have figures at it', async () => {
    const rows = ['genuine,t,1,mismatch,60', 'genuine,t,2,pass,80', 'impostor,v,1,mismatch,10'];
    const { report } = await evalText(`${head},threshold\n${rows.map((row) => `${row},70`).join('\n')}`);
    expect(report.transactions?.atThresholds[0]).toMatchObject({ threshold: 70, from: 'service', fnmr: { k: 0, n: 1 } });
  });

  it('may be those of one label only', async () => {
    const { exitCode, err } = await byTransaction('genuine,a,1,retake,', 'genuine,b,1,pass,90', 'impostor,b,2,pass,90');
    expect(exitCode).toBe(4);
    expect(JSON.parse(err).error).toMatchObject({
      code: 'mixed-transaction',
      message: 'lines 3 and 4 are one transaction with two labels',
    });
  });
});
