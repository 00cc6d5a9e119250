import { createHmac } from 'node:crypto';
import { compareBytes, percentEncode } from './encode.ts';

/**
 * Tencent Cloud's signature v1: one pure function for each stage, with the stage's name in the manual.
 * https://www.tencentcloud.com/document/product/1061
 */

/** The service uses HmacSHA1 to verify a request without SignatureMethod. */
export type V1Algorithm = 'HmacSHA1' | 'HmacSHA256';

/** Name and value, not encoded. */
export type Parameter = readonly [name: string, value: string];

export interface V1Request {
  method: 'GET' | 'POST';
  /** With the port, if the Host of the request has one. */
  host: string;
  /** All parameters except Signature: those of the query for GET, those of the form for POST. */
  parameters: readonly Parameter[];
}

/** Sorts by name, in byte order: `InstanceIds.12` comes before `InstanceIds.2`. */
export const sortedParameters = (parameters: readonly Parameter[]): Parameter[] => [...parameters].sort(([a], [b]) => compareBytes(a, b));

/** Values are not percent-encoded here. */
export const requestString = (sorted: readonly Parameter[]): string => sorted.map(([name, value]) => `${name}=${value}`).join('&');

/** The path is always `/`. */
export const signatureOriginalString = ({ method, host }: Pick<V1Request, 'method' | 'host'>, request: string): string =>
  `${method}${host}/?${request}`;

/** Base64. The key is the SecretKey itself. */
export const signatureString = (secret: string, algorithm: V1Algorithm, original: string): string =>
  createHmac(algorithm === 'HmacSHA256' ? 'sha256' : 'sha1', secret)
    .update(original)
    .digest('base64');

/** The value of the parameter Signature, as it is sent in a form or a query. */
export const encodedSignatureString = (signature: string): string => percentEncode(signature);

export interface V1Stages {
  RequestString: string;
  SignatureOriginalString: string;
  SignatureString: string;
  EncodedSignatureString: string;
}

/** All stages at once, in the order in which they build on each other. */
export function signV1(request: V1Request, algorithm: V1Algorithm, credentials: { secret: string }): V1Stages {
  const RequestString = requestString(sortedParameters(request.parameters));
  const SignatureOriginalString = signatureOriginalString(request, RequestString);
  const SignatureString = signatureString(credentials.secret, algorithm, SignatureOriginalString);
  return { RequestString, SignatureOriginalString, SignatureString, EncodedSignatureString: encodedSignatureString(SignatureString) };
}
