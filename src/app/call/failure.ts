import { categoryOfBreak, categoryOfStatus } from '../../core/broken-exchange.ts';
import { IdvError } from '../../core/errors.ts';
import { categoryOfSignal, type ErrorCategory } from '../../core/exit.ts';
import type { HttpRequest, HttpResponse, TransportError } from '../../core/http.ts';
import { plainText } from '../../core/text/printable.ts';
import { mayRetry } from '../../http/retry.ts';
import { mayBeBilledNote } from './failed-call.ts';
import type { World } from './world.ts';

/** What the user can do about a failed exchange, with the hint of the transport if it has one. */
function hintOf({ kind, sent, hint }: TransportError, category: ErrorCategory, readOnly: boolean): string {
  if (sent && !readOnly) return mayBeBilledNote;
  const also = hint === undefined ? '' : `; ${hint}`;
  if (sent && category === 'unreadable') return `this happens with a proxy or a wrong --endpoint${also}`;
  if (sent) return `the call only reads, so it is safe to run the command again${also}`;
  if (kind === 'internal') return 'nothing was sent; run the command again with --debug for the place in the code, and report it';
  return `nothing was sent${also}`;
}

/** The error for a call that got no answer. */
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

/** The category of a failed exchange. `signal` is the signal that can have aborted it. */
export const categoryOf = (error: TransportError, signal: AbortSignal | undefined, readOnly: boolean): ErrorCategory =>
  error.kind === 'aborted' ? categoryOfSignal(signal?.reason) : categoryOfBreak(error, readOnly);

/** The target of a redirect, for messages. Its query is left out, because it may contain a signature. */
export function redirectTarget({ status, headers: { location } }: HttpResponse, from: string): string | undefined {
  if (status < 300 || status > 399 || location === undefined) return undefined;
  if (!URL.canParse(location, from)) return 'an invalid URL';
  const { origin, pathname } = new URL(location, from);
  return plainText(`${origin === 'null' ? '' : origin}${pathname}`).slice(0, 200);
}

const gatewayFaults: Readonly<Record<number, string>> = {
  502: 'got an invalid answer',
  503: 'says that the service is not available',
  504: 'got no answer in time',
};

/**
 * The error for an answer that does not come from the vendor, judged by its status alone: a gateway in front of the service throttles,
 * fails, rejects the size of the request, or redirects. Undefined for any other status.
 */
export function gatewayError(response: HttpResponse, request: HttpRequest, readOnly: boolean): IdvError | undefined {
  const { status } = response;
  const category = categoryOfStatus(status);
  if (category === 'limited') {
    return new IdvError(category, 'a gateway in front of the service limits the calls (HTTP 429)', {
      code: 'gateway-limit',
      hint: 'nothing was done: wait, and send fewer calls at once',
      retryable: true,
      billed: false,
    });
  }
  if (category === 'refused') {
    const size = request.body.length + request.url.length;
    return new IdvError(category, `the request of ${size} bytes is larger than a gateway in front of the service accepts (HTTP 413)`, {
      code: 'gateway-too-large',
      hint: 'nothing was done: send a smaller picture or a shorter clip, or raise the limit if it is a proxy of yours',
      billed: false,
    });
  }
  if (category === 'failed') {
    return new IdvError(category, `a gateway in front of the service ${gatewayFaults[status] ?? 'failed'} (HTTP ${status})`, {
      code: 'gateway-failed',
      ...(readOnly ? { hint: 'the call only reads: run the command again in a while' } : {}),
      retryable: readOnly,
    });
  }
  const target = redirectTarget(response, request.url);
  if (target === undefined) return undefined;
  return new IdvError('unreadable', `the answer is a redirect to ${target} (HTTP ${status}); idv does not follow redirects`, {
    code: 'redirect',
    hint: 'this happens with a wrong --endpoint or a login page of the network',
  });
}

/** Waits between two calls. Throws IdvError if a signal ends the command meanwhile. */
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
