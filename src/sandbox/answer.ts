import type { Action } from '../core/action.ts';
import type { CodeTable } from '../core/codes.ts';
import type { Fault } from './faults.ts';
import type { Outcome } from './resolve-outcome.ts';
import { sampleFields } from './sample-fields.ts';
import { canSpoil, spoilFields } from './spoil-fields.ts';
import type { Refusal } from './vendor.ts';

/** What is said to a call that passed every check, before it takes the vendor's shape. */
export type Said = { fields: Record<string, unknown> } | { refusal: Refusal };

const successCode = (action: Action): string => String(action.judgement?.decision.success ?? 'Success');

export const isResult = (action: Action, code: string): boolean => action.judgement?.decision.results.includes(code) ?? false;

/** The code that an outcome means for this action; undefined if it means nothing there. */
export function codeFor(outcome: Extract<Outcome, { kind: 'codes' }>, action: Action, codes: CodeTable): string | undefined {
  const known = [
    (code: string) => isResult(action, code),
    (code: string) => action.errors.includes(code),
    (code: string) => Object.hasOwn(codes, code),
  ];
  return known.map((knows) => outcome.codes.find(knows)).find((code) => code !== undefined);
}

function spoiltSuccess(fault: Fault, action: Action, requestId: string): Record<string, unknown> | undefined {
  const fields = sampleFields(action, { code: successCode(action), description: 'Success', requestId });
  if (fault.stage !== 'fields') return fields;
  return canSpoil(fault.name, action.judgement) ? spoilFields(fault.name, fields, action.judgement) : undefined;
}

/** One canned answer an outcome; undefined where the outcome does not fit the action. */
export function sayOutcome(outcome: Outcome, action: Action, codes: CodeTable, requestId: string): Said | undefined {
  if (outcome.kind === 'success') {
    return { fields: sampleFields(action, { code: successCode(action), description: 'Success', requestId }) };
  }
  if (outcome.kind === 'fault') {
    const fields = spoiltSuccess(outcome.fault, action, requestId);
    return fields && { fields };
  }
  const code = codeFor(outcome, action, codes);
  if (code === undefined) return undefined;
  const description = codes[code]?.meaning ?? code;
  if (isResult(action, code) && !outcome.asError) return { fields: sampleFields(action, { code, description, requestId }) };
  return { refusal: { code, message: description } };
}
