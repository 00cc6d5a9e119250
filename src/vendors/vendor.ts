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

/** The names of the stages of a signature in a vendor's document. */
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
  /** The largest body, or query of a GET; infinite if the vendor publishes none. */
  maxBytes: number;
  /** Content type of a complete body; absent if a complete body is not possible, because it contains the signature or needs a boundary. */
  verbatimType?: string;
  /** Few actions accept it, so it is never suggested in place of another. */
  rare?: true;
}

/** A body with its content type. */
export interface Payload {
  contentType: string;
  bytes: Buffer;
}

/** What to call: an action, in the catalogue or not, with values or with a finished body. */
export interface Call {
  product: string;
  actionName: string;
  version: string;
  /** The catalogue's declaration; undefined for an action outside it. */
  action: Action | undefined;
  /** Empty if the body is given verbatim. */
  values: Readonly<Record<string, BodyValue>>;
  /** A body that is sent unchanged. */
  verbatim?: Buffer;
  /** The checks that a success must show: those that the token in `values` asked for. */
  required: readonly Check[];
  /** What else the token requires of its result. */
  asked?: AskedOfResult | undefined;
}

/** A call with its destination and method. It can be signed any number of times, because nothing in it depends on the time. */
export interface Plan extends Call {
  region: string | undefined;
  /** Origin only: `https://HOST`. */
  endpoint: URL;
  shape: RequestShape;
  /** The format that the service should answer in. */
  answerFormat: AnswerFormat;
  /**
   * Built once, however often the call is signed. Undefined if the values themselves are signed: in a query, or in a form that contains the
   * signature.
   */
  payload: Payload | undefined;
  /** Its values may be shown with personal data and tokens. */
  showPii?: true;
  /** Where the memory of the payload is lent: then it is valid until the last attempt is over. */
  borrowed?: BorrowedBody | undefined;
}

export interface SigningMoment {
  /** Unix seconds. */
  timestamp: number;
  nonce: string;
}

/** Stages with the vendor's names, in order. Never contains a key. */
export type Stages = Readonly<Record<string, string | Readonly<Record<string, number>>>>;

export interface SignedCall {
  request: HttpRequest;
  /** If values themselves are signed, media and a session token in the stages are replaced by notes. */
  stages: Stages;
  signature: string;
  /** If the signature is a parameter: all parameters by name, for display, with media as notes. */
  parameters?: Readonly<Record<string, string>>;
  /** The URL for display, with notes in place of media and of a session token. */
  shownUrl: string;
}

/** The destination of a granted upload, and the URL for the next action. */
export interface UploadDestination {
  request: HttpRequest;
  /** The status with which the storage confirms it. */
  success: number;
  resourceUrl: string;
  expiresAt: string | null;
}

/** The parts of an action that are needed to read its answer; an action outside the catalogue has only a name. */
export type AnswerDeclaration = Pick<Action, 'name'> & Partial<Pick<Action, 'output' | 'types'>>;

/** How the vendor accepts a file for an action that needs a URL: one call grants the upload, then the file is sent to the storage. */
export interface UploadScheme {
  /** The declared action that grants it. */
  grant: Action;
  /** The values of that action, for a file that `target` will use. */
  valuesFor(target: Pick<Action, 'name' | 'product'>): Readonly<Record<string, BodyValue>>;
  /** Undefined if the grant is incomplete. */
  destinationOf(grant: Readonly<Record<string, unknown>>, media: Media): UploadDestination | undefined;
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
  /** What the host serves, as a phrase. */
  serves: string;
}

/** What is known about a vendor without signing; help and configuration load only this. */
export interface VendorDeclaration extends VendorKeys {
  /** The meaning of the first words of its commands, for help. */
  commandGroups: Readonly<Record<string, string>>;
  /** For the help of `idv call`: vendors with and without a product, and example lines, each without `idv call`. */
  callTargets: readonly string[];
  callExamples: readonly string[];
  actions: readonly Action[];
}

export interface Vendor extends VendorDeclaration {
  /** Every host of the vendor; a found configuration file may name no other. */
  hosts: readonly Host[];
  defaultRegion(product: string): string;
  /** Every request shape of the vendor, the default first; the first shape of a sign method is that method's default. */
  shapes: readonly RequestShape[];
  /** The formats of answers, the default first. */
  answerFormats: readonly AnswerFormat[];
  /** The words of each sign method among the shapes. */
  signatures: Partial<Readonly<Record<SignMethod, SignatureWords>>>;
  /** The type of the nonce for a sign method; undefined if it signs none. An integer must be positive. */
  nonceKind(signMethod: SignMethod): 'integer' | 'text' | undefined;
  /** The parameters of every request, and the members of every refusal. */
  common: { params: readonly CommonParam[]; refusal: readonly Field[] };
  /** The version of a product; undefined for one that the catalogue does not have. */
  versionOf(product: string): string | undefined;
  /** The host of a product in a region. If the region has no host, the regions that have one. */
  hostOf(product: string, region: string): { host: string } | { regions: readonly string[] };
  /** Undefined in the same cases as `Plan.payload`. */
  buildPayload(call: Pick<Call, 'product' | 'actionName' | 'values'>, shape: RequestShape, lend?: Lend): Payload | undefined;
  /** Names of values that this shape cannot express: null, and empty lists and objects, outside JSON. */
  inexpressibleValues(call: Pick<Call, 'product' | 'actionName' | 'values'>, shape: RequestShape): readonly string[];
  /** Throws IdvError `usage` if a value has the name of a parameter that the signature needs. */
  sign(plan: Plan, credentials: Credentials, moment: SigningMoment): SignedCall;
  /**
   * `declared` names the action, and says which types its members have. Rejects with IdvError `unreadable` if the answer does not have the
   * vendor's format.
   */
  decode(response: HttpResponse, declared: AnswerDeclaration): Promise<Answer>;
  /** What to do about a refused signature, if the answer says more than its code. Never contains a value that was sent. */
  diagnose?(refusal: Refusal, plan: Plan, credentials: Credentials, moment: SigningMoment): string | undefined;
  uploads?: UploadScheme;
  /** The domains of the vendor's storage, for the files of answers and for uploads. */
  storageDomains: readonly string[];
  /** Refusals that only mean that this machine's clock is wrong. */
  clockCodes: readonly string[];
  /** How far a request's time may be from the service's, either way. */
  clockWindowMs: number;
  /** Calls that test a key, one for each service that has a harmless one. */
  keyTrials: readonly KeyTrial[];
  /** What refusals say about the caller. */
  refusals: RefusalTable;
  /** Refusals because of the rate: nothing was done, so a repeat is safe. */
  isThrottle(code: string): boolean;
  /** Refusals that mean that the nonce was already used: a new nonce is enough, unless the first request was a copy of this one. */
  nonceCodes: readonly string[];
  /** Codes of an outage, after which a call that only reads may be repeated. */
  isOutage(code: string): boolean;
  loadCodes(): Promise<CodeTable>;
  /** The meaning of members that give more information but decide nothing; absent if there are none. */
  loadMemberValues?(): Promise<readonly MemberValue[]>;
}
