import type { Action } from '../core/action.ts';
import type { BodyValue } from '../core/body.ts';
import type { CodeTable } from '../core/codes.ts';
import type { HttpRequest, HttpResponse } from '../core/http.ts';
import type { Answer } from '../core/verdict.ts';

export interface Credentials {
  id: string;
  secret: string;
  token?: string;
}

export type SignMethod = 'tc3' | 'hmac-sha256' | 'hmac-sha1' | 'acs3' | 'rpc';

/** One call, ready to be signed; nothing in it depends on when or where it runs. */
export interface Call {
  product: string;
  action: string;
  version: string;
  region: string | undefined;
  /** Origin only: `https://faceid.intl.tencentcloudapi.com`. */
  endpoint: URL;
  httpMethod: 'GET' | 'POST';
  signMethod: SignMethod;
  values: Readonly<Record<string, BodyValue>>;
  /** The body as it is to be sent; built once, however often the call is signed. */
  body: Buffer;
}

export interface SigningMoment {
  /** Unix seconds. */
  timestamp: number;
  nonce: string;
}

/** Named in the vendor's words and in their order. Never holds a key. */
export type Stages = Readonly<Record<string, string | Readonly<Record<string, number>>>>;

export interface SignedCall {
  request: HttpRequest;
  stages: Stages;
  signature: string;
}

export interface Provider {
  name: 'tencent' | 'aliyun';
  /** Every host of the vendor that a found configuration file may name. */
  hosts: readonly string[];
  defaultRegion: string;
  defaultSignMethod: SignMethod;
  signMethods: readonly SignMethod[];
  httpMethods(signMethod: SignMethod): readonly ('POST' | 'GET')[];
  actions: readonly Action[];
  /** Host and version of a product; undefined for one that the catalogue does not have. */
  product(name: string): { host: string; version: string } | undefined;
  hostOf(product: string): string;
  /** The largest body, or query for GET, in bytes. */
  maxRequestBytes(signMethod: SignMethod, httpMethod: 'GET' | 'POST'): number;
  buildBody(values: Readonly<Record<string, BodyValue>>, httpMethod: 'GET' | 'POST'): Buffer;
  sign(call: Call, credentials: Credentials, moment: SigningMoment): SignedCall;
  /** Throws IdvError `unreadable` where the answer is not in the vendor's shape. */
  decode(response: HttpResponse): Answer;
  /** Refusals that only mean that this machine's clock is wrong. */
  clockCodes: readonly string[];
  /** Refusals of a rate: nothing was done, a repeat is safe. */
  isThrottle(code: string): boolean;
  loadCodes(): Promise<CodeTable>;
}
