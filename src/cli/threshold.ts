import { usage } from '../app/usage-problem.ts';
import type { Action } from '../core/action.ts';
import type { Problem } from '../core/errors.ts';
import { lowestBar } from '../core/score.ts';
import { oddsOfBars } from './threshold-help.ts';

/** A lower bar than the vendor's would turn its refusals into passes. */
export function thresholdProblems(action: Pick<Action, 'name' | 'judgement'>, threshold: number | undefined): Problem[] {
  const score = action.judgement?.score;
  const own = (score && lowestBar(score)) ?? 0;
  if (threshold === undefined || (score && threshold >= own)) return [];
  const message = score ? `${threshold} is under the service's own bar of ${own}` : `${action.name} has no score`;
  return [
    usage(
      '--threshold',
      message,
      score ? [`give ${own} to 100`, oddsOfBars(score)].filter((part) => part !== '').join('; ') : 'leave it out',
    ),
  ];
}
