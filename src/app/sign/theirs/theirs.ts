import type { WireRequest } from '../../../sign/wire-request.ts';
import type { SignMethod } from '../../../vendors/vendor.ts';
import type { Authorization } from '../draft-of.ts';

/** In the words of the report. */
export const theirKinds = [
  'canonical request',
  'canonicalized query',
  'string to sign',
  'Authorization header',
  'curl command',
  'HTTP request',
  'address',
  'form',
  'error answer',
  'signature',
] as const;
export type TheirKind = (typeof theirKinds)[number];

/** What another party has, as far as it was given. */
export interface Theirs {
  kind: TheirKind;
  /** Undefined for a signature alone, which does not say by what it was made. */
  scheme: SignMethod | undefined;
  canonical?: string;
  toSign?: string;
  authorization?: Authorization;
  signature?: string;
  request?: WireRequest;
  /** Parameters with their signature, which do not say how they are sent. */
  form?: string;
  /** Unix seconds. */
  timestamp?: number;
  nonce?: string;
  /** Of the key. */
  id?: string;
  /** True where a service refused the signature although it shows what it signed. */
  refused?: boolean;
  notices: string[];
}
