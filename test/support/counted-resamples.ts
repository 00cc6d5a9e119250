import { seededGenerator } from '../../src/app/eval/figures/generator.ts';

/** The bootstrap by subject, written again in the plainest way: every resample is a list of weighted rows. */

export interface NamedRow {
  label: 'genuine' | 'impostor';
  subject: string;
  reference: string;
  score: number;
  /** The score of the other system, if there is one. */
  other?: number;
}

export type Weighted = readonly (NamedRow & { weight: number })[];

/** Linear interpolation between the two nearest of the sorted values, as in numpy. */
function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(at)] as number, sorted[Math.ceil(at)] as number];
  return low * (1 - (at % 1)) + high * (at % 1);
}

/** In each resample as many people are drawn as there are. The rows of a person count as often as the person was drawn. */
function* resamplesOf(rows: readonly NamedRow[], seed: number, count: number): Generator<Weighted> {
  const people = [...new Set(rows.flatMap(({ subject, reference }) => [subject, reference]))].sort();
  const next = seededGenerator(seed);
  for (let round = 0; round < count; round += 1) {
    const drawn = people.map(() => people[Math.floor((next() / 2 ** 32) * people.length)]);
    const times = (name: string): number => drawn.filter((each) => each === name).length;
    yield rows.map((row) => ({
      ...row,
      weight: row.subject === row.reference ? times(row.subject) : times(row.subject) * times(row.reference),
    }));
  }
}

/** The 2.5th, 95th and 97.5th percentile of a figure. A resample in which nothing can be counted is left out. */
export function spreadOf(rows: readonly NamedRow[], seed: number, count: number, figure: (rows: Weighted) => number) {
  const values = [...resamplesOf(rows, seed, count)].map(figure).filter((value) => !Number.isNaN(value));
  return { low: percentile(values, 0.025), high: percentile(values, 0.975), upper: percentile(values, 0.95), left: values.length };
}

const weightOf = (rows: Weighted): number => rows.reduce((sum, { weight }) => sum + weight, 0);

/** The weight of the rows for which a condition holds, as a share of all; NaN if all weights are 0. */
export const weightedShare = (rows: Weighted, holds: (row: NamedRow) => boolean): number => weightOf(rows.filter(holds)) / weightOf(rows);

/** Both error rates at a threshold. */
export const ratesAt = (rows: Weighted, threshold: number) => ({
  fmr: weightedShare(
    rows.filter(({ label }) => label === 'impostor'),
    ({ score }) => score >= threshold,
  ),
  fnmr: weightedShare(
    rows.filter(({ label }) => label === 'genuine'),
    ({ score }) => score < threshold,
  ),
});
