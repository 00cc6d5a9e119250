import type { IdvError } from './errors.ts';
import { type ErrorCategory, meaningOfCategory } from './exit.ts';
import { spokenWait } from './text/spoken-wait.ts';

/** Of a failure that has no better one: each says what is left to do. */
const ownHints: Partial<Record<ErrorCategory, string>> = {
  usage: 'see --help of the command',
  config: 'see idv help config',
  media: 'check the file',
  refused: 'idv explain with this code says who must act',
  failed: 'try again later',
  unreadable: 'treat it as no answer',
};

/** What to do. If the service asks for a time of rest that idv did not wait for, the hint says how long it is. */
export function hintOf({ hint, category, retryAfterMs = 0 }: IdvError): string {
  const own = hint ?? ownHints[category] ?? meaningOfCategory(category);
  return retryAfterMs < 1000 ? own : `${own}; the service asks to wait ${spokenWait(retryAfterMs)} before the next call`;
}

/** A failure as JSON has it: for a script, the same members wherever one is told. */
export const errorObject = (error: IdvError): Record<string, unknown> => ({
  category: error.category,
  code: error.code,
  message: error.message,
  hint: hintOf(error),
  requestId: error.requestId ?? null,
  retryable: error.retryable,
  billed: error.billed,
  docsUrl: error.docsUrl ?? null,
  exitCode: error.exitCode,
  ...(error.problems.length > 0 ? { problems: error.problems } : {}),
});
