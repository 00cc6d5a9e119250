import { type WeighedStrata, weighedOf } from '../figures/question.ts';
import { countUnder } from './sort-by-score.ts';
import type { Stratum } from './stratum.ts';
import { acceptedAt, measuredWeight, refusedAt } from './weight.ts';

/** All thresholds between two neighbouring scores, `above` < t <= `upTo`, have the same rates; null if there is no score beyond. */
export interface ThresholdInterval {
  above: number | null;
  upTo: number | null;
}

/**
 * Every threshold at which a rate can change: each distinct score of any stratum, and one above them all. Rung `j` is for the thresholds
 * above score `j - 1`, up to score `j`.
 */
export interface Ladder {
  strata: readonly Stratum[];
  scores: Float64Array;
  /** For each stratum and rung, the number of scores under it, which the threshold refuses. */
  under: readonly Int32Array[];
  /** The rungs with known rates. Below the first there are refusals without a score, above the last there are passes without a score. */
  first: number;
  last: number;
  /** The service's threshold, if nothing is known below it, or above it. */
  knownFrom: number | undefined;
  knownUpTo: number | undefined;
}

function distinct(strata: readonly Stratum[]): Float64Array {
  const all = new Float64Array(strata.reduce((sum, { scored }) => sum + scored, 0));
  let at = 0;
  for (const { scores } of strata) {
    all.set(scores, at);
    at += scores.length;
  }
  all.sort();
  let kept = 0;
  for (const score of all) {
    if (kept === 0 || score !== all[kept - 1]) {
      all[kept] = score;
      kept += 1;
    }
  }
  return all.slice(0, kept);
}

function positions(scores: Float64Array, stratum: Stratum): Int32Array {
  const under = new Int32Array(scores.length + 1);
  let at = 0;
  scores.forEach((score, rung) => {
    while (at < stratum.scored && (stratum.scores[at] as number) < score) at += 1;
    under[rung] = at;
  });
  under[scores.length] = stratum.scored;
  return under;
}

const holds = ({ ranges }: Stratum, place: 'under' | 'over'): boolean => ranges[place][1] > ranges[place][0];

/** `limit` is the service's threshold. Without it, no rate is known if a refusal or a pass has no score. */
export function buildLadder(strata: readonly Stratum[], limit: number | undefined): Ladder {
  const scores = distinct(strata);
  const refusals = strata.some((stratum) => holds(stratum, 'under'));
  const passes = strata.some((stratum) => holds(stratum, 'over'));
  const atLimit = limit === undefined ? undefined : countUnder(scores, limit);
  return {
    strata,
    scores,
    under: strata.map((stratum) => positions(scores, stratum)),
    first: refusals ? (atLimit ?? scores.length + 1) : 0,
    last: passes ? (atLimit ?? -1) : scores.length,
    knownFrom: refusals ? (limit ?? Number.POSITIVE_INFINITY) : undefined,
    knownUpTo: passes ? (limit ?? Number.NEGATIVE_INFINITY) : undefined,
  };
}

const bits = new DataView(new ArrayBuffer(8));

/** The nearest double below. */
function justBelow(value: number): number {
  if (value === 0) return -Number.MIN_VALUE;
  bits.setFloat64(0, value);
  bits.setBigInt64(0, bits.getBigInt64(0) + (value > 0 ? -1n : 1n));
  return bits.getFloat64(0);
}

/** The thresholds of a rung. If nothing is known below the service's threshold, the rung begins there. */
export function intervalOfRung({ scores, first, knownFrom }: Ladder, rung: number): ThresholdInterval {
  const above = rung > 0 ? (scores[rung - 1] ?? null) : null;
  const isCut = knownFrom !== undefined && rung === first && (above === null || above < knownFrom);
  return { above: isCut ? justBelow(knownFrom) : above, upTo: scores[rung] ?? null };
}

/** True if the rates at a threshold are known. */
export const isKnown = ({ knownFrom, knownUpTo }: Ladder, threshold: number): boolean =>
  (knownFrom === undefined || threshold >= knownFrom) && (knownUpTo === undefined || threshold <= knownUpTo);

/** Share of a stratum's measured rows that a rung accepts, and that it refuses. */
export function acceptedShare(ladder: Ladder, index: number, weighedStrata: WeighedStrata, rung: number): number {
  const stratum = ladder.strata[index] as Stratum;
  const weighed = weighedOf(weighedStrata, stratum);
  return acceptedAt(stratum, weighed, (ladder.under[index] as Int32Array)[rung] as number) / measuredWeight(stratum, weighed);
}

export function refusedShare(ladder: Ladder, index: number, weighedStrata: WeighedStrata, rung: number): number {
  const stratum = ladder.strata[index] as Stratum;
  const weighed = weighedOf(weighedStrata, stratum);
  return refusedAt(stratum, weighed, (ladder.under[index] as Int32Array)[rung] as number) / measuredWeight(stratum, weighed);
}

/**
 * The lowest known rung for which a test holds. If it holds for a rung, it must hold for all higher ones. Undefined if it holds for none.
 */
export function lowestRung({ first, last }: Ladder, holdsAt: (rung: number) => boolean): number | undefined {
  let [from, to] = [first, last + 1];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (holdsAt(middle)) to = middle;
    else from = middle + 1;
  }
  return from <= last ? from : undefined;
}

/** The highest known rung for which a test holds. If it fails for a rung, it must fail for all higher ones. */
export function highestRung(ladder: Ladder, holdsAt: (rung: number) => boolean): number | undefined {
  const failing = lowestRung(ladder, (rung) => !holdsAt(rung)) ?? ladder.last + 1;
  return failing > ladder.first ? failing - 1 : undefined;
}
