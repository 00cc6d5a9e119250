import { chooseThresholds } from './figures/choose.ts';
import type { Answered } from './figures/question.ts';
import type { ServiceThreshold } from './rows/service-threshold.ts';
import type { EvalSettings } from './settings.ts';
import { type Point, type Study, shownThreshold } from './study.ts';

/**
 * Where a threshold comes from: a flag, the verdicts, the vendor's manual, a rule on other rows, or these same rows. Figures at a threshold
 * that was picked on the same rows look too good.
 */
export type Origin = 'flag' | 'service' | 'vendor' | 'chosen' | 'picked';

export interface OperatingPoint {
  /** As a user sees it; null for the verdicts of a service whose threshold is not known. */
  threshold: number | null;
  from: Origin;
}

/** The limits by which a threshold is picked if no flag and no verdict names one. */
const usualLimit = { fmr: 0.001, apcer: 0.05 } as const;

/** The point of the first sentence and of the limits. Undefined if nothing determines one. */
export function operatingPoint(settings: EvalSettings, study: Study, service: ServiceThreshold | undefined): OperatingPoint | undefined {
  const [first] = settings.thresholds;
  if (first !== undefined) return { threshold: first, from: 'flag' };
  if (study.judged) return { threshold: service?.value ?? null, from: 'service' };
  const figure = study.kind === 'liveness' ? 'apcer' : 'fmr';
  const most = settings.limits.find((limit) => limit.figure === figure)?.most ?? usualLimit[figure];
  const interval = chooseThresholds(study.ladder, study.weighedStrata, { figure, most });
  return interval && { threshold: shownThreshold(study, interval), from: 'picked' };
}

type AnsweredPoint = Answered<Point>;

/** The species that gets through most often. */
function worstOf(apcer: NonNullable<AnsweredPoint['liveness']>['apcer']): { worstSpecies: string | null; apcerMax: number | null } {
  let worst: { worstSpecies: string | null; apcerMax: number | null } = { worstSpecies: null, apcerMax: null };
  for (const [species, figure] of Object.entries(apcer)) {
    if (figure && (worst.apcerMax === null || figure.rate > worst.apcerMax)) worst = { worstSpecies: species, apcerMax: figure.rate };
  }
  return worst;
}

/** A point as the report prints it. HTER only if the threshold does not come from these rows. */
export function finishPoint({ threshold, rates, liveness }: AnsweredPoint, from: Origin, byScoreAlone: boolean) {
  const { fmr, fnmr } = rates;
  const isFromElsewhere = from !== 'picked';
  return {
    threshold,
    from,
    /** Under the service's threshold, which `--threshold` of a call can only raise. */
    byScoreAlone,
    ...rates,
    hter: isFromElsewhere && fmr && fnmr ? (fmr.rate + fnmr.rate) / 2 : null,
    liveness: liveness && { ...liveness, ...worstOf(liveness.apcer) },
  };
}

export type FinishedPoint = ReturnType<typeof finishPoint>;

/** BPCER10 and similar figures, with the species that decides them. */
export const withWorst = <T extends { apcer: NonNullable<AnsweredPoint['liveness']>['apcer'] }>(point: T) => ({
  ...point,
  ...worstOf(point.apcer),
});

/** The points that a reader compares: the operating point of the report, and the others that it lists. */
export const pointsToShow = (operatingPoint: FinishedPoint | null, listed: readonly FinishedPoint[]): FinishedPoint[] =>
  operatingPoint ? [operatingPoint, ...listed.filter(({ threshold }) => threshold !== operatingPoint.threshold)] : [...listed];
