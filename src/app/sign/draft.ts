import { createHmac } from 'node:crypto';
import { rpcSignature } from '../../sign/aliyun-rpc.ts';
import { hmacSha256, sha256Hex } from '../../sign/encode.ts';
import type { Parameter } from '../../sign/tencent-v1.ts';

/**
 * A signature in pieces, so that a single piece can come from another request or contain a mistake. This file computes the stages for right
 * and wrong pieces; `src/sign` does it only for right ones.
 */
export type Draft = HeaderDraft | ParameterDraft;

export interface HeaderDraft {
  scheme: 'tc3' | 'acs3';
  method: string;
  path: string;
  query: string;
  /** In the form of the canonical request. */
  headers: readonly Parameter[];
  signedHeaders: string;
  /** Undefined if only the hash is known. */
  payload: Buffer | undefined;
  hashedPayload: string;
  algorithm: string;
  /** Only for TC3. */
  scope: Scope | undefined;
}

/** The day and the service of a signing key. */
export interface Scope {
  timestamp: string;
  date: string;
  service: string;
  terminator: string;
}

export interface ParameterDraft {
  scheme: 'hmac-sha1' | 'hmac-sha256' | 'rpc';
  method: string;
  /** Only HmacSHA1 and HmacSHA256 sign it. */
  host: string;
  path: string;
  /** In the order in which they are signed, not encoded. */
  pairs: readonly Parameter[];
  /** In the order in which they are sent, if there is a request. */
  sent?: readonly Parameter[];
  /** The encoding of each name and value. */
  encode(text: string): string;
  /** The second encoding, which RPC applies to the path and to the finished query. */
  encodeAgain(text: string): string;
}

/** Both halves of a key. */
export interface Key {
  id: string;
  secret: string;
}

export const isHeaderDraft = (draft: Draft): draft is HeaderDraft => draft.scheme === 'tc3' || draft.scheme === 'acs3';

export const scopeText = ({ date, service, terminator }: Scope): string => `${date}/${service}/${terminator}`;

/** The text that both sides can build from the request. */
export function canonicalOf(draft: Draft): string {
  if (!isHeaderDraft(draft)) return draft.pairs.map(([name, value]) => `${draft.encode(name)}=${draft.encode(value)}`).join('&');
  const lines = draft.headers.map(([name, value]) => `${name}:${value}\n`).join('');
  return [draft.method, draft.path, draft.query, lines, draft.signedHeaders, draft.hashedPayload].join('\n');
}

/** The text that the key signs; `canonical` is the draft's own, unless a mistake changed it. */
export function toSignOf(draft: Draft, canonical = canonicalOf(draft)): string {
  if (isHeaderDraft(draft)) {
    const { algorithm, scope } = draft;
    return [algorithm, ...(scope ? [scope.timestamp, scopeText(scope)] : []), sha256Hex(canonical)].join('\n');
  }
  const { scheme, method, host, path, encodeAgain } = draft;
  return scheme === 'rpc' ? `${method}&${encodeAgain(path)}&${encodeAgain(canonical)}` : `${method}${host}${path}?${canonical}`;
}

/** The key that signs in TC3, from the secret with its prefix. It can sign for one day like the secret, so it is never shown. */
export const tc3Key = (prefixed: string | Buffer, { date, service, terminator }: Scope): Buffer =>
  hmacSha256(hmacSha256(hmacSha256(prefixed, date), service), terminator);

/** The signature as it is sent, before it is percent-encoded. */
export function signatureOf(draft: Draft, toSign: string, secret: string): string {
  switch (draft.scheme) {
    case 'tc3':
      return draft.scope ? hmacSha256(tc3Key(`TC3${secret}`, draft.scope), toSign).toString('hex') : '';
    case 'acs3':
      return hmacSha256(secret, toSign).toString('hex');
    case 'rpc':
      return rpcSignature(secret, toSign);
    default:
      return createHmac(draft.scheme === 'hmac-sha256' ? 'sha256' : 'sha1', secret)
        .update(toSign)
        .digest('base64');
  }
}

export type Stage = 'canonical' | 'toSign' | 'signature';
