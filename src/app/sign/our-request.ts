import type { HttpRequest } from '../../core/http.ts';
import { headerOf, type WireRequest } from '../../sign/wire-request.ts';
import type { Credentials } from '../../vendors/vendor.ts';
import { tc3Key } from './draft.ts';
import { readAuthorization, scopeOf } from './draft-of.ts';
import { maskOf, type SecretMask } from './secret-mask.ts';

/** The bytes of a request that idv would send. */
export function wireRequestOf({ method, url, headers, body }: HttpRequest): WireRequest {
  const { origin } = new URL(url);
  return { method, target: url.slice(origin.length) || '/', headers: Object.entries(headers), body };
}

/** The derived keys of TC3 as text. They are secret: each can sign for one day. */
function derivedKeys(secret: string, requests: readonly WireRequest[]): string[] {
  const scopes = requests.flatMap((request) => readAuthorization(headerOf(request, 'authorization'))?.scope || []);
  return scopes.flatMap((text) => {
    const { date, service, terminator } = scopeOf('', text);
    const steps = [
      { date, service, terminator },
      { date, service, terminator: 'tc3_request' },
    ];
    return steps.flatMap((scope) => {
      const key = tc3Key(`TC3${secret}`, { timestamp: '', ...scope });
      return [key.toString('hex'), key.toString('base64')];
    });
  });
}

/** Masks the caller's secrets in everything that is shown, also secrets inside a request. */
export const maskForRequests = (credentials: Partial<Credentials> | undefined, requests: readonly WireRequest[] = []): SecretMask =>
  maskOf(
    [credentials?.secret, credentials?.token, ...(credentials?.secret ? derivedKeys(credentials.secret, requests) : [])].filter(
      (text) => text !== undefined,
    ),
  );
