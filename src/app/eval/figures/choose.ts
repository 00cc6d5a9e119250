import { acceptedShare, highestRung, type Ladder, lowestRung, refusedShare, type Steps, stepsOf } from '../strata/ladder.ts';
import type { Stratum } from '../strata/stratum.ts';
import { acceptedAt, totalWeight } from '../strata/weight.ts';
import { lowestSafeRung } from './attacks.ts';
import { equalError } from './equal-error.ts';
import { type LabelledData, weighedOf } from './question.ts';

/** A rule to choose a threshold: a figure, and the largest share that it may reach. */
export type ChoiceRule = { figure: 'fmr' | 'far' | 'fnmr' | 'frr' | 'apcer' | 'bpcer'; most: number } | { figure: 'eer' };

/** The shares of all finished rows of a stratum that a rung accepts, and does not accept. */
function sharesOfAll(ladder: Ladder, index: number, world: LabelledData, rung: number): { accepted: number; notAccepted: number } {
  const stratum = ladder.strata[index] as Stratum;
  const weighed = weighedOf(world, stratum);
  const all = totalWeight(stratum, weighed);
  const accepted = acceptedAt(stratum, weighed, (ladder.under[index] as Int32Array)[rung] as number);
  return { accepted: accepted / all, notAccepted: (all - accepted) / all };
}

/** The rung that keeps the limit at the lowest cost; undefined if none does. */
function rungFor(ladder: Ladder, world: LabelledData, rule: Exclude<ChoiceRule, { figure: 'eer' }>): number | undefined {
  const { figure, most } = rule;
  switch (figure) {
    case 'fmr':
      return lowestRung(ladder, (rung) => acceptedShare(ladder, 1, world, rung) <= most);
    case 'far':
      return lowestRung(ladder, (rung) => sharesOfAll(ladder, 1, world, rung).accepted <= most);
    case 'apcer':
      return lowestSafeRung(ladder, world, most);
    case 'frr':
      return highestRung(ladder, (rung) => sharesOfAll(ladder, 0, world, rung).notAccepted <= most);
    case 'fnmr':
    case 'bpcer':
      return highestRung(ladder, (rung) => refusedShare(ladder, 0, world, rung) <= most);
  }
}

/** The thresholds that a rule chooses. The ladder has genuine people first, and then strangers or attacks. */
export function chooseSteps(ladder: Ladder, world: LabelledData, rule: ChoiceRule): Steps | undefined {
  if (rule.figure === 'eer') return equalError(ladder, world)?.threshold;
  const rung = rungFor(ladder, world, rule);
  return rung === undefined ? undefined : stepsOf(ladder, rung);
}
