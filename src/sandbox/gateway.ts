import type { Action } from '../core/declare/action.ts';
import type { Vendor } from '../vendors/vendor.ts';
import type { Admission, AdmittedCall, AllowsCall, CallContext, GatewayRefusal } from './checks/admission.ts';
import type { UploadStore } from './files/upload-store.ts';
import type { TokenRefusal } from './tokens/read-token.ts';
import type { ReceivedRequest } from './wire/received-request.ts';
import type { Reply } from './wire/reply.ts';

/** What the headers and the query say about a call, for the journal. Secrets are masked. */
export interface CallNames {
  action: string | undefined;
  version: string | undefined;
  region: string | undefined;
  id: string | undefined;
  authorization: string | undefined;
}

/** The vendor's object storage. It answers requests to the URLs that the gateway issued for uploads. */
export interface ObjectStorage {
  recognises(request: ReceivedRequest): boolean;
  answer(request: ReceivedRequest, uploads: UploadStore, nowMs: number): Reply;
}

/** How a result is written. */
export interface ResultOptions {
  /** An object that the vendor writes as JSON text stays an object. */
  keepsObjects?: boolean;
}

/** Stands for the API of one vendor: it recognises the vendor's requests, checks them, and writes the answers. */
export interface Gateway {
  vendor: Vendor;
  recognises(request: ReceivedRequest): boolean;
  /** A request id as the vendor writes it. `uuid` is in lower case. */
  requestIdOf(uuid: string): string;
  namesOf(request: ReceivedRequest): CallNames;
  admit(request: ReceivedRequest, nowMs: number, allows: AllowsCall): Admission;
  resultReply(fields: Readonly<Record<string, unknown>>, request: ReceivedRequest, options?: ResultOptions): Reply;
  refusalReply(refusal: GatewayRefusal, requestId: string, request: ReceivedRequest): Reply;
  badValueCode: string;
  throttleCode: string;
  /** The code for a token that the action does not accept. Absent if no action of the vendor reads tokens. */
  tokenCode?(action: Action, kind: TokenRefusal['kind']): string;
  /** Finds the uploaded files that the URLs of a call lead to, and adds them to the media of the call. */
  followUrls(call: AdmittedCall, uploads: UploadStore, context: CallContext): Pick<AdmittedCall, 'media'> | { refusal: GatewayRefusal };
  storage: ObjectStorage;
  /** The name of the outcome of a call for which none was chosen. Undefined is a success. */
  defaultOutcome?(call: AdmittedCall): string | undefined;
  /** Adds the values that a result takes from its call, and removes what a result of this call cannot have. Changes `fields` in place. */
  fillResult?(fields: Record<string, unknown>, call: AdmittedCall, context: CallContext): void;
}
