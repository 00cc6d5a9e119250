import type { Row } from '../input/row.ts';
import { sortByScore } from './sort-by-score.ts';

/** The place of a finished row in the score figures: with its score, or in a separate group. */
const places = ['scored', 'under', 'over', 'spoof', 'retake', 'review'] as const;
type Place = (typeof places)[number];

/**
 * A refusal without a score is under the service's threshold, a pass without one is over it. A row with neither verdict nor score is a
 * failure to acquire.
 */
function placeOf({ verdict, score }: Row): Place {
  if (verdict === 'spoof' || verdict === 'retake' || verdict === 'review') return verdict;
  if (score !== undefined) return 'scored';
  return verdict === 'mismatch' ? 'under' : verdict === 'pass' ? 'over' : 'retake';
}

/** The groups that are summed by verdict. `unchecked` are passes and mismatches whose answer shows no liveness check. */
export const tallies = ['none', 'pass', 'mismatch', 'spoof', 'retake', 'review', 'uncheckedPass', 'uncheckedMismatch'] as const;
export type Tally = (typeof tallies)[number];

function tallyOf({ verdict, liveness }: Row): Tally {
  if (liveness === false && verdict === 'pass') return 'uncheckedPass';
  if (liveness === false && verdict === 'mismatch') return 'uncheckedMismatch';
  return (tallies as readonly string[]).includes(verdict ?? '') ? (verdict as Tally) : 'none';
}

/** The finished rows of one class: those with a score first, from low to high, then the others by place. */
export interface Stratum {
  size: number;
  scored: number;
  /** `scored` of them, so that a higher score is always closer to acceptance. */
  scores: Float64Array;
  /** For each place, where its rows begin and end. */
  ranges: Readonly<Record<Place, readonly [from: number, to: number]>>;
  /** For each row, its verdict as an index of `tallies`. `tallied` is true if any row has one. */
  tally: Uint8Array;
  tallied: boolean;
  /** The people of a row, as indices of weights: for an impostor row, the person who came and the person they claimed to be. */
  first: Int32Array;
  second: Int32Array;
  /** The number of different people in these rows, and whether one of them is in several rows. */
  people: number;
  repeated: boolean;
}

/** Weight sums of a stratum. With weights of 1 they count its rows; with the weights of a resample they count that resample. */
export interface Weighed {
  /** `sums[i]` is the weight of the first `i` rows. */
  sums: Float64Array;
  byTally: Float64Array;
}

export const emptyWeighed = ({ size }: Stratum): Weighed => ({
  sums: new Float64Array(size + 1),
  byTally: new Float64Array(tallies.length),
});

/** `weights[0]` is 1, and the others are the weights of people. A bootstrap spends nearly all of its time in this loop. */
export function weigh({ size, first, second, tally, tallied }: Stratum, weights: Int32Array, { sums, byTally }: Weighed): void {
  let sum = 0;
  for (let row = 0; row < size; row += 1) {
    // Plain `*` would check every product for overflow.
    sum += Math.imul(weights[first[row] as number] as number, weights[second[row] as number] as number);
    sums[row + 1] = sum;
  }
  if (!tallied) return;
  byTally.fill(0);
  for (let row = 0; row < size; row += 1) {
    const index = tally[row] as number;
    byTally[index] = (byTally[index] as number) + (sums[row + 1] as number) - (sums[row] as number);
  }
}

/** Rows by place. */
function sortRows(rows: readonly Row[], sign: 1 | -1): { order: readonly Row[]; scores: Float64Array; ranges: Stratum['ranges'] } {
  const byPlace: Record<Place, Row[]> = { scored: [], under: [], over: [], spoof: [], retake: [], review: [] };
  for (const row of rows) byPlace[placeOf(row)].push(row);
  let from = 0;
  const ranges = places.map((place) => {
    const begin = from;
    from += byPlace[place].length;
    return [place, [begin, from] as const] as const;
  });
  const { scored, ...others } = byPlace;
  // Adding 0 turns -0 into 0.
  const { sorted, scores } = sortByScore(scored, ({ score }) => sign * (score ?? 0) + 0);
  return { order: sorted.concat(...Object.values(others)), scores, ranges: Object.fromEntries(ranges) as Stratum['ranges'] };
}

/** The index of the constant weight, for rows about one person; people are numbered from 1. */
const alone = 0;

/** People of a sample by number. People without a name have numbers above `named`, each for one row. */
export interface PersonNumbers {
  named: number;
  /** From 1. A person of -1 gets a new number. */
  numberOf(person: number): number;
}

export function buildStratum(rows: readonly Row[], sign: 1 | -1, { named, numberOf }: PersonNumbers): Stratum {
  const { order, scores, ranges } = sortRows(rows, sign);
  const [tally, first, second] = [new Uint8Array(order.length), new Int32Array(order.length), new Int32Array(order.length)];
  const seen = new Uint8Array(named + 1);
  let people = 0;
  let repeated = false;
  const see = (person: number): number => {
    if (person <= named && seen[person] === 1) repeated = true;
    else people += 1;
    if (person <= named) seen[person] = 1;
    return person;
  };
  for (let at = 0; at < order.length; at += 1) {
    const row = order[at] as Row;
    tally[at] = tallies.indexOf(tallyOf(row));
    first[at] = see(numberOf(row.subject));
    second[at] = row.reference < 0 || row.reference === row.subject ? alone : see(numberOf(row.reference));
  }
  const tallied = tally.some((index) => index > 0);
  return { size: order.length, scored: scores.length, scores, ranges, tally, tallied, first, second, people, repeated };
}
