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
import { acceptedAt, totalWeight } from '../strata/weight.ts';
import { lowestSafeRung } from './attacks.ts';
import { equalError } from './equal-error.ts';
import { type WeighedStrata, weighedOf } from './question.ts';

/** A rule to choose a threshold: a figure, and the largest share that it may reach. */
export type ChoiceRule = { figure: 'fmr' | 'far' | 'fnmr' | 'frr' | 'apcer' | 'bpcer'; most: number } | { figure: 'eer' };

/** The shares of all finished rows of a stratum that a rung accepts, and does not accept. */
function sharesOfAll(ladder: Ladder, index: number, weighedStrata: WeighedStrata, rung: number): { accepted: number; notAccepted: number } {
  const stratum = ladder.strata[index] as Stratum;
  const weighed = weighedOf(weighedStrata, stratum);
  const all = totalWeight(stratum, weighed);
  const accepted = acceptedAt(stratum, weighed, (ladder.under[index] as Int32Array)[rung] as number);
  return { accepted: accepted / all, notAccepted: (all - accepted) / all };
}

/** The rung that keeps the limit at the lowest cost; undefined if none does. */
function rungFor(ladder: Ladder, weighedStrata: WeighedStrata, rule: Exclude<ChoiceRule, { figure: 'eer' }>): number | undefined {
  const { figure, most } = rule;
  switch (figure) {
    case 'fmr':
      return lowestRung(ladder, (rung) => acceptedShare(ladder, 1, weighedStrata, rung) <= most);
    case 'far':
      return lowestRung(ladder, (rung) => sharesOfAll(ladder, 1, weighedStrata, rung).accepted <= most);
    case 'apcer':
      return lowestSafeRung(ladder, weighedStrata, most);
    case 'frr':
      return highestRung(ladder, (rung) => sharesOfAll(ladder, 0, weighedStrata, rung).notAccepted <= most);
    case 'fnmr':
    case 'bpcer':
      return highestRung(ladder, (rung) => refusedShare(ladder, 0, weighedStrata, rung) <= most);
  }
}

/** The thresholds that a rule chooses. The ladder has genuine people first, and then strangers or attacks. */
export function chooseThresholds(ladder: Ladder, weighedStrata: WeighedStrata, rule: ChoiceRule): ThresholdInterval | undefined {
  if (rule.figure === 'eer') return equalError(ladder, weighedStrata)?.threshold;
  const rung = rungFor(ladder, weighedStrata, rule);
  return rung === undefined ? undefined : intervalOfRung(ladder, rung);
}
