import type { Media } from '../core/body.ts';
import type { Action } from '../core/declare/action.ts';
import type { Provider } from '../providers/provider.ts';
import type { ReceivedRequest, Reply } from './exchange.ts';
import type { Scene } from './scene.ts';
import type { UploadStore } from './upload-store.ts';

/** An error answer, before it takes the vendor's shape. */
export interface Refusal {
  code: string;
  message: string;
  /** Members of our own beside the vendor's: the canonical strings of a signature that did not match. */
  details?: Readonly<Record<string, string>>;
}

/** A call that passed every check, and is the outcome's to answer. */
export interface Admitted {
  action: Action;
  values: Readonly<Record<string, unknown>>;
  /** The media among the values, decoded. */
  media: ReadonlyMap<string, Media>;
}

export const refused = (code: string, message: string): { refusal: Refusal } => ({ refusal: { code, message } });

export type Followed = { media: Admitted['media'] } | { refusal: Refusal };

/** What the checks made of a request. Whatever was understood before a refusal goes into the journal. */
export type Admission = (Admitted & { refusal?: undefined }) | (Partial<Admitted> & { refusal: Refusal });

export interface Gate {
  /** The sandbox's clock. */
  nowMs: number;
  /** Counts one call of the action; false if it is one too many for this second. */
  allows(action: Action): boolean;
}

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
  admit(request: ReceivedRequest, gate: Gate): Admission;
  result(fields: Readonly<Record<string, unknown>>, request: ReceivedRequest): Reply;
  refuse(refusal: Refusal, requestId: string, request: ReceivedRequest): Reply;
  badValueCode: string;
  throttleCode: string;
  /** Follows the URLs of a call to files that were uploaded here: its media with theirs, or why the service would refuse. */
  checkUploads(admitted: Admitted, uploads: UploadStore, scene: Scene): Followed;
  /** The outcome of a call for which nobody chose one, by name; undefined is success. */
  unchosen?(admitted: Admitted): string | undefined;
  /** What a result has from the call itself, or leaves out because of it: changes `fields` in place. */
  fill?(fields: Record<string, unknown>, admitted: Admitted, scene: Scene): void;
}
