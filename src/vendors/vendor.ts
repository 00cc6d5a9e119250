import type { Answer, Refusal } from '../core/answer.ts';
import type { BorrowedBody, Lend } from '../core/buffer-pool.ts';
import type { Credentials, VendorKeys } from '../core/credentials.ts';
import type { Action, Field } from '../core/declare/action.ts';
import type { AskedOfResult } from '../core/declare/asked-checks.ts';
import type { CodeTable, MemberValue } from '../core/declare/codes.ts';
import type { BodyValue, HttpRequest, HttpResponse, Media } from '../core/http.ts';
import type { Check } from '../core/judge/judgement.ts';
import type { KeyTrial, RefusalTable } from './key-trial.ts';

export type { Credentials };

export const signMethods = ['tc3', 'hmac-sha256', 'hmac-sha1', 'acs3', 'rpc'] as const;
export type SignMethod = (typeof signMethods)[number];

/** The names that a vendor's document gives to the stages of a signature. */
export interface SignatureWords {
  title: string;
  /** The text that both sides can build from the request. */
  canonical: string;
  /** The text that the key signs. */
  toSign: string;
  signature: string;
  /** The two halves of a key. */
  id: string;
  secret: string;
  /** The page with the rules. */
  docsUrl: string;
}

export const bodyFormats = ['json', 'form', 'multipart'] as const;
export type BodyFormat = (typeof bodyFormats)[number];

export const answerFormats = ['json', 'xml'] as const;
export type AnswerFormat = (typeof answerFormats)[number];

/** A signature, an HTTP method and a body that go together. */
export interface RequestShape {
  signMethod: SignMethod;
  httpMethod: 'GET' | 'POST';
  /** How a POST carries its values; a GET has them in its query. */
  bodyFormat?: BodyFormat;
  /** The largest body, or query of a GET; infinite where the vendor publishes none. */
  maxBytes: number;
  /** Content type of a complete body; absent where none can be, because it carries the signature or needs a boundary. */
  verbatimType?: string;
  /** Taken by few actions: never proposed in place of another. */
  rare?: true;
}

/** A body, and the content type that says how to read it. */
export interface Payload {
  contentType: string;
  bytes: Buffer;
}

/** What is to be called: an action of the catalogue or any other, with values or with a body as it is. */
export interface Call {
  product: string;
  actionName: string;
  version: string;
  /** The catalogue's declaration; undefined for an action outside it. */
  action: Action | undefined;
  /** Empty for a body that is given verbatim. */
  values: Readonly<Record<string, BodyValue>>;
  /** A body that is sent as it is. */
  verbatim?: Buffer;
  /** The checks that a success must show: those that the token in `values` asked for. */
  required: readonly Check[];
  /** What the token asked of its result besides. */
  asked?: AskedOfResult | undefined;
}

