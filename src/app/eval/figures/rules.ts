import {
  acceptedShare,
  highestRung,
  intervalOfRung,
  type Ladder,
  lowestRung,
  refusedShare,
  type ThresholdInterval,
} from '../strata/ladder.ts';
import type { Stratum } from '../strata/stratum.ts';
import { acceptedAt, measuredWeight, refusedAt } from '../strata/weight.ts';
import { trialsNeeded } from './exact.ts';
import { type Proportion, type WeighedStrata, weighedOf } from './question.ts';

/** The threshold for one limit, and both rates at it. */
export interface LimitPoint {
  name: string;
  target: number;
  /** Null if no known threshold keeps the limit. */
  threshold: ThresholdInterval | null;
  fmr: Proportion | null;
  fnmr: Proportion | null;
}

export interface FmrPoint extends LimitPoint {
  /** The limit is so low that a single error would miss it, so the absence of errors proves nothing about it. */
  belowResolution: boolean;
  trialsNeededWithoutError: number | null;
}

const share = (of: Stratum, k: Proportion['k']): Proportion => ({ ask: 'proportion', of, k, n: (weighed) => measuredWeight(of, weighed) });

function pointAt(ladder: Ladder, rung: number | undefined): Pick<LimitPoint, 'threshold' | 'fmr' | 'fnmr'> {
  if (rung === undefined) return { threshold: null, fmr: null, fnmr: null };
  const [genuine, impostor] = ladder.strata as readonly [Stratum, Stratum];
  const [refused, accepted] = ladder.under.map((under) => under[rung] as number) as [number, number];
  return {
    threshold: intervalOfRung(ladder, rung),
    fmr: share(impostor, (weighed) => acceptedAt(impostor, weighed, accepted)),
    fnmr: share(genuine, (weighed) => refusedAt(genuine, weighed, refused)),
  };
}

type Choose = (weighedStrata: WeighedStrata) => number | undefined;

/** A rate at the threshold that the rule chooses in each resample. */
const chosenAnew = (
  question: Proportion | null,
  choose: Choose,
  rateAt: (weighedStrata: WeighedStrata, rung: number) => number,
): Proportion | null =>
  question && {
    ...question,
    resampled: (weighedStrata) => {
      const rung = choose(weighedStrata);
      return rung === undefined ? Number.NaN : rateAt(weighedStrata, rung);
    },
  };

/** The lowest threshold with FMR at most `target`. Never the nearest one, which could be over the target. */
export function maxFmrPoint(ladder: Ladder, weighedStrata: WeighedStrata, target: number, confidence: number): FmrPoint {
  const choose: Choose = (any) => lowestRung(ladder, (rung) => acceptedShare(ladder, 1, any, rung) <= target);
  const [, impostor] = ladder.strata as readonly [Stratum, Stratum];
  const n = measuredWeight(impostor, weighedOf(weighedStrata, impostor));
  const { threshold, fmr, fnmr } = pointAt(ladder, choose(weighedStrata));
  return {
    name: target === 0 ? 'zeroFMR' : `FMR${Math.round(1 / target)}`,
    target,
    threshold,
    fmr,
    fnmr: chosenAnew(fnmr, choose, (any, rung) => refusedShare(ladder, 0, any, rung)),
    belowResolution: target > 0 && target < 1 / n,
    trialsNeededWithoutError: trialsNeeded(target, 0, confidence) ?? null,
  };
}

/** The highest threshold with FNMR at most `target`. */
export function maxFnmrPoint(ladder: Ladder, weighedStrata: WeighedStrata, target: number): LimitPoint {
  const choose: Choose = (any) => highestRung(ladder, (rung) => refusedShare(ladder, 0, any, rung) <= target);
  const { threshold, fmr, fnmr } = pointAt(ladder, choose(weighedStrata));
  return {
    name: target === 0 ? 'zeroFNMR' : `FNMR${Math.round(1 / target)}`,
    target,
    threshold,
    fmr: chosenAnew(fmr, choose, (any, rung) => acceptedShare(ladder, 1, any, rung)),
    fnmr,
  };
}
