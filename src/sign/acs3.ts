import { hmacSha256, sha256Hex } from './encode.ts';

/**
 * ACS3-HMAC-SHA256, one pure function a stage, under the names of Alibaba Cloud's manual.
 * https://www.alibabacloud.com/help/en/sdk/product-overview/v3-request-structure-and-signature
 */

export const acs3Algorithm = 'ACS3-HMAC-SHA256';

export interface Acs3Request {
  method: 'GET' | 'POST';
  /** `/` for every RPC product. */
  canonicalUri: string;
  /** Percent-encoded and sorted by name, without `?`. */
  canonicalQuery: string;
  /** All headers that are sent, under lower-case names; those that the scheme covers are picked out here. */
  headers: Readonly<Record<string, string>>;
  /** Lower-case hex SHA-256 of the body; also sent as `x-acs-content-sha256`. */
  hashedPayload: string;
}

/** Every header of these names that is sent must be signed, and no other may be. */
const isSigned = (name: string): boolean => name === 'host' || name === 'content-type' || name.startsWith('x-acs-');

const signedNames = (headers: Readonly<Record<string, string>>): string[] => Object.keys(headers).filter(isSigned).sort();

export const acs3SignedHeaders = (headers: Readonly<Record<string, string>>): string => signedNames(headers).join(';');

export const canonicalHeaders = (headers: Readonly<Record<string, string>>): string =>
  signedNames(headers)
    .map((name) => `${name}:${(headers[name] ?? '').trim()}\n`)
    .join('');

export function acs3CanonicalRequest({ method, canonicalUri, canonicalQuery, headers, hashedPayload }: Acs3Request): string {
  return [method, canonicalUri, canonicalQuery, canonicalHeaders(headers), acs3SignedHeaders(headers), hashedPayload].join('\n');
}

export const acs3StringToSign = (hashedCanonicalRequest: string): string => `${acs3Algorithm}\n${hashedCanonicalRequest}`;

/** Lower-case hex; the key is the AccessKeySecret itself, with nothing derived from it. */
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
