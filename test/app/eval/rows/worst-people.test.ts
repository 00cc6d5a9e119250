import { describe, expect, it } from 'vitest';
import { evalJson, evalText } from '../../../support/eval-run.ts';

const lines = (head: string, ...rows: readonly string[]): string => [head, ...rows].join('\n');
const head = 'label,subject,reference,score';
const repeat = (count: number, row: string): string[] => new Array<string>(count).fill(row);

describe('the people with most errors', () => {
  it('are at most five of each kind, those with more errors first, and with equal errors those with fewer rows', async () => {
    const refusedOf = (name: string, errors: number, accepted: number): string[] => [
      ...repeat(errors, `genuine,${name},${name},49.9`),
      ...repeat(accepted, `genuine,${name},${name},50`),
    ];
    const rows = [
      ...refusedOf('none', 0, 9),
      ...refusedOf('one-of-9', 1, 8),
      ...refusedOf('two-of-5', 2, 3),
      ...refusedOf('three-of-3', 3, 0),
      ...refusedOf('two-of-2', 2, 0),
      ...refusedOf('one-of-4', 1, 3),
      ...refusedOf('one-of-2', 1, 1),
      'impostor,low,reach,10',
      'impostor,high,reach,50',
      'impostor,high,other,90',
    ];
    const { report } = await evalText(lines(head, ...rows), '--threshold', '50', '--show-pii', '--resamples', '0');
    expect(report.worstPeople).toEqual({
      refused: [
        { person: 'three-of-3', errors: 3, rows: 3 },
        { person: 'two-of-2', errors: 2, rows: 2 },
        { person: 'two-of-5', errors: 2, rows: 5 },
        { person: 'one-of-2', errors: 1, rows: 2 },
        { person: 'one-of-4', errors: 1, rows: 4 },
      ],
      falselyMatched: [
        { person: 'high', errors: 2, rows: 2 },
        { person: 'other', errors: 1, rows: 1 },
        { person: 'reach', errors: 1, rows: 2 },
      ],
    });
  });

  it('are not named for rows without a subject', async () => {
    const { report } = await evalText('label,score\ngenuine,10\nimpostor,90\n', '--threshold', '50', '--show-pii');
    expect(report.worstPeople).toEqual({ refused: [], falselyMatched: [] });
    const unnamed = await evalText(lines(head, 'genuine,,,10', 'impostor,,b,90'), '--threshold', '50', '--show-pii');
    expect(unnamed.report.worstPeople).toEqual({ refused: [], falselyMatched: [{ person: 'b', errors: 1, rows: 1 }] });
  });

  it('are unknown when there is no operating point, and are not in the report without --show-pii', async () => {
    const csv = lines(head, 'genuine,a,a,10');
    expect((await evalText(csv, '--show-pii')).report).toMatchObject({ operatingPoint: null, worstPeople: null });
    expect((await evalText(csv, '--threshold', '50')).report.worstPeople).toBeNull();
  });

  it('are found with distances by the distances up to the threshold', async () => {
    const rows = ['genuine,a,a,0.3', 'genuine,b,b,0.4', 'impostor,c,d,0.3', 'impostor,e,f,0.31'];
    const { report } = await evalText(lines(head, ...rows), '--threshold', '0.3', '--distances', '--show-pii');
    expect(report.worstPeople?.refused.map(({ person }) => person)).toEqual(['b']);
    expect(report.worstPeople?.falselyMatched.map(({ person }) => person)).toEqual(['c', 'd']);
  });

  const judged = (label: string, name: string, verdict: string, score: number | null) => ({
    label,
    subject: name,
    reference: label === 'genuine' ? name : 'target',
    verdict,
    score,
  });
  const decided = [
    judged('genuine', 'passed-low', 'pass', 60),
    judged('genuine', 'passed-high', 'pass', 90),
    judged('genuine', 'refused-high', 'mismatch', 95),
    judged('genuine', 'retake', 'retake', 96),
    judged('genuine', 'no-score', 'mismatch', null),
    judged('impostor', 'stranger-passed-low', 'pass', 60),
    judged('impostor', 'stranger-refused-high', 'mismatch', 97),
    judged('impostor', 'stranger-spoof', 'spoof', 98),
  ];

  it('are found by the verdicts when the service decided', async () => {
    const { report } = await evalJson(decided, '--show-pii');
    expect(report.operatingPoint?.from).toBe('service');
    expect(report.worstPeople?.refused.map(({ person }) => person).sort()).toEqual(['no-score', 'refused-high', 'retake']);
    expect(report.worstPeople?.falselyMatched.map(({ person }) => person)).toEqual(['stranger-passed-low', 'target']);
  });

  it('are found by score at a threshold, where a retake or a spoof is never accepted', async () => {
    const { report } = await evalJson(decided, '--show-pii', '--threshold', '90');
    expect(report.worstPeople?.refused.map(({ person }) => person).sort()).toEqual(['no-score', 'passed-low', 'retake']);
    expect(report.worstPeople?.falselyMatched.map(({ person }) => person)).toEqual(['stranger-refused-high', 'target']);
  });

  it('are found by score alone when no row has a verdict', async () => {
    const plain = decided.map(({ verdict: _, ...row }) => row);
    const { report } = await evalJson(plain, '--show-pii', '--threshold', '97');
    expect(report.worstPeople?.falselyMatched).toEqual([
      { person: 'target', errors: 2, rows: 3 },
      { person: 'stranger-refused-high', errors: 1, rows: 1 },
      { person: 'stranger-spoof', errors: 1, rows: 1 },
    ]);
  });
});
