import { hmacSha256, sha256Hex } from './encode.ts';

/**
 * ACS3-HMAC-SHA256: one pure function for each stage, with the stage's name in the manual of Alibaba Cloud.
 * https://www.alibabacloud.com/help/en/sdk/product-overview/v3-request-structure-and-signature
 */

export const acs3Algorithm = 'ACS3-HMAC-SHA256';

export interface Acs3Request {
  method: 'GET' | 'POST';
  /** `/` for every RPC product. */
  canonicalUri: string;
  /** Percent-encoded and sorted by name, without `?`. */
  canonicalQuery: string;
  /** All headers that are sent, under lower-case names. The functions below choose the headers to sign. */
  headers: Readonly<Record<string, string>>;
  /** The names of the headers to sign, in this order, for a request that another client signed. */
  signedHeaders?: readonly string[];
  /** Lower-case hex SHA-256 of the body; also sent as `x-acs-content-sha256`. */
  hashedPayload: string;
}

/** True for the headers that idv signs. The host and every `x-acs-` header must be signed; any other header may be. */
const isSigned = (name: string): boolean => name === 'host' || name === 'content-type' || name.startsWith('x-acs-');

const signedNames = (headers: Readonly<Record<string, string>>): string[] => Object.keys(headers).filter(isSigned).sort();

export const acs3SignedHeaders = (headers: Readonly<Record<string, string>>): string => signedNames(headers).join(';');

export const canonicalHeaders = (headers: Readonly<Record<string, string>>, names: readonly string[] = signedNames(headers)): string =>
  names.map((name) => `${name}:${(headers[name] ?? '').trim()}\n`).join('');

export function acs3CanonicalRequest(request: Acs3Request): string {
  const { method, canonicalUri, canonicalQuery, headers, hashedPayload, signedHeaders = signedNames(headers) } = request;
  return [method, canonicalUri, canonicalQuery, canonicalHeaders(headers, signedHeaders), signedHeaders.join(';'), hashedPayload].join(
    '\n',
  );
}

export const acs3StringToSign = (hashedCanonicalRequest: string): string => `${acs3Algorithm}\n${hashedCanonicalRequest}`;

/** Lower-case hex. The key is the AccessKeySecret itself: no other key is derived from it. */
export const acs3Signature = (secret: string, toSign: string): string => hmacSha256(secret, toSign).toString('hex');

export const acs3Authorization = (id: string, headers: Readonly<Record<string, string>>, signature: string): string =>
  `${acs3Algorithm} Credential=${id},SignedHeaders=${acs3SignedHeaders(headers)},Signature=${signature}`;

export interface Acs3Stages {
  CanonicalRequest: string;
  HashedCanonicalRequest: string;
  StringToSign: string;
  Signature: string;
  Authorization: string;
}

/** All stages at once, in the order in which they build on each other. */
export function signAcs3(request: Acs3Request, credentials: { id: string; secret: string }): Acs3Stages {
  const CanonicalRequest = acs3CanonicalRequest(request);
  const HashedCanonicalRequest = sha256Hex(CanonicalRequest);
  const StringToSign = acs3StringToSign(HashedCanonicalRequest);
  const Signature = acs3Signature(credentials.secret, StringToSign);
  return {
    CanonicalRequest,
    HashedCanonicalRequest,
    StringToSign,
    Signature,
    Authorization: acs3Authorization(credentials.id, request.headers, Signature),
  };
}
