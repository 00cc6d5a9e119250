import { type CodeEntry, type CodeTable, findCode } from './declare/codes.ts';
import { IdvError } from './errors.ts';
import type { LostDigits } from './exact-number.ts';

/** What a service said: the members of its result, or a refusal with a code. */
export type Answer = Result | Refusal;

interface Result {
  kind: 'result';
  fields: Readonly<Record<string, unknown>>;
  requestId: string | undefined;
  /** Numbers of the fields that have more digits than a program keeps. */
  lost?: readonly LostDigits[];
}

export interface Refusal {
  kind: 'refusal';
  code: string;
  message: string;
  requestId: string | undefined;
  /** What the service says it signed, where a signature did not match. Holds every value of the request: never to be shown. */
  serverStringToSign?: string;
  /** What to do, where more is known of this very refusal than its code says. */
  hint?: string;
}

/** An answer's value for a message. `String()` would call a `toString` that the answer itself may hold. */
export const clip = (value: unknown): string => (Object.is(value, -0) ? '-0' : (JSON.stringify(value) ?? 'undefined')).slice(0, 80);

/** Nothing in the answer says that anything was passed. */
export function unreadable(code: string, message: string, answer: Answer): IdvError {
  return new IdvError('unreadable', message, {
    code,
    hint: 'treat it as no answer: nothing here says that the person is who they claim to be',
    ...(answer.requestId ? { requestId: answer.requestId } : {}),
  });
}

/** Where a refusal came from: what its vendor's codes mean, and whether the call only reads. */
export interface Refuser {
  codes: CodeTable;
  action: { readOnly?: boolean };
}

/** A code that is not a verdict ends the command: the service refused, limited or failed. */
export function refusalError(
  { code, message, requestId, hint }: Pick<Refusal, 'code' | 'message' | 'requestId' | 'hint'>,
  { codes, action }: Refuser,
  known?: CodeEntry,
): IdvError {
  const entry = known ?? findCode(codes, code);
  const category = entry && 'category' in entry.effect ? entry.effect.category : 'refused';
  const unsure = entry?.retry === 'reading' && action.readOnly !== true;
  const advice = hint ?? entry?.hint ?? 'this code is in no table idv knows; the message above is the service’s own';
  return new IdvError(category, message || entry?.meaning || code, {
    code,
    hint: advice,
    retryable: entry?.retry === 'now' || (entry?.retry === 'reading' && !unsure),
    billed: entry?.billed ?? null,
    ...(requestId ? { requestId } : {}),
  });
}
