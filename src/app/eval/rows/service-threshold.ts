import type { Row } from '../input/row.ts';
import type { ThresholdInterval } from '../strata/ladder.ts';
import { roundThreshold } from '../strata/round-threshold.ts';

/** The threshold on which the verdicts of a set are based. */
export interface ServiceThreshold {
  /** Null if it is not known, or if rows name several. */
  value: number | null;
  source: 'rows' | 'verdicts' | null;
  /** Every threshold that rows name. */
  values: readonly number[];
  /** At or above this score, refusals without a score do not make the rates unknown. */
  knownFrom: number | undefined;
  /** Rows whose verdict and score contradict the threshold, or each other. */
  contradicting: number;
}

const unknown: ServiceThreshold = { value: null, source: null, values: [], knownFrom: undefined, contradicting: 0 };

/** If the gap is wider than this share of all scores, no single number in it can be named. */
const narrowGap = 0.05;

/** The threshold that follows from the verdicts: it is over the best refusal, and not over the worst pass. */
function inferred(rows: readonly Row[], sign: 1 | -1): ServiceThreshold {
  let [bestRefusal, worstPass] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  let [best, worst] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const { verdict, score } of rows) {
    if (score === undefined || (verdict !== 'mismatch' && verdict !== 'pass')) continue;
    best = Math.max(best, sign * score);
    worst = Math.min(worst, sign * score);
    if (verdict === 'mismatch') bestRefusal = Math.max(bestRefusal, sign * score);
    else worstPass = Math.min(worstPass, sign * score);
  }
  if (!Number.isFinite(worstPass)) return unknown;
  if (bestRefusal >= worstPass) {
    const isBetween = ({ verdict, score }: Row): boolean => verdict === 'mismatch' && score !== undefined && sign * score >= worstPass;
    return { ...unknown, contradicting: rows.filter(isBetween).length };
  }
  const found = { ...unknown, knownFrom: sign * worstPass };
  if (!Number.isFinite(bestRefusal) || worstPass - bestRefusal > narrowGap * (best - worst)) return found;
  const interval: ThresholdInterval = { above: bestRefusal, upTo: worstPass };
  return { ...found, value: sign * roundThreshold(interval), source: 'verdicts' };
}

/** The rows must be finished, and all must have a verdict. */
export function serviceThreshold(rows: readonly Row[], distances: boolean): ServiceThreshold {
  const sign = distances ? -1 : 1;
  const values = [...new Set(rows.flatMap(({ threshold }) => threshold ?? []))].sort((a, b) => a - b);
  const [only] = values;
  if (only === undefined) return inferred(rows, sign);
  const contradicts = ({ verdict, score, threshold }: Row): boolean =>
    score !== undefined &&
    threshold !== undefined &&
    (verdict === 'pass' ? sign * score < sign * threshold : verdict === 'mismatch' && sign * score >= sign * threshold);
  return {
    value: values.length === 1 ? only : null,
    source: 'rows',
    values,
    knownFrom: sign * Math.max(...values.map((value) => sign * value)),
    contradicting: rows.filter(contradicts).length,
  };
}
