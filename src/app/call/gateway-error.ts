import { IdvError } from '../../core/errors.ts';
import type { HttpRequest, HttpResponse } from '../../core/http.ts';
import { plainText } from '../../core/text/printable.ts';

/** Where a redirect leads, as it may be shown: never its query, which may hold a signature. */
export function redirectTarget({ status, headers: { location } }: HttpResponse, from: string): string | undefined {
  if (status < 300 || status > 399 || location === undefined) return undefined;
  if (!URL.canParse(location, from)) return 'an address that cannot be read';
  const { origin, pathname } = new URL(location, from);
  return plainText(`${origin === 'null' ? '' : origin}${pathname}`).slice(0, 200);
}

const gatewayTroubles: Readonly<Record<number, string>> = {
  502: 'got no answer that it understands',
  503: 'says that the service is not available',
  504: 'got no answer in time',
};

/**
 * What an answer that no vendor wrote means by its status alone: a gateway in front of the service throttles, fails, finds the request
 * too large, or sends elsewhere. Undefined where the status says nothing of the kind.
 */
export function gatewayError(response: HttpResponse, request: HttpRequest, readOnly: boolean): IdvError | undefined {
  const { status } = response;
  if (status === 429) {
    return new IdvError('limited', 'a gateway in front of the service limits the calls (HTTP 429)', {
      code: 'gateway-limit',
      hint: 'nothing was done: wait, and send fewer calls at once',
      retryable: true,
      billed: false,
    });
  }
  if (status === 413) {
    const size = request.body.length + request.url.length;
    return new IdvError('refused', `the request of ${size} bytes is larger than a gateway in front of the service takes (HTTP 413)`, {
      code: 'gateway-too-large',
      hint: 'nothing was done: send a smaller picture or a shorter clip, or ask for a higher limit where a proxy of yours sets it',
      billed: false,
    });
  }
  const trouble = gatewayTroubles[status];
  if (trouble !== undefined) {
    return new IdvError('failed', `a gateway in front of the service ${trouble} (HTTP ${status})`, {
      code: 'gateway-failed',
      ...(readOnly ? { hint: 'the call only reads: run the command again in a while' } : {}),
      retryable: readOnly,
    });
  }
  const target = redirectTarget(response, request.url);
  if (target === undefined) return undefined;
  return new IdvError('unreadable', `the answer is a redirect to ${target} (HTTP ${status}), and idv follows none`, {
    code: 'redirect',
    hint: 'a wrong --endpoint or a login page of the network answers like this',
  });
}
