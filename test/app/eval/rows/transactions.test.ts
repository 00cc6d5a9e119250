import { describe, expect, it } from 'vitest';
import { evalText } from '../../../support/eval-run.ts';

const head = 'label,transaction,attempt,verdict,score';
const of = (...rows: string[]) => evalText([head, ...rows].join('\n'), '--unit', 'transaction');

describe('a transaction', () => {
  it('is accepted if any of its attempts passed, whatever comes after', async () => {
    const { report } = await of(
      'genuine,a,1,pass,90',
      'genuine,a,2,retake,',
      'genuine,b,1,mismatch,60',
      'genuine,b,2,pass,80',
      'impostor,c,1,mismatch,20',
    );
    expect(report.asDecided?.genuine.accepted).toMatchObject({ k: 2, n: 2 });
    expect(report.transactions?.genuine).toMatchObject({ finished: 2, meanAttempts: 2 });
  });

  it('has the best score of its attempts, in any order of the rows', async () => {
    const { report } = await of(
      'genuine,a,3,mismatch,50',
      'genuine,a,1,mismatch,65',
      'genuine,a,2,retake,99',
      'impostor,c,1,mismatch,20',
      'impostor,c,2,mismatch,40',
    );
    expect(report.figures?.mean).toEqual({ genuine: 65, impostor: 40 });
    expect(report.asDecided?.genuine.turnedAway).toMatchObject({ k: 1, n: 1 });
  });

  it('of distances has the smallest distance of its attempts', async () => {
    const csv = ['label,transaction,score', 'genuine,a,0.5', 'genuine,a,0.2', 'impostor,b,0.9'].join('\n');
    const { report } = await evalText(csv, '--unit', 'transaction', '--distances', '--threshold', '0.3');
    expect(report.figures?.mean.genuine).toBe(0.2);
  });

  it('without a passed or scored attempt has the verdict of its last finished attempt', async () => {
    const { report } = await of(
      'genuine,a,1,spoof,',
      'genuine,a,2,retake,',
      'genuine,b,1,retake,',
      'genuine,b,2,pending,',
      'genuine,c,1,error,',
      'genuine,d,1,pass,90',
    );
    expect(report.asDecided?.genuine).toMatchObject({ mustRetake: { k: 2, n: 3 }, accepted: { k: 1, n: 3 } });
    expect(report.transactions?.genuine).toMatchObject({ finished: 3, excluded: 1 });
  });

  it('counts three attempts and no more', async () => {
    const { report } = await of(
      'genuine,a,1,retake,',
      'genuine,a,2,retake,',
      'genuine,a,3,retake,',
      'genuine,a,4,pass,90',
      'genuine,b,1,pass,90',
    );
    expect(report.asDecided?.genuine.accepted).toMatchObject({ k: 1, n: 2 });
  });

  it('is refused when its rows have two labels', async () => {
    const { exitCode, err } = await of('genuine,a,1,retake,', 'impostor,a,2,pass,90');
    expect(exitCode).toBe(4);
    expect(JSON.parse(err).error.message).toBe('lines 2 and 3 are one transaction with two labels');
  });
});
