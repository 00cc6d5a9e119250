import type { Ladder } from '../strata/ladder.ts';
import type { Stratum } from '../strata/stratum.ts';
import { type Interval, probit } from './exact.ts';
import { type Measure, type WeighedStrata, weighedOf } from './question.ts';

const hasAllScores = ({ strata, knownFrom, knownUpTo }: Ladder): boolean =>
  knownFrom === undefined && knownUpTo === undefined && strata.every(({ scored }) => scored > 0);

/** For every row of the smaller class: how many rows of the other class have a lower score, and how many a lower or equal one. */
interface Ranks {
  smaller: Stratum;
  larger: Stratum;
  lower: Int32Array;
  upTo: Int32Array;
}

function ranksIn({ strata, under, scores }: Ladder): Ranks {
  const [genuine, impostor] = strata as readonly [Stratum, Stratum];
  const own = genuine.scored <= impostor.scored ? 0 : 1;
  const [ownAt, otherAt] = [under[own] as Int32Array, under[1 - own] as Int32Array];
  const smaller = own === 0 ? genuine : impostor;
  const ranks = {
    smaller,
    larger: own === 0 ? impostor : genuine,
    lower: new Int32Array(smaller.scored),
    upTo: new Int32Array(smaller.scored),
  };
  for (let rung = 0; rung < scores.length; rung += 1) {
    ranks.lower.fill(otherAt[rung] as number, ownAt[rung], ownAt[rung + 1]);
    ranks.upTo.fill(otherAt[rung + 1] as number, ownAt[rung], ownAt[rung + 1]);
  }
  return ranks;
}

/** The probability that a genuine score is higher than an impostor's; a tie counts half. */
function areaUnderCurve({ strata }: Ladder, { smaller, larger, lower, upTo }: Ranks, weighedStrata: WeighedStrata): number {
  const [own, other] = [weighedOf(weighedStrata, smaller).sums, weighedOf(weighedStrata, larger).sums];
  let beats = 0;
  for (let row = 0; row < smaller.scored; row += 1) {
    const weight = (own[row + 1] as number) - (own[row] as number);
    beats += weight * ((other[lower[row] as number] as number) + (other[upTo[row] as number] as number));
  }
  const share = beats / 2 / (own[smaller.scored] as number) / (other[larger.scored] as number);
  return smaller === strata[0] ? share : 1 - share;
}

/** For each row, the share of the other class that it beats: the sum of these shares and the sum of their squares. */
function beaten({ scores }: Ladder, own: Int32Array, other: Int32Array): { sum: number; squares: number; rows: number } {
  let [sum, squares] = [0, 0];
  const rows = own[scores.length] as number;
  const others = other[scores.length] as number;
  for (let rung = 0; rung < scores.length; rung += 1) {
    const count = (own[rung + 1] as number) - (own[rung] as number);
    const share = ((other[rung] as number) + (other[rung + 1] as number)) / 2 / others;
    sum += count * share;
    squares += count * share * share;
  }
  return { sum, squares, rows };
}

/** DeLong's interval, limited to 0..1. It treats rows as independent. Undefined if a class has fewer than two rows. */
function deLong(ladder: Ladder, area: number, confidence: number): Interval | undefined {
  const [genuineAt, impostorAt] = ladder.under as readonly [Int32Array, Int32Array];
  const parts = [beaten(ladder, genuineAt, impostorAt), beaten(ladder, impostorAt, genuineAt)];
  if (parts.some(({ rows }) => rows < 2)) return undefined;
  const variance = parts.reduce(
    (total, { sum, squares, rows }) => total + Math.max(0, squares - (sum * sum) / rows) / (rows - 1) / rows,
    0,
  );
  const half = probit((1 + confidence) / 2) * Math.sqrt(variance);
  return [Math.max(0, area - half), Math.min(1, area + half)];
}

/** Null if a class has no score, or if the scores of some refusals or passes are not known. */
export function areaQuestion(ladder: Ladder, weighedStrata: WeighedStrata, confidence: number): Measure | null {
  if (!hasAllScores(ladder)) return null;
  const ranks = ranksIn(ladder);
  return {
    ask: 'measure',
    of: ladder.strata,
    value: (resampled) => areaUnderCurve(ladder, ranks, resampled),
    interval: deLong(ladder, areaUnderCurve(ladder, ranks, weighedStrata), confidence),
    method: 'DeLong',
  };
}

/** Null if there is no score, or if the sum of the scores is beyond a double. */
export function meanOf({ scores }: Stratum): number | null {
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  return Number.isFinite(mean) ? mean : null;
}

function varianceOf({ scores }: Stratum, mean: number): number {
  return scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length;
}

/** d': the distance of the means in standard deviations, with variances divided by n. Null if they are 0 or cannot be computed. */
export function decidability(ladder: Ladder): number | null {
  if (!hasAllScores(ladder)) return null;
  const [genuine, impostor] = ladder.strata as [Stratum, Stratum];
  const means = [meanOf(genuine), meanOf(impostor)] as const;
  if (means[0] === null || means[1] === null) return null;
  const distance = Math.abs(means[0] - means[1]) / Math.sqrt((varianceOf(genuine, means[0]) + varianceOf(impostor, means[1])) / 2);
  return Number.isFinite(distance) ? distance : null;
}
