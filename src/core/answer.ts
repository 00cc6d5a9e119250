import { type CodeEntry, type CodeTable, findCode } from './declare/codes.ts';
import { IdvError } from './errors.ts';
import type { LostDigits } from './exact-number.ts';
import { plural, withCommas } from './text/printable.ts';

/** What a service said: the members of its result, or a refusal with a code. */
export type Answer = Result | Refusal;

interface Result {
  kind: 'result';
  fields: Readonly<Record<string, unknown>>;
  requestId: string | undefined;
  /** Numbers of the fields that have more digits than a JavaScript number keeps. */
  lost?: readonly LostDigits[];
}

export interface Refusal {
  kind: 'refusal';
  code: string;
  message: string;
  requestId: string | undefined;
  /** The text that the service signed, if a signature did not match. It contains every value of the request, so it is never shown. */
  serverStringToSign?: string;
  /** The answer has members of a result next to the code, so the call may have been done, even if the code says otherwise. */
  hasResult?: true;
  /** What to do, if more is known about this refusal than its code says. */
  hint?: string;
  /** How long the service asks the client to wait. */
  retryAfterMs?: number;
}

/** A larger number is not shown, because it may be a document number or a phone number. */
const longestShownNumber = 1e6;

function numberInWords(value: number): string {
  if (Object.is(value, -0)) return '-0';
  return Math.abs(value) < longestShownNumber ? String(value) : `a number of ${withCommas(String(value).replace(/\D/g, '').length)} digits`;
}

/**
 * Describes the value of a member for a message. Other people may read the message, and a service may put a name, a number or a picture
 * anywhere. So a text is shown only if it is one of the `documented` texts. A short number and a boolean are shown only if `documented` is
 * given. For anything else, the message says only what it is and how long it is.
 */
export function valueInWords(value: unknown, documented: readonly string[] | undefined): string {
  if (value === undefined) return 'absent';
  if (value === null) return 'null';
  if (Array.isArray(value)) return `a list of ${plural(value.length, 'entry', 'entries')}`;
  if (typeof value === 'string')
    return value === '' || documented?.includes(value)
      ? JSON.stringify(value)
      : `text of ${plural(value.length, 'character', 'characters')}`;
  if (typeof value === 'object') return 'an object';
  if (documented === undefined) return `a ${typeof value}`;
  return typeof value === 'number' ? numberInWords(value) : String(value);
}

/** The error for an answer that gives no verdict. */
export function unreadableError(code: string, message: string, answer: Answer): IdvError {
  return new IdvError('unreadable', message, {
    code,
    hint: 'treat it as no answer: nothing in it shows that the check was passed',
    ...(answer.requestId ? { requestId: answer.requestId } : {}),
  });
}

/** The source of a refusal: the codes of its vendor, and whether the call only reads. */
export interface RefusalContext {
  codes: CodeTable;
  action: { readOnly?: boolean };
}

/** The error for a code that is not a verdict: the service refused, limited or failed. */
export function refusalError(
  { code, message, requestId, hint, retryAfterMs }: Pick<Refusal, 'code' | 'message' | 'requestId' | 'hint' | 'retryAfterMs'>,
  { codes, action }: RefusalContext,
  known?: CodeEntry,
): IdvError {
  const entry = known ?? findCode(codes, code);
  const category = entry && 'category' in entry.effect ? entry.effect.category : 'refused';
  const unsure = entry?.retry === 'reading' && action.readOnly !== true;
  const advice = hint ?? entry?.hint ?? 'idv does not know this code; the message above is from the service';
  return new IdvError(category, message || entry?.meaning || code, {
    code,
    hint: advice,
    retryable: entry?.retry === 'now' || (entry?.retry === 'reading' && !unsure),
    billed: entry?.billed ?? null,
    retryAfterMs,
    ...(requestId ? { requestId } : {}),
  });
}
