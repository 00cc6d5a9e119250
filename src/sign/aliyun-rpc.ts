import { createHmac } from 'node:crypto';
import { canonicalQuery, percentEncode } from './encode.ts';
import { utcTimestamp } from './utc-timestamp.ts';

/**
 * Alibaba Cloud's RPC signature, SignatureVersion 1.0: one pure function for each stage, with the stage's name in the manual.
 * https://www.alibabacloud.com/help/zh/doc-detail/66384.html
 */

export interface RpcCommon {
  action: string;
  /** The version of the API: `2019-05-21`. */
  version: string;
  /** Without this parameter, the service answers in XML. */
  format: 'JSON' | 'XML';
  /** Unix seconds. */
  timestamp: number;
  /** The service refuses a nonce that it has already received. */
  nonce: string;
}

export interface RpcRequest {
  method: 'GET' | 'POST';
  /** All parameters, of the query and of the form. The signature does not depend on where a parameter is sent. */
  params: Readonly<Record<string, string>>;
}

/** The parameters that every call has in addition to those of its action. All of them are signed. */
export function commonParameters(common: RpcCommon, credentials: { id: string; token?: string }): Record<string, string> {
  const params: Record<string, string> = {
    AccessKeyId: credentials.id,
    Action: common.action,
    Format: common.format,
    SignatureMethod: 'HMAC-SHA1',
    SignatureNonce: common.nonce,
    SignatureVersion: '1.0',
    Timestamp: utcTimestamp(common.timestamp),
    Version: common.version,
  };
  if (credentials.token !== undefined) params.SecurityToken = credentials.token;
  return params;
}

/** All parameters except Signature, so that a received request can be signed again without changes. */
export function canonicalizedQueryString({ Signature: _signature, ...params }: Readonly<Record<string, string>>): string {
  return canonicalQuery(params);
}

/** The query is encoded a second time. GET and POST differ only in the first word. */
export const rpcStringToSign = (method: RpcRequest['method'], canonicalizedQuery: string): string =>
  `${method}&${percentEncode('/')}&${percentEncode(canonicalizedQuery)}`;

/** Base64. The key is the AccessKeySecret with an ampersand after it. */
export const rpcSignature = (secret: string, toSign: string): string => createHmac('sha1', `${secret}&`).update(toSign).digest('base64');

export interface RpcStages {
  CanonicalizedQueryString: string;
  StringToSign: string;
  Signature: string;
}

/** All stages at once, in the order in which they build on each other. */
export function signRpc({ method, params }: RpcRequest, credentials: { secret: string }): RpcStages {
  const CanonicalizedQueryString = canonicalizedQueryString(params);
  const StringToSign = rpcStringToSign(method, CanonicalizedQueryString);
  return { CanonicalizedQueryString, StringToSign, Signature: rpcSignature(credentials.secret, StringToSign) };
}
