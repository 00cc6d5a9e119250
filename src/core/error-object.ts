import type { IdvError } from './errors.ts';

/** A failure as JSON has it: for a script, the same members wherever one is told. */
export const errorObject = (error: IdvError): Record<string, unknown> => ({
  category: error.category,
  code: error.code,
  message: error.message,
  hint: error.hint ?? null,
  requestId: error.requestId ?? null,
  retryable: error.retryable,
  billed: error.billed,
  docsUrl: error.docsUrl ?? null,
  exitCode: error.exitCode,
  ...(error.problems.length > 0 ? { problems: error.problems } : {}),
});
