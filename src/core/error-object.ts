import type { IdvError } from './errors.ts';
import { type ErrorCategory, meaningOfCategory } from './exit.ts';
import { waitInWords } from './text/wait-in-words.ts';

/** The hint for a failure that has no hint of its own, by category. */
const defaultHints: Partial<Record<ErrorCategory, string>> = {
  usage: 'see --help of the command',
  config: 'see idv help config',
  media: 'check the file',
  refused: 'idv explain with this code says who must act',
  failed: 'try again later',
  unreadable: 'treat it as no answer',
};

/** The hint for an error. If the service asks to wait, and idv did not wait, the hint says how long. */
export function hintOf({ hint, category, retryAfterMs = 0 }: IdvError): string {
  const own = hint ?? defaultHints[category] ?? meaningOfCategory(category);
  return retryAfterMs < 1000 ? own : `${own}; the service asks to wait ${waitInWords(retryAfterMs)} before the next call`;
}

/** A failure as a JSON object. It has the same members everywhere, so that a script can rely on them. */
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
