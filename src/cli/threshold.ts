import type { Action } from '../core/action.ts';
import type { Problem } from '../core/errors.ts';

/** A lower bar than the vendor's would turn its refusals into passes. */
export function thresholdProblems(action: Pick<Action, 'name' | 'judgement'>, threshold: number | undefined): Problem[] {
  const score = action.judgement?.score;
  const own = score?.threshold ?? 0;
  if (threshold === undefined || (score && threshold >= own)) return [];
  const message = score ? `${threshold} is under the service's own bar of ${own}` : `${action.name} has no score`;
  return [{ category: 'usage', flag: '--threshold', message, cure: score ? `give ${own} to 100` : 'leave it out' }];
}
