import type { Action } from '../core/declare/action.ts';
import type { CodeTable } from '../core/declare/codes.ts';
import { fitsFault } from './answer.ts';
import { codeFor, placeOf, verdictOfResult } from './code-place.ts';
import { issuesUpload } from './issue-upload.ts';
import type { Outcome } from './outcome.ts';

/** Whether a result of the action can say that there is none yet. */
export const canBePending = ({ judgement }: Action, codes: CodeTable): boolean =>
  judgement !== undefined &&
  (judgement.decision.nullIsPending === true ||
    judgement.decision.results.some((code) => verdictOfResult(code, judgement, codes) === 'pending'));

/** The actions that go on with what a call hands out: the reader of its token, the one that is given its upload, and that one's reader. */
export function laterActions(action: Action, values: Readonly<Record<string, unknown>>, actions: readonly Action[]): Action[] {
  const named = (name: unknown): Action | undefined => actions.find((candidate) => candidate.name === name);
  const isTarget = ({ name, product, uploads }: Action): boolean =>
    name === values.TargetAction || (product === values.Product && uploads !== undefined);
  const targets = issuesUpload(action) ? actions.filter(isTarget) : [];
  return [action, ...targets].flatMap((issuer) => named(issuer.follow?.action) ?? []).concat(targets);
}

/** Whether an outcome chosen while `issuer` hands something out is one of what `reader` will answer, and not of the handing out. */
export function isOfResult(outcome: Outcome, issuer: Action, reader: Action, codes: CodeTable): boolean {
  if (outcome.kind === 'success') return true;
  if (outcome.kind === 'fault') {
    const { stage } = outcome.fault;
    return (stage === 'fields' || stage === 'file') && fitsFault(outcome.fault, reader);
  }
  const code = codeFor(outcome, reader, codes);
  if (code === undefined) return outcome.verdict === 'pending' && canBePending(reader, codes);
  const place = placeOf(code, reader, codes);
  return place?.kind === 'error' ? reader.errors.includes(code) && !issuer.errors.includes(code) : place !== undefined;
}
