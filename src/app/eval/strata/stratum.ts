import type { Row } from '../input/row.ts';

/** Where a finished row stands in the score figures: with its score, or apart. */
export const places = ['scored', 'under', 'over', 'spoof', 'retake', 'review'] as const;
type Place = (typeof places)[number];

/**
 * A refusal without a score lies under the service's threshold, a pass without one over it. A row that has neither verdict nor
 * score is a failure to acquire.
 */
function placeOf({ verdict, score }: Row): Place {
  if (verdict === 'spoof' || verdict === 'retake' || verdict === 'review') return verdict;
  if (score !== undefined) return 'scored';
  return verdict === 'mismatch' ? 'under' : verdict === 'pass' ? 'over' : 'retake';
}

/** What is summed by verdict: `unchecked` are passes and mismatches of answers that show no liveness check. */
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
  /** `scored` of them, so that higher is always nearer to acceptance. */
  scores: Float64Array;
  /** Per place, where its rows begin and end. */
  ranges: Readonly<Record<Place, readonly [from: number, to: number]>>;
  /** By verdict, as an index of `tallies`; `tallied` where any row has one. */
  tally: Uint8Array;
  tallied: boolean;
  /** The people of a row, as indices of weights: for an impostor row the one who came and the one who was claimed. */
  first: Int32Array;
  second: Int32Array;
  /** Different people in these rows, and whether one of them is in several. */
  people: number;
  repeated: boolean;
}

/** Weight sums of a stratum: with weights of 1 they count its rows, with those of a resample they count it anew. */
export interface Weighed {
  /** `sums[i]` is the weight of the first `i` rows. */
  sums: Float64Array;
  byTally: Float64Array;
}

export const emptyWeighed = ({ size }: Stratum): Weighed => ({
  sums: new Float64Array(size + 1),
  byTally: new Float64Array(tallies.length),
});

/** `weights[0]` is 1, and the others are those of people. This loop is nearly all that a bootstrap costs. */
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

/** Rows with a score from low to high. Indices are sorted in place of rows, which takes half the time for a million. */
function byScore(rows: readonly Row[], sign: 1 | -1): Row[] {
  const scores = Float64Array.from(rows, ({ score }) => sign * (score ?? 0));
  const order = Uint32Array.from(rows.keys()).sort((a, b) => (scores[a] as number) - (scores[b] as number));
  return Array.from(order, (index) => rows[index] as Row);
}

/** Rows by place. */
function sortRows(rows: readonly Row[], sign: 1 | -1): { order: Row[]; ranges: Stratum['ranges'] } {
  const byPlace: Record<Place, Row[]> = { scored: [], under: [], over: [], spoof: [], retake: [], review: [] };
  for (const row of rows) byPlace[placeOf(row)].push(row);
  let from = 0;
  const ranges = places.map((place) => {
    const begin = from;
    from += byPlace[place].length;
    return [place, [begin, from] as const] as const;
  });
  const order = places.flatMap((place) => (place === 'scored' ? byScore(byPlace.scored, sign) : byPlace[place]));
  return { order, ranges: Object.fromEntries(ranges) as Stratum['ranges'] };
}

/** The weight that never changes, for rows about one person; people are numbered from 1. */
const alone = 0;

/** `indexOf` numbers a sample's people from 1; a row that names no person is about a person of its own. */
export function buildStratum(rows: readonly Row[], sign: 1 | -1, indexOf: (person: number) => number): Stratum {
  const { order, ranges } = sortRows(rows, sign);
  const [, scored] = ranges.scored;
  const scores = new Float64Array(scored);
  const [tally, first, second] = [new Uint8Array(order.length), new Int32Array(order.length), new Int32Array(order.length)];
  const seen = new Set<number>();
  let repeated = false;
  order.forEach((row, at) => {
    // Adding 0 makes 0 of -0.
    if (at < scored) scores[at] = sign * (row.score ?? 0) + 0;
    tally[at] = tallies.indexOf(tallyOf(row));
    const pair = [indexOf(row.subject), row.reference < 0 || row.reference === row.subject ? alone : indexOf(row.reference)] as const;
    [first[at], second[at]] = pair;
    for (const person of pair) {
      if (person === alone) continue;
      repeated ||= seen.has(person);
      seen.add(person);
    }
  });
  const tallied = tally.some((index) => index > 0);
  return { size: order.length, scored, scores, ranges, tally, tallied, first, second, people: seen.size, repeated };
}
