import type { Action } from '../../core/declare/action.ts';
import { allActions } from '../../vendors/catalogue.ts';

/** How often a stranger reaches a threshold, according to the vendor. */
export interface Claim {
  provider: string;
  threshold: number;
  falseAcceptRate: number;
}

const claimsOfAction = ({ vendor, judgement }: Action): Claim[] =>
  (judgement?.score?.thresholds ?? []).map(({ score, falseAcceptRate }) => ({ provider: vendor, threshold: score, falseAcceptRate }));

/**
 * The vendor's claims for the scores of an action. If rows name no action, the vendor that publishes their threshold is assumed; if there
 * is none, there are no claims.
 */
export function claimsFor(actions: readonly string[], threshold: number | null): readonly Claim[] {
  const [name] = actions;
  if (name !== undefined) return allActions.filter((action) => action.name === name).flatMap(claimsOfAction);
  const all = allActions.map(claimsOfAction);
  return all.find((claims) => claims.some((claim) => claim.threshold === threshold)) ?? [];
}
