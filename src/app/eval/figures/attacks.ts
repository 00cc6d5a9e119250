import { acceptedShare, intervalOfRung, type Ladder, lowestRung, type ThresholdInterval } from '../strata/ladder.ts';
import type { Sample } from '../strata/sample.ts';
import { countUnder } from '../strata/sort-by-score.ts';
import type { Stratum, Weighed } from '../strata/stratum.ts';
import { acceptedAt, measuredWeight, refusedAt, totalWeight, weightOf } from '../strata/weight.ts';
import { type Proportion, type WeighedStrata, weighedOf } from './question.ts';
import { byVerdict, mismatches, passes } from './rates.ts';

/** A figure for every species, by its name. */
type BySpecies<T> = Readonly<Record<string, T>>;

export interface LivenessRates {
  /** Attacks that liveness let through, of those with a liveness answer. Null if there is no liveness answer. */
  apcer: BySpecies<Proportion | null>;
  attackNonResponse: BySpecies<Proportion>;
  /** Accepted by all checks, of all presentations. */
  iapar: BySpecies<Proportion>;
  /** Real users whom liveness refused, of those with a liveness answer. Null if there is no liveness answer. */
  bpcer: Proportion | null;
  bonafideNonResponse: Proportion;
  bonafideNotAccepted: Proportion;
}

const share = (of: Stratum, k: Proportion['k'], n: Proportion['n']): Proportion => ({ ask: 'proportion', of, k, n });

const ofAll = (of: Stratum, k: Proportion['k']): Proportion => share(of, k, (weighed) => totalWeight(of, weighed));

const retakes = (of: Stratum): Proportion => ofAll(of, (weighed) => weightOf(of, weighed, 'retake'));

const bySpecies = <T>({ attacks }: Sample, figure: (stratum: Stratum) => T): BySpecies<T> =>
  Object.fromEntries(attacks.map(({ species, stratum }) => [species, figure(stratum)]));

const notAccepted = (genuine: Stratum, under: number): Proportion =>
  ofAll(genuine, (weighed) => totalWeight(genuine, weighed) - acceptedAt(genuine, weighed, under));

/** Rates of the service's own decisions. An attack with the verdict `mismatch` got past liveness: only the comparison stopped it. */
export function livenessByVerdict(sample: Sample): LivenessRates {
  const { genuine } = sample;
  return {
    apcer: bySpecies(sample, (of) => byVerdict(of, ['pass', 'mismatch'], ['pass', 'mismatch', 'spoof'])),
    attackNonResponse: bySpecies(sample, (of) => byVerdict(of, ['retake'])),
    iapar: bySpecies(sample, (of) => byVerdict(of, passes)),
    bpcer: byVerdict(genuine, ['spoof'], ['pass', 'mismatch', 'spoof']),
    bonafideNonResponse: byVerdict(genuine, ['retake']),
    bonafideNotAccepted: byVerdict(genuine, ['none', ...mismatches, 'spoof', 'retake', 'review']),
  };
}

/** Attacks in a comparison, by score: the score says nothing about liveness. */
export function attacksByComparison(sample: Sample, threshold: number): LivenessRates {
  const { genuine } = sample;
  return {
    apcer: bySpecies(sample, () => null),
    attackNonResponse: bySpecies(sample, retakes),
    iapar: bySpecies(sample, (of) => ofAll(of, (weighed) => acceptedAt(of, weighed, countUnder(of.scores, threshold)))),
    bpcer: null,
    bonafideNonResponse: retakes(genuine),
    bonafideNotAccepted: notAccepted(genuine, countUnder(genuine.scores, threshold)),
  };
}

/** Rates by a liveness score: a presentation with a score at or above the threshold counts as a real user. */
export function livenessAt(sample: Sample, threshold: number): LivenessRates {
  const { genuine } = sample;
  const refused = countUnder(genuine.scores, threshold);
  const measured = (of: Stratum, k: Proportion['k']): Proportion => share(of, k, (weighed) => measuredWeight(of, weighed));
  return {
    ...attacksByComparison(sample, threshold),
    apcer: bySpecies(sample, (of) => {
      const under = countUnder(of.scores, threshold);
      return measured(of, (weighed) => acceptedAt(of, weighed, under));
    }),
    bpcer: measured(genuine, (weighed) => refusedAt(genuine, weighed, refused)),
  };
}

/** The largest share that a rung accepts of any species. */
function worstAt(ladder: Ladder, weighedStrata: WeighedStrata, rung: number): number {
  const shares = ladder.strata.slice(1).map((_, index) => acceptedShare(ladder, index + 1, weighedStrata, rung));
  return Math.max(...shares.filter((value) => !Number.isNaN(value)));
}

/** The lowest rung at which every species is at or under the limit. */
export const lowestSafeRung = (ladder: Ladder, weighedStrata: WeighedStrata, limit: number): number | undefined =>
  lowestRung(ladder, (rung) => worstAt(ladder, weighedStrata, rung) <= limit);

export interface ApcerPoint {
  name: string;
  maxApcer: number;
  /** Null if no threshold keeps every species at or under the limit. */
  threshold: ThresholdInterval | null;
  apcer: BySpecies<Proportion | null>;
  bpcer: Proportion | null;
}

/** BPCER10, BPCER20 and similar figures, on a ladder of the real users and every species. */
export function maxApcerPoint(sample: Sample, ladder: Ladder, weighedStrata: WeighedStrata, limit: number): ApcerPoint {
  const name = limit === 0 ? 'zeroAPCER' : `BPCER${Math.round(1 / limit)}`;
  const rung = lowestSafeRung(ladder, weighedStrata, limit);
  if (rung === undefined) return { name, maxApcer: limit, threshold: null, apcer: bySpecies(sample, () => null), bpcer: null };
  const { genuine } = sample;
  const refused = (weighed: Weighed, at: number): number => refusedAt(genuine, weighed, (ladder.under[0] as Int32Array)[at] as number);
  const bpcer: Proportion = {
    ...share(
      genuine,
      (weighed) => refused(weighed, rung),
      (weighed) => measuredWeight(genuine, weighed),
    ),
    resampled: (any) => {
      const anew = lowestSafeRung(ladder, any, limit);
      const weighed = weighedOf(any, genuine);
      return anew === undefined ? Number.NaN : refused(weighed, anew) / measuredWeight(genuine, weighed);
    },
  };
  const { apcer } = livenessAt(sample, ladder.scores[rung] ?? Number.POSITIVE_INFINITY);
  return { name, maxApcer: limit, threshold: intervalOfRung(ladder, rung), apcer, bpcer };
}
