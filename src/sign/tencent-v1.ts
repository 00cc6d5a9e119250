import { createHmac } from 'node:crypto';
import { compareBytes, percentEncode } from './encode.ts';

/**
 * Tencent Cloud's signature v1, one pure function a stage, under the names of its manual.
 * https://www.tencentcloud.com/document/product/1061
 */

/** A request that does not name one in SignatureMethod is verified with HmacSHA1. */
export type V1Algorithm = 'HmacSHA1' | 'HmacSHA256';

/** Name and value as they are, nothing encoded. */
export type Parameter = readonly [name: string, value: string];

export interface V1Request {
  method: 'GET' | 'POST';
  /** With its port where the request's Host has one. */
  host: string;
  /** Every parameter but Signature: of the query for GET, of the form for POST. */
  parameters: readonly Parameter[];
}

/** By name, in byte order: `InstanceIds.12` stands before `InstanceIds.2`. */
export const sortedParameters = (parameters: readonly Parameter[]): Parameter[] => [...parameters].sort(([a], [b]) => compareBytes(a, b));

/** Values go in as they are, not percent-encoded. */
export const requestString = (sorted: readonly Parameter[]): string => sorted.map(([name, value]) => `${name}=${value}`).join('&');

/** The path is always `/`. */
export const signatureOriginalString = ({ method, host }: Pick<V1Request, 'method' | 'host'>, request: string): string =>
  `${method}${host}/?${request}`;

/** Base64; the key is the SecretKey itself. */
export const signatureString = (secret: string, algorithm: V1Algorithm, original: string): string =>
  createHmac(algorithm === 'HmacSHA256' ? 'sha256' : 'sha1', secret)
    .update(original)
    .digest('base64');

/** As the parameter Signature travels, in a form as in a query. */
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