/** A call with where and how it goes, ready to be signed again and again; nothing in it depends on when it is sent. */
export interface Plan extends Call {
  region: string | undefined;
  /** Origin only: `https://HOST`. */
  endpoint: URL;
  shape: RequestShape;
  /** What the service is asked to answer in. */
  answerFormat: AnswerFormat;
  /**
   * Built once, however often the call is signed. Undefined where the values are themselves what is signed:
   * in a query, or in a form that carries the signature.
   */
  payload: Payload | undefined;
  /** What is shown of it may hold personal data and tokens among its values. */
  showPii?: true;
  /** Where the memory of the payload is lent: then it is valid until the last attempt is over. */
  borrowed?: BorrowedBody | undefined;
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

/** Where a granted upload goes, and under which address the next action finds it. */
export interface UploadOrder {
  request: HttpRequest;
  /** The status that says that the store has it. */
  success: number;
  resourceUrl: string;
  expiresAt: string | null;
}

/** An action, as far as its answer is read by it: one outside the catalogue has a name alone. */
export type AskedAction = Pick<Action, 'name'> & Partial<Pick<Action, 'output' | 'types'>>;

/** How the vendor takes a file for an action that wants a URL: one call grants the upload, then the store takes it. */
export interface UploadScheme {
  /** The declared action that grants it. */
  grant: Action;
  /** Its values, for a file that `target` will be given. */
  valuesFor(target: Pick<Action, 'name' | 'product'>): Readonly<Record<string, BodyValue>>;
  /** Undefined where the grant lacks what it must have. */
  order(grant: Readonly<Record<string, unknown>>, media: Media): UploadOrder | undefined;
}

/** A parameter that every request carries in addition to those of its action. */
export interface CommonParam {
  name: string;
  type: string;
  required: boolean;
  help: string;
}

export interface Host {
  host: string;
  /** What is reached there, in a phrase. */
  serves: string;
}

/** What can be said of a vendor without signing: help and configuration load no more than this. */
export interface VendorDeclaration extends VendorKeys {
  /** What the first words of its commands stand for, in help. */
  commandGroups: Readonly<Record<string, string>>;
  /** For the help of `idv call`: vendors with and without a product, and lines to try, each without `idv call`. */
  places: readonly string[];
  callExamples: readonly string[];
  actions: readonly Action[];
}

export interface Vendor extends VendorDeclaration {
  /** Every host of the vendor; a found configuration file may name no other. */
  hosts: readonly Host[];
  defaultRegion(product: string): string;
  /** Every shape that the vendor takes, the default first; the first of a sign method is that method's default. */
  shapes: readonly RequestShape[];
  /** What the vendor can answer in, the default first. */
  answerFormats: readonly AnswerFormat[];
  /** The words of each sign method among the shapes. */
  signatures: Partial<Readonly<Record<SignMethod, SignatureWords>>>;
  /** What a nonce is for a sign method; undefined where it signs none. An integer is positive. */
  nonceKind(signMethod: SignMethod): 'integer' | 'text' | undefined;
  /** In every request, and in every refusal. */
  common: { params: readonly CommonParam[]; refusal: readonly Field[] };
  /** The version of a product; undefined for one that the catalogue does not have. */
  versionOf(product: string): string | undefined;
  /** Where a product is reached in a region, or the regions that have a host where this one has none. */
  hostOf(product: string, region: string): { host: string } | { regions: readonly string[] };
  /** Undefined as in `Plan.payload`. */
  buildPayload(call: Pick<Call, 'product' | 'actionName' | 'values'>, shape: RequestShape, lend?: Lend): Payload | undefined;
  /** Names of values that this shape has no words for: null, and lists and objects of nothing, outside JSON. */
  unsayable(call: Pick<Call, 'product' | 'actionName' | 'values'>, shape: RequestShape): readonly string[];
  /** Throws IdvError `usage` where a value has the name of a parameter that the signature needs. */
  sign(plan: Plan, credentials: Credentials, moment: SigningMoment): SignedCall;
  /** `asked` names the action, and says which types its members have. Rejects with IdvError `unreadable` where the answer is not in the vendor's shape. */
  decode(response: HttpResponse, asked: AskedAction): Promise<Answer>;
  /** What to do about a refusal of the signature, where the answer says more than its code. Never holds a value that was sent. */
  diagnose?(refusal: Refusal, plan: Plan, credentials: Credentials, moment: SigningMoment): string | undefined;
  uploads?: UploadScheme;
  /** Domains below which the vendor's storage keeps the files of answers and takes uploads. */
  storageDomains: readonly string[];
  /** Refusals that only mean that this machine's clock is wrong. */
  clockCodes: readonly string[];
  /** How far a request's time may be from the service's, either way. */
  clockWindowMs: number;
  /** Calls by which a key is tried, one for each service that has a harmless one. */
  keyTrials: readonly KeyTrial[];
  /** What refusals say of the caller. */
  refusals: RefusalTable;
  /** Refusals of a rate: nothing was done, a repeat is safe. */
  isThrottle(code: string): boolean;
  /** Refusals that mean that the nonce was seen before: another nonce is all that it takes, unless the first request was a copy of this. */
  nonceCodes: readonly string[];
  /** Codes of an outage that a call which only reads may be repeated after. */
  isOutage(code: string): boolean;
  loadCodes(): Promise<CodeTable>;
  /** What the members of answers mean that tell more and decide nothing; absent where there are none. */
  loadMemberValues?(): Promise<readonly MemberValue[]>;
}
