import { IdvError } from '../../core/errors.ts';
import { categoryOfSignal, type ErrorCategory } from '../../core/exit.ts';
import type { TransportError } from '../../core/http.ts';
import { mayRetry } from '../../http/retry.ts';
import { maybeBilled } from './failed-call.ts';
import { categoryOf } from './transport-category.ts';
import type { World } from './world.ts';

/** What is to be done about it: the transport's own hint, where it has one. */
function hintOf({ kind, sent, hint }: TransportError, category: ErrorCategory, readOnly: boolean): string {
  if (sent && !readOnly) return maybeBilled;
  const also = hint === undefined ? '' : `; ${hint}`;
  if (sent && category === 'unreadable') return `a proxy or a wrong --endpoint answers like this${also}`;
  if (sent) return `the call only reads, so it is safe to run the command again${also}`;
  if (kind === 'internal') return 'nothing was sent; run the command again with --debug for the place in the code, and report it';
  return `nothing was sent${also}`;
}

/** A call that got no answer, as the user is told of it. */
export function transportFailure(error: TransportError, readOnly: boolean, signal: AbortSignal | undefined): IdvError {
  const category = categoryOf(error, signal, readOnly);
  return new IdvError(category, error.message, {
    code: error.kind,
    retryable: mayRetry(error, { readOnly }),
    billed: error.sent ? null : false,
    answer: error.partial,
    cause: error,
    hint: hintOf(error, category, readOnly),
  });
}

/** Waits between two calls. Throws IdvError where a signal ends the command meanwhile. */
export async function pause({ sleep, sendOptions: { signal } }: Pick<World, 'sleep' | 'sendOptions'>, ms: number): Promise<void> {
  await sleep(ms).catch((cause: unknown) => {
    if (!signal?.aborted) throw cause;
    throw new IdvError(categoryOfSignal(signal.reason), 'the command was stopped while it waited to send the call again', {
      code: 'aborted',
      hint: 'nothing was done',
      billed: false,
      cause,
    });
  });
}
