import { hmacSha256, sha256Hex } from './encode.ts';

/**
 * TC3-HMAC-SHA256: one pure function for each stage, with the stage's name in the manual of Tencent Cloud.
 * https://www.tencentcloud.com/document/product/1061
 */

export const tc3Algorithm = 'TC3-HMAC-SHA256';

export interface Tc3Request {
  method: 'GET' | 'POST';
  /** The query exactly as sent, without `?`; empty for POST. */
  canonicalQuery: string;
  /** The headers to sign, under lower-case names. */
  headers: Readonly<Record<string, string>>;
  /** Lower-case hex SHA-256 of the body. */
  hashedPayload: string;
}

export interface Tc3Scope {
  /** Unix seconds. The date of the scope is their day in UTC. */
  timestamp: number;
  /** The first label of the product's host: `faceid`, `cvm`. */
  service: string;
}

const tc3SignedHeaders = (headers: Readonly<Record<string, string>>): string => Object.keys(headers).sort().join(';');

/** The vendor changes header values to lower case before it hashes them. So the sent value may differ only in case. */
export function tc3CanonicalRequest(request: Tc3Request): string {
  const names = Object.keys(request.headers).sort();
  const lines = names.map((name) => `${name}:${(request.headers[name] ?? '').trim().toLowerCase()}\n`).join('');
  return [request.method, '/', request.canonicalQuery, lines, names.join(';'), request.hashedPayload].join('\n');
}

/** `YYYY-MM-DD` in UTC. A local date would be wrong for some hours of every day. */
export const utcDate = (timestamp: number): string => new Date(timestamp * 1000).toISOString().slice(0, 10);

export const credentialScope = ({ timestamp, service }: Tc3Scope): string => `${utcDate(timestamp)}/${service}/tc3_request`;

export const tc3StringToSign = (scope: Tc3Scope, hashedCanonicalRequest: string): string =>
  [tc3Algorithm, scope.timestamp, credentialScope(scope), hashedCanonicalRequest].join('\n');

/** Whoever has one of these keys can sign for the rest of the day. They are never shown. */
export function derivedKeys(
  secretKey: string,
  { timestamp, service }: Tc3Scope,
): Record<'SecretDate' | 'SecretService' | 'SecretSigning', Buffer> {
  const SecretDate = hmacSha256(`TC3${secretKey}`, utcDate(timestamp));
  const SecretService = hmacSha256(SecretDate, service);
  return { SecretDate, SecretService, SecretSigning: hmacSha256(SecretService, 'tc3_request') };
}

export const tc3Signature = (secretSigning: Buffer, toSign: string): string => hmacSha256(secretSigning, toSign).toString('hex');

export const tc3Authorization = (secretId: string, scope: Tc3Scope, headers: Readonly<Record<string, string>>, signature: string): string =>
  `${tc3Algorithm} Credential=${secretId}/${credentialScope(scope)}, SignedHeaders=${tc3SignedHeaders(headers)}, Signature=${signature}`;

export interface Tc3Stages {
  CanonicalRequest: string;
  HashedCanonicalRequest: string;
  CredentialScope: string;
  StringToSign: string;
  /** Lengths in bytes, never the keys themselves. */
  DerivedKeyLengths: Record<'SecretDate' | 'SecretService' | 'SecretSigning', number>;
  Signature: string;
  Authorization: string;
}

/** All stages at once, in the order in which they build on each other. */
export function signTc3(request: Tc3Request, scope: Tc3Scope, credentials: { id: string; secret: string }): Tc3Stages {
  const CanonicalRequest = tc3CanonicalRequest(request);
  const HashedCanonicalRequest = sha256Hex(CanonicalRequest);
  const StringToSign = tc3StringToSign(scope, HashedCanonicalRequest);
  const keys = derivedKeys(credentials.secret, scope);
  const Signature = tc3Signature(keys.SecretSigning, StringToSign);
  return {
    CanonicalRequest,
    HashedCanonicalRequest,
    CredentialScope: credentialScope(scope),
    StringToSign,
    DerivedKeyLengths: {
      SecretDate: keys.SecretDate.length,
      SecretService: keys.SecretService.length,
      SecretSigning: keys.SecretSigning.length,
    },
    Signature,
    Authorization: tc3Authorization(credentials.id, scope, request.headers, Signature),
  };
}
