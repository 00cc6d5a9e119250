import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Figure } from '../../../../src/app/eval/figures/question.ts';
import { type EvalRun, evalText } from '../../../support/eval-run.ts';

type Scores = readonly (number | null)[];

interface Presentations {
  users: Scores;
  species: Readonly<Record<string, Scores>>;
}

const run = ({ users, species }: Presentations, sign: 1 | -1, ...flags: readonly string[]): Promise<EvalRun> => {
  const cell = (score: number | null): string => (score === null ? '' : String(sign * score));
  const attacks = Object.entries(species).flatMap(([name, scores]) => scores.map((score) => `attack,${name},${cell(score)}`));
  const rows = [...users.map((score) => `bona fide,,${cell(score)}`), ...attacks];
  return evalText(['label,species,score', ...rows].join('\n'), ...flags, ...(sign === -1 ? ['--distances'] : []));
};

const scored = (scores: Scores): number[] => scores.filter((score) => score !== null);
const accepted = (scores: Scores, threshold: number): number => scored(scores).filter((score) => score >= threshold).length;

const share = (figure: Figure | null | undefined): [number, number] | null => (figure ? [figure.k, figure.n] : null);

const shares = (figures: Readonly<Record<string, Figure | null>> | undefined) =>
  Object.fromEntries(Object.entries(figures ?? {}).map(([name, figure]) => [name, share(figure)]));

const ofEach = <T>(species: Presentations['species'], of: (scores: Scores) => T): Record<string, T> =>
  Object.fromEntries(Object.entries(species).map(([name, scores]) => [name, of(scores)]));

/** Null if there is nothing to count. */
const counted = (k: number, n: number): [number, number] | null => (n === 0 ? null : [k, n]);

const worstOf = (apcer: Readonly<Record<string, [number, number] | null>>): { worstSpecies: string | null; apcerMax: number | null } => {
  const rates = Object.entries(apcer).flatMap(([name, found]) => (found ? [{ name, rate: found[0] / found[1] }] : []));
  const apcerMax = rates.length === 0 ? null : Math.max(...rates.map(({ rate }) => rate));
  // Of equal rates, the first name.
  return { worstSpecies: rates.find(({ rate }) => rate === apcerMax)?.name ?? null, apcerMax };
};

async function check(presentations: Presentations, threshold: number, sign: 1 | -1): Promise<void> {
  const { users, species } = presentations;
  const { report } = await run(presentations, sign, '--threshold', String(sign * threshold));
  const liveness = report.atThresholds[0]?.liveness;
  const apcerAt = (at: number) => ofEach(species, (scores) => counted(accepted(scores, at), scored(scores).length));
  const lost = (scores: Scores): [number, number] | null => counted(scores.length - scored(scores).length, scores.length);
  expect(shares(liveness?.apcer)).toEqual(apcerAt(threshold));
  expect(shares(liveness?.iapar)).toEqual(ofEach(species, (scores) => counted(accepted(scores, threshold), scores.length)));
  expect(shares(liveness?.attackNonResponse)).toEqual(ofEach(species, lost));
  const refusedAt = (at: number): number => scored(users).length - accepted(users, at);
  expect(share(liveness?.bpcer)).toEqual(counted(refusedAt(threshold), scored(users).length));
  expect(share(liveness?.bonafideNonResponse)).toEqual(lost(users));
  expect(share(liveness?.bonafideNotAccepted)).toEqual(counted(users.length - accepted(users, threshold), users.length));
  expect(liveness).toMatchObject(worstOf(apcerAt(threshold)));

  const all = [...new Set([...scored(users), ...Object.values(species).flatMap(scored)])].sort((a, b) => a - b);
  for (const { name, maxApcer, threshold: steps, apcer, bpcer, worstSpecies, apcerMax } of report.bpcerAtApcer ?? []) {
    const keeps = (at: number): boolean => (worstOf(apcerAt(at)).apcerMax ?? 0) <= maxApcer;
    const index = [...all, Number.POSITIVE_INFINITY].findIndex(keeps);
    const [from, upTo] = [all[index - 1] ?? null, all[index] ?? null];
    const turned = (value: number | null): number | null => (value === null ? null : 0 - value);
    expect(steps, name).toEqual(sign === 1 ? { above: from, upTo } : { from: turned(upTo), below: turned(from) });
    const wanted = apcerAt(upTo ?? Number.POSITIVE_INFINITY);
    expect(shares(apcer), name).toEqual(wanted);
    expect({ worstSpecies, apcerMax }, name).toEqual(worstOf(wanted));
    expect(share(bpcer), name).toEqual(counted(refusedAt(upTo ?? Number.POSITIVE_INFINITY), scored(users).length));
  }
  expect(report.bpcerAtApcer?.map(({ name, maxApcer }) => [name, maxApcer])).toEqual([
    ['BPCER10', 0.1],
    ['BPCER20', 0.05],
    ['BPCER100', 0.01],
  ]);
}

const scores = fc.array(fc.option(fc.integer({ min: 0, max: 9 }), { freq: 6 }), { minLength: 1, maxLength: 12 });

describe('the figures of liveness scores', () => {
  it('are those that a separate count of every species finds', async () => {
    const presentations = fc.record({ users: scores, species: fc.record({ mask: scores, print: scores, screen: scores }) });
    await fc.assert(
      fc.asyncProperty(
        presentations,
        fc.integer({ min: -1, max: 10 }),
        fc.constantFrom(1 as const, -1 as const),
        async (given, at, sign) => {
          fc.pre(Object.values(given.species).some((each) => scored(each).length > 0));
          await check(given, at, sign);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('keep a limit that the worst species reaches exactly', async () => {
    const ten = Array.from({ length: 10 }, (_, i) => i);
    const { report } = await run({ users: [9, 8, 20], species: { mask: ten, print: [1] } }, 1);
    expect(report.bpcerAtApcer?.[0]).toMatchObject({
      name: 'BPCER10',
      threshold: { above: 8, upTo: 9 },
      round: 9,
      apcerMax: 0.1,
      bpcer: { k: 1 },
    });
  });

  it('have a row for the limit of a flag', async () => {
    const { report } = await run({ users: [9], species: { mask: [1, 2] } }, 1, '--max-apcer', '0.5', '--max-bpcer', '0.3');
    expect(report.bpcerAtApcer?.map(({ name }) => name)).toEqual(['BPCER2', 'BPCER10', 'BPCER20', 'BPCER100']);
    const none = await run({ users: [9], species: { mask: [1, 2] } }, 1, '--max-apcer', '0');
    expect(none.report.bpcerAtApcer?.at(-1)).toMatchObject({ name: 'zeroAPCER', maxApcer: 0, threshold: { above: 2, upTo: 9 } });
  });
});
