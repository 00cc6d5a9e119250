import { answerQuestions, type IntervalSettings } from './figures/answer-questions.ts';
import { attacksByComparison, type LivenessRates, livenessAt, livenessByVerdict, maxApcerPoint } from './figures/attacks.ts';
import { equalError } from './figures/equal-error.ts';
import type { Answered, WeighedStrata } from './figures/question.ts';
import { type Rates, ratesAt } from './figures/rates.ts';
import { maxFmrPoint, maxFnmrPoint } from './figures/rules.ts';
import { areaQuestion, decidability, meanOf } from './figures/separation.ts';
import { groupsByVerdict, ratesOfGroups } from './figures/verdict-groups.ts';
import type { Row } from './input/row.ts';
import type { ServiceThreshold } from './rows/service-threshold.ts';
import { buildLadder, isKnown, type Ladder, type ThresholdInterval } from './strata/ladder.ts';
import { roundThreshold } from './strata/round-threshold.ts';
import { buildSample, type Sample } from './strata/sample.ts';
import { emptyWeighed, weigh } from './strata/stratum.ts';

/** Whether scores measure how similar two faces are, or whether a face is live. */
export type ScoreKind = 'comparison' | 'liveness';

/** One set of rows, prepared for questions. The sign of its scores and thresholds is chosen so that higher is closer to acceptance. */
export interface Study {
  kind: ScoreKind;
  sample: Sample;
  ladder: Ladder;
  /** Every row counted once. */
  weighedStrata: WeighedStrata;
  sign: 1 | -1;
  /** All rows have a verdict. */
  judged: boolean;
}

export function openStudy(rows: readonly Row[], kind: ScoreKind, distances: boolean, service: ServiceThreshold | undefined): Study {
  const sign = distances ? -1 : 1;
  const sample = buildSample(rows, distances);
  const strata =
    kind === 'liveness' ? [sample.genuine, ...sample.attacks.map(({ stratum }) => stratum)] : [sample.genuine, sample.impostor];
  const ladder = buildLadder(strata, service?.knownFrom === undefined ? undefined : sign * service.knownFrom);
  const weighedStrata = new Map(sample.strata.map((stratum) => [stratum, emptyWeighed(stratum)]));
  const ones = new Int32Array(sample.people + 1).fill(1);
  for (const [stratum, weighed] of weighedStrata) weigh(stratum, ones, weighed);
  return {
    kind,
    sample,
    ladder,
    weighedStrata,
    sign,
    judged: rows.length > 0 && rows.every(({ verdict }) => verdict !== undefined),
  };
}

/** An interval of thresholds as a user sees it: `above` < t <= `upTo`, or for distances `from` <= t < `below`. */
export type ShownInterval = ThresholdInterval | { from: number | null; below: number | null };

const negated = (value: number | null): number | null => (value === null ? null : 0 - value);

export const shownInterval = ({ sign }: Pick<Study, 'sign'>, interval: ThresholdInterval): ShownInterval =>
  sign === 1 ? interval : { from: negated(interval.upTo), below: negated(interval.above) };

/** The roundest number in an interval of thresholds, as a user sees it. */
export const shownThreshold = ({ sign }: Pick<Study, 'sign'>, interval: ThresholdInterval): number => {
  const threshold = sign * roundThreshold(interval);
  return threshold === 0 ? 0 : threshold;
};

/** An operating point: a threshold as a user sees it, or null for the service's own decisions. */
export interface Point {
  threshold: number | null;
  rates: Rates;
  liveness: LivenessRates | null;
}

/** A threshold of the comparison does not change the service's liveness decisions, but it changes what all checks together accept. */
function livenessWith({ kind, sample, judged }: Study, threshold: number): LivenessRates | null {
  if (kind === 'liveness') return livenessAt(sample, threshold);
  if (!judged) return sample.attacks.length > 0 ? attacksByComparison(sample, threshold) : null;
  const { iapar, bonafideNotAccepted } = attacksByComparison(sample, threshold);
  return { ...livenessByVerdict(sample), iapar, bonafideNotAccepted };
}

/** Liveness does not compare people. */
const comparedRates = (kind: ScoreKind, rates: Rates): Rates =>
  kind === 'comparison' ? rates : { ...rates, fmr: null, far: null, fnmr: null, frr: null, turnedAway: null };

export function pointAt(study: Study, threshold: number): Point {
  const { kind, sample, ladder, sign } = study;
  const inner = sign * threshold;
  const rates = ratesAt(sample, inner, isKnown(ladder, inner));
  return { threshold, rates: comparedRates(kind, rates), liveness: livenessWith(study, inner) };
}

export function pointOfVerdicts({ kind, sample }: Study): Point {
  return { threshold: null, rates: comparedRates(kind, ratesOfGroups(groupsByVerdict(sample))), liveness: livenessByVerdict(sample) };
}

const fmrTargets = [0.1, 0.05, 0.01, 0.001, 0.0001, 0];
const fnmrTargets = [0.05, 0.01, 0];
const apcerTargets = [0.1, 0.05, 0.01];

const withTargets = (targets: readonly number[], more: readonly number[]): number[] =>
  [...new Set([...targets, ...more])].sort((a, b) => b - a);

const withThreshold =
  (study: Study) =>
  <T extends { threshold: ThresholdInterval | null }>(point: T) => ({
    ...point,
    threshold: point.threshold && shownInterval(study, point.threshold),
    round: point.threshold && shownThreshold(study, point.threshold),
  });

/** All figures that the scores of a comparison give without a given threshold. */
export function comparisonFigures(study: Study, confidence: number, targets: readonly number[]) {
  const { ladder, weighedStrata, sample, sign } = study;
  const equal = equalError(ladder, weighedStrata);
  const shownMean = (mean: number | null): number | null => mean && sign * mean;
  return {
    genuine: sample.genuine.scored,
    impostor: sample.impostor.scored,
    maxFmr: withTargets(fmrTargets, targets).map((target) => withThreshold(study)(maxFmrPoint(ladder, weighedStrata, target, confidence))),
    maxFnmr: fnmrTargets.map((target) => withThreshold(study)(maxFnmrPoint(ladder, weighedStrata, target))),
    eer: equal && withThreshold(study)(equal),
    auc: areaQuestion(ladder, weighedStrata, confidence),
    dPrime: decidability(ladder),
    mean: { genuine: shownMean(meanOf(sample.genuine)), impostor: shownMean(meanOf(sample.impostor)) },
  };
}

/** The same for a liveness score. */
export const livenessFigures = (study: Study, targets: readonly number[]) =>
  withTargets(apcerTargets, targets).map((limit) =>
    withThreshold(study)(maxApcerPoint(study.sample, study.ladder, study.weighedStrata, limit)),
  );

export const figuresOf = <T>({ sample }: Study, tree: T, intervalSettings: IntervalSettings): Promise<Answered<T>> =>
  answerQuestions(sample, tree, intervalSettings);
