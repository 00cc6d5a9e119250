import type { Follow } from '../../../core/declare/action.ts';
import { IdvError } from '../../../core/errors.ts';
import type { Check } from '../../../core/judge/judgement.ts';
import type { Call, Vendor } from '../../../vendors/vendor.ts';
import type { Outcome } from '../../call/call.ts';
import { callOf } from '../../call/plan.ts';
import { type Issued, issuedIn, pollPlan } from '../../call/wait.ts';

/** A token whose result is read later, as it is stored in a journal. */
export interface IssuedToken {
  token: string;
  /** The values of the call that reads the result. */
  values: Call['values'];
  page?: string;
  /** Checks that a pass must show. */
  required?: readonly Check[];
  /** What the user demands of a pass in addition. */
  asked?: Call['asked'];
  intervalMs?: number;
  maxPolls?: number;
  /** Unix milliseconds after which no result is expected any more. */
  deadlineMs: number;
  requestId?: string;
}

/** What to store of the answer that issued a token; or the error if the answer contains no token. */
export function issuedToken(outcome: Outcome, follow: Follow, vendor: Vendor, nowMs: number): IssuedToken | IdvError {
  const issued = issuedOrFault(outcome, follow, vendor);
  if (issued instanceof IdvError) return issued;
  const { token, page, reading } = issued;
  const fields = outcome.answer.kind === 'result' ? outcome.answer.fields : {};
  const { intervalMs, maxPolls, deadlineMs } = pollPlan(follow, fields, nowMs, undefined);
  const { requestId } = outcome.answer;
  return {
    token,
    values: reading.values,
    required: reading.required,
    asked: reading.asked,
    deadlineMs,
    ...(page === undefined ? {} : { page }),
    ...(intervalMs === undefined ? {} : { intervalMs }),
    ...(maxPolls === undefined ? {} : { maxPolls }),
    ...(requestId === undefined ? {} : { requestId }),
  };
}

function issuedOrFault(outcome: Outcome, follow: Follow, { actions }: Vendor): Issued | IdvError {
  try {
    return issuedIn(outcome, follow, actions);
  } catch (error) {
    if (error instanceof IdvError && error.category === 'unreadable') return error;
    throw error;
  }
}

/** The call that reads the result of a token. */
export function readingOf({ values, required = [], asked }: IssuedToken, follow: Follow, { actions }: Vendor): Call {
  const reader = actions.find(({ name }) => name === follow.action);
  if (!reader) throw new Error(`there is no ${follow.action}`);
  return callOf(reader, values, { required, asked });
}

const firstDelayMs = 2000;
const longestDelayMs = 600_000;

/** How long to wait before the next reading: 2 s, doubled each time up to 10 min; undefined if no time or no reading is left. */
export function nextReadingMs(
  { intervalMs, maxPolls, deadlineMs }: Pick<IssuedToken, 'intervalMs' | 'maxPolls' | 'deadlineMs'>,
  asked: number,
  nowMs: number,
): number | undefined {
  const leftMs = deadlineMs - nowMs;
  if (leftMs <= 0 || (maxPolls !== undefined && asked >= maxPolls)) return undefined;
  const waitMs = Math.max(intervalMs ?? 0, Math.min(longestDelayMs, firstDelayMs * 2 ** (asked - 1)));
  return Math.min(waitMs, leftMs);
}
