import type { WireRequest } from '../../../sign/wire-request.ts';
import type { SignMethod } from '../../../vendors/vendor.ts';
import type { Authorization } from '../draft-of.ts';

/** The kinds of text, as the report names them. */
const theirKinds = [
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

/** What is known about another party's signature. */
export interface Theirs {
  kind: TheirKind;
  /** Undefined if only a signature is given, which does not show its scheme. */
  scheme: SignMethod | undefined;
  canonical?: string;
  toSign?: string;
  authorization?: Authorization;
  signature?: string;
  request?: WireRequest;
  /** Parameters with their signature, without information about how they are sent. */
  form?: string;
  /** Unix seconds. */
  timestamp?: number;
  nonce?: string;
  /** The id of the key. */
  id?: string;
  /** True if a service refused the signature and shows what it signed. */
  refused?: boolean;
  notices: string[];
}
