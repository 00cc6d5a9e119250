import { createHmac } from 'node:crypto';
import { canonicalQuery, percentEncode } from './encode.ts';
import { utcTimestamp } from './utc-timestamp.ts';

/**
 * Alibaba Cloud's RPC signature, SignatureVersion 1.0, one pure function a stage, under the names of its manual.
 * https://www.alibabacloud.com/help/zh/doc-detail/66384.html
 */

export interface RpcCommon {
  action: string;
  /** Of the API: `2019-05-21`. */
  version: string;
  /** The service answers in XML unless it is told otherwise. */
  format: 'JSON' | 'XML';
  /** Unix seconds. */
  timestamp: number;
  /** Refused by the service when it comes a second time. */
  nonce: string;
}

export interface RpcRequest {
  method: 'GET' | 'POST';
  /** Every parameter, of the query and of the form alike: where one is sent does not change the signature. */
  params: Readonly<Record<string, string>>;
}

/** The parameters that every call carries in addition to those of its action; all of them are signed. */
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

/** All parameters but Signature itself, so that a received request can be signed again as it is. */
export function canonicalizedQueryString({ Signature: _signature, ...params }: Readonly<Record<string, string>>): string {
  return canonicalQuery(params);
}

/** The query is encoded a second time; of GET and POST only the first word differs. */
export const rpcStringToSign = (method: RpcRequest['method'], canonicalizedQuery: string): string =>
  `${method}&${percentEncode('/')}&${percentEncode(canonicalizedQuery)}`;

/** Base64; the key is the AccessKeySecret with an ampersand after it. */
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
