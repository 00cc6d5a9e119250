import type { Action } from '../../core/declare/action.ts';
import { allActions } from '../../vendors/catalogue.ts';

/** How often a stranger reaches a threshold, as the vendor publishes it. */
export interface Claim {
  provider: string;
  threshold: number;
  falseAcceptRate: number;
}

const claimsOfAction = ({ vendor, judgement }: Action): Claim[] =>
  (judgement?.score?.thresholds ?? []).map(({ score, falseAcceptRate }) => ({ provider: vendor, threshold: score, falseAcceptRate }));

/**
 * What is claimed of the scores of an action. Rows that name none are taken for the vendor's who publishes their threshold; where
 * neither does, nothing is claimed.
 */
export function claimsFor(actions: readonly string[], threshold: number | null): readonly Claim[] {
  const [name] = actions;
  if (name !== undefined) return allActions.filter((action) => action.name === name).flatMap(claimsOfAction);
  const all = allActions.map(claimsOfAction);
  return all.find((claims) => claims.some((claim) => claim.threshold === threshold)) ?? [];
}
