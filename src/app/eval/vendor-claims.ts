import { allActions } from '../../providers/catalogue.ts';

/** How often a stranger reaches a threshold, as the vendor states it. */
export interface Claim {
  vendor: string;
  threshold: number;
  falseAcceptRate: number;
}

/** Tencent Cloud's manual, Sim of VideoLivenessCompare: https://www.tencentcloud.com/document/product/1061 */
const tencent: readonly Claim[] = [
  { vendor: 'Tencent Cloud', threshold: 70, falseAcceptRate: 1e-3 },
  { vendor: 'Tencent Cloud', threshold: 80, falseAcceptRate: 1e-4 },
];

const scoreOf = (name: string) => allActions.find((action) => action.name === name)?.judgement?.score;

/** What the manual says of the thresholds of an action: nothing, of most of them. */
function claimsOfAction(name: string): readonly Claim[] {
  const score = scoreOf(name);
  // Wherever it prints a threshold, that is the 70 of the same engine.
  if (score?.threshold === tencent[0]?.threshold) return tencent;
  return (score?.bars ?? []).map(({ score: threshold, falseAcceptRate }) => ({ vendor: 'Alibaba Cloud', threshold, falseAcceptRate }));
}

/**
 * What is claimed of the scores of an action. Rows that name none are taken for the vendor's whose manual has their threshold; where
 * no manual has it, nothing is claimed.
 */
export function claimsFor(actions: readonly string[], threshold: number | null): readonly Claim[] {
  const [action] = actions;
  if (action !== undefined) return claimsOfAction(action);
  const all = allActions.map(({ name }) => claimsOfAction(name));
  return all.find((claims) => claims.some((claim) => claim.threshold === threshold)) ?? [];
}
