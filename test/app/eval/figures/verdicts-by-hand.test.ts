import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Figure } from '../../../../src/app/eval/figures/question.ts';
import { evalJson } from '../../../support/eval-run.ts';

interface Given {
  label: 'genuine' | 'impostor';
  verdict: 'pass' | 'mismatch' | 'spoof' | 'retake' | 'review' | 'pending';
  score: number | null;
  checked?: string[];
}

/** The threshold that all rows name. */
const service = 10;

const given = fc
  .record({
    label: fc.constantFrom('genuine', 'impostor'),
    verdict: fc.constantFrom('pass', 'mismatch', 'spoof', 'retake', 'review', 'pending'),
    above: fc.integer({ min: 0, max: 5 }),
    hasScore: fc.boolean(),
    hasLiveness: fc.boolean(),
  })
  .map(({ label, verdict, above, hasScore, hasLiveness }): Given => {
    const score = verdict === 'mismatch' ? service - 1 - above : service + above;
    return {
      label,
      verdict,
      score: hasScore ? score : null,
      checked: hasLiveness ? ['liveness', 'comparison'] : ['comparison'],
    } as Given;
  });

const expectShare = (figure: Figure | null | undefined, k: number, n: number, what: string): void => {
  if (n === 0) expect(figure, what).toBeNull();
  else expect([figure?.k, figure?.n, figure?.rate], what).toEqual([k, n, k / n]);
};

/** The finished rows of one class, and a count of those for which a condition holds. */
function classOf(rows: readonly Given[], label: Given['label']) {
  const finished = rows.filter((row) => row.label === label && row.verdict !== 'pending');
  const count = (holds: (row: Given) => boolean): number => finished.filter(holds).length;
  return { all: finished.length, count, by: (...verdicts: string[]) => count(({ verdict }) => verdicts.includes(verdict)) };
}

async function check(rows: readonly Given[], threshold: number): Promise<void> {
  const objects = rows.map((row) => ({ ...row, threshold: service }));
  const { report } = await evalJson(objects, '--threshold', String(threshold));
  const [genuine, impostor] = [classOf(rows, 'genuine'), classOf(rows, 'impostor')];
  const live = ({ checked }: Given): boolean => checked?.includes('liveness') === true;
  const { genuine: users, impostor: strangers } = report.asDecided ?? {};
  for (const [found, counted] of [
    [users, genuine],
    [strangers, impostor],
  ] as const) {
    expectShare(found?.accepted, counted.by('pass'), counted.all, 'accepted');
    expectShare(found?.turnedAway, counted.by('mismatch', 'spoof'), counted.all, 'turnedAway');
    expectShare(found?.mustRetake, counted.by('retake'), counted.all, 'mustRetake');
    expectShare(found?.toAPerson, counted.by('review'), counted.all, 'toAPerson');
  }
  expectShare(users?.frr, genuine.by('mismatch', 'spoof', 'retake'), genuine.all, 'frr');
  expectShare(users?.fnmr, genuine.by('mismatch'), genuine.by('mismatch', 'pass'), 'fnmr');
  const answered = genuine.count((row) => row.verdict === 'spoof' || (live(row) && ['pass', 'mismatch'].includes(row.verdict)));
  expectShare(users?.bpcer, genuine.by('spoof'), answered, 'bpcer');
  expectShare(users?.bpnrr, genuine.by('retake'), genuine.all, 'bpnrr');
  expectShare(strangers?.far, impostor.by('pass'), impostor.all, 'far');
  expectShare(strangers?.fmr, impostor.by('pass'), impostor.by('pass', 'mismatch'), 'fmr');

  const isCompared = ({ verdict }: Given): boolean => verdict === 'pass' || verdict === 'mismatch';
  const hides = (verdict: string): boolean => rows.some((row) => row.verdict === verdict && row.score === null);
  const isKnown = (!hides('mismatch') || threshold >= service) && (!hides('pass') || threshold <= service);
  const accepts = (row: Given): boolean => isCompared(row) && (row.score === null ? row.verdict === 'pass' : row.score >= threshold);
  const refuses = (row: Given): boolean => isCompared(row) && !accepts(row);
  const [point] = report.atThresholds;
  expect(point?.byScoreAlone).toBe(threshold < service);
  if (isKnown) {
    expectShare(point?.fmr, impostor.count(accepts), impostor.count(isCompared), 'fmr at a threshold');
    expectShare(point?.far, impostor.count(accepts), impostor.all, 'far at a threshold');
    expectShare(point?.fnmr, genuine.count(refuses), genuine.count(isCompared), 'fnmr at a threshold');
    expectShare(
      point?.frr,
      genuine.count((row) => !accepts(row)),
      genuine.all,
      'frr at a threshold',
    );
    expectShare(
      point?.turnedAway,
      genuine.count((row) => refuses(row) || row.verdict === 'spoof'),
      genuine.all,
      'turnedAway at a threshold',
    );
  } else expect(point).toMatchObject({ fmr: null, far: null, fnmr: null, frr: null, turnedAway: null, hter: null });
  expectShare(point?.mustRetake, genuine.by('retake'), genuine.all, 'mustRetake at a threshold');
  expectShare(point?.toAPerson, genuine.by('review'), genuine.all, 'toAPerson at a threshold');
  if (hides('mismatch') || hides('pass')) expect(report.figures).toMatchObject({ auc: null, dPrime: null });
}

describe('the figures of verdicts', () => {
  it('are those that a separate count finds, by verdict and at a threshold', async () => {
    const threshold = fc.integer({ min: 3, max: 16 });
    await fc.assert(
      fc.asyncProperty(fc.array(given, { minLength: 1, maxLength: 24 }), threshold, async (rows, at) => {
        fc.pre(rows.some(({ verdict }) => verdict !== 'pending'));
        await check(rows, at);
      }),
      { numRuns: 80 },
    );
  });
});
