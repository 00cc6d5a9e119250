import type { Provider } from '../providers/provider.ts';
import type { Scene } from './answers/scene.ts';
import type { Admission, AdmittedCall, AllowsCall, GatewayRefusal } from './checks/admission.ts';
import type { UploadStore } from './files/upload-store.ts';
import type { ReceivedRequest } from './wire/received-request.ts';
import type { Reply } from './wire/reply.ts';

export type Followed = { media: AdmittedCall['media'] } | { refusal: GatewayRefusal };

/** What the headers and the query say about a call, for the journal. Secrets masked. */
export interface Seen {
  action: string | undefined;
  version: string | undefined;
  region: string | undefined;
  id: string | undefined;
  authorization: string | undefined;
}

/** One vendor's gateway: how its requests are told apart, checked and answered. */
export interface Vendor {
  provider: Provider;
  recognises(request: ReceivedRequest): boolean;
  see(request: ReceivedRequest): Seen;
  admit(request: ReceivedRequest, nowMs: number, allows: AllowsCall): Admission;
  result(fields: Readonly<Record<string, unknown>>, request: ReceivedRequest): Reply;
  refuse(refusal: GatewayRefusal, requestId: string, request: ReceivedRequest): Reply;
  badValueCode: string;
  throttleCode: string;
  /** Follows the URLs of a call to files that were uploaded here: its media with theirs, or why the service would refuse. */
  checkUploads(admitted: AdmittedCall, uploads: UploadStore, scene: Scene): Followed;
  /** The outcome of a call for which nobody chose one, by name; undefined is success. */
  unchosen?(admitted: AdmittedCall): string | undefined;
  /** What a result has from the call itself, or leaves out because of it: changes `fields` in place. */
  fill?(fields: Record<string, unknown>, admitted: AdmittedCall, scene: Scene): void;
}
