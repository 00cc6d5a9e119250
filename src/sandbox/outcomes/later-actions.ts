import type { Action } from '../../core/declare/action.ts';
import type { CodeTable } from '../../core/declare/codes.ts';
import { vendorsByName } from '../../vendors/registry.ts';
import { codeFor, locateCode, verdictOfResult } from './code-location.ts';
import { fitsFault } from './faults.ts';
import type { SandboxOutcome } from './outcome.ts';

/** True for an action that gives a place to upload a file to. */
export const issuesUpload = (action: Action): boolean => vendorsByName.get(action.vendor)?.uploads?.grant === action;

/** True if a result of the action can say that it is not ready. */
export const canBePending = ({ judgement }: Action, codes: CodeTable): boolean =>
  judgement !== undefined &&
  (judgement.decision.nullIsPending === true ||
    [...judgement.decision.results, ...(judgement.refusals ?? [])].some(
      (code) => verdictOfResult(code, judgement.decision, codes) === 'pending',
    ));

/**
 * The actions that use what a call issues. After a token, this is the action that reads it. After an upload URL, it is the action that gets
 * the file, and the reader of the token that this action issues.
 */
export function laterActions(action: Action, values: Readonly<Record<string, unknown>>, actions: readonly Action[]): Action[] {
  const named = (name: unknown): Action | undefined => actions.find((candidate) => candidate.name === name);
  const isTarget = ({ name, product, uploads }: Action): boolean =>
    name === values.TargetAction || (product === values.Product && uploads !== undefined);
  const targets = issuesUpload(action) ? actions.filter(isTarget) : [];
  return [action, ...targets].flatMap((issuer) => named(issuer.follow?.action) ?? []).concat(targets);
}

/** True if an outcome that was chosen before a call to `issuer` belongs to the later answer of `reader`, not to that call. */
export function isForReader(outcome: SandboxOutcome, issuer: Action, reader: Action, codes: CodeTable): boolean {
  if (outcome.kind === 'success') return true;
  if (outcome.kind === 'fault') {
    const { stage } = outcome.fault;
    return (stage === 'fields' || stage === 'file') && fitsFault(outcome.fault, reader);
  }
  const code = codeFor(outcome, reader, codes);
  if (code === undefined) return outcome.verdict === 'pending' && canBePending(reader, codes);
  const location = locateCode(code, reader, codes);
  return location?.kind === 'error' ? reader.errors.includes(code) && !issuer.errors.includes(code) : location !== undefined;
}
