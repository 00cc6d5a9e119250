import type { Action } from '../core/action.ts';
import type { Answer } from '../core/answer.ts';
import type { BodyValue } from '../core/body.ts';
import type { CodeTable } from '../core/codes.ts';
import type { HttpRequest, HttpResponse } from '../core/http.ts';

export interface Credentials {
  id: string;
  secret: string;
  token?: string;
}

export const signMethods = ['tc3', 'hmac-sha256', 'hmac-sha1', 'acs3', 'rpc'] as const;
export type SignMethod = (typeof signMethods)[number];

export const bodyFormats = ['json', 'form', 'multipart'] as const;
export type BodyFormat = (typeof bodyFormats)[number];

/** A signature, an HTTP method and a body that go together. */
export interface RequestShape {
  signMethod: SignMethod;
  httpMethod: 'GET' | 'POST';
  /** How a POST carries its values; a GET has them in its query. */
  bodyFormat?: BodyFormat;
  /** The largest body, or query of a GET. */
  maxBytes: number;
  /** Content type of a body given whole; absent where none can be, because it carries the signature or needs a boundary. */
  verbatimType?: string;
  /** Taken by few actions: never proposed in place of another. */
  rare?: true;
}

/** A body, and the content type that says how to read it. */
export interface Payload {
  contentType: string;
  bytes: Buffer;
}

/** One call, ready to be signed; nothing in it depends on when or where it runs. */
export interface Call {
  product: string;
  action: string;
  version: string;
  region: string | undefined;
  /** Origin only: `https://faceid.intl.tencentcloudapi.com`. */
  endpoint: URL;
  shape: RequestShape;
  values: Readonly<Record<string, BodyValue>>;
  /**
   * Built once, however often the call is signed. Undefined where the values are themselves what is signed:
   * in a query, or in a form that carries the signature.
   */
  payload: Payload | undefined;
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
  /** Media and a session token in them as notes, where values themselves are signed. */
  stages: Stages;
  signature: string;
  /** Where the signature is a parameter: all of them by name, for people, media as notes. */
  parameters?: Readonly<Record<string, string>>;
  /** The URL for people: notes in the place of media and of a session token. */
  shownUrl: string;
}

export interface Provider {
  name: 'tencent' | 'aliyun';
  /** Every host of the vendor that a found configuration file may name. */
  hosts: readonly string[];
  defaultRegion: string;
  /** Every shape that the vendor takes, the default first; the first of a sign method is that method's default. */
  shapes: readonly RequestShape[];
  /** What a nonce is for a sign method; undefined where it signs none. An integer is positive. */
  nonceKind(signMethod: SignMethod): 'integer' | 'text' | undefined;
  actions: readonly Action[];
  /** Host and version of a product; undefined for one that the catalogue does not have. */
  product(name: string): { host: string; version: string } | undefined;
  hostOf(product: string): string;
  /** Undefined as in `Call.payload`. */
  buildPayload(values: Readonly<Record<string, BodyValue>>, shape: RequestShape): Payload | undefined;
  /** Throws IdvError `usage` where a value has the name of a parameter that the signature needs. */
  sign(call: Call, credentials: Credentials, moment: SigningMoment): SignedCall;
  /** Throws IdvError `unreadable` where the answer is not in the vendor's shape. */
  decode(response: HttpResponse): Answer;
  /** Refusals that only mean that this machine's clock is wrong. */
  clockCodes: readonly string[];
  /** Refusals of a rate: nothing was done, a repeat is safe. */
  isThrottle(code: string): boolean;
  loadCodes(): Promise<CodeTable>;
}
