import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { sandboxCredentials } from '../../core/sandbox-credentials.ts';

const sealBytes = 20;

/**
 * Proves that a sandbox wrote a text, for one purpose: 20 bytes.
 * All sandboxes have the same key, so each can read what another has issued.
 */
export const sealOf = (purpose: string, text: string | Buffer): Buffer =>
  createHmac('sha256', sandboxCredentials.secret).update(`${purpose}\n`).update(text).digest().subarray(0, sealBytes);

export function isSealed(purpose: string, text: string | Buffer, seal: Buffer): boolean {
  const expected = sealOf(purpose, text);
  return seal.length === expected.length && timingSafeEqual(seal, expected);
}

export type KeptValue = string | number | boolean;

/** A token carries all its state in itself, so a sandbox that starts later can read it. */
export interface Token {
  /** Tells apart two tokens that were issued at the same moment. */
  id: string;
  /** The action that issued it. */
  action: string;
  issuedMs: number;
  /** Name of the outcome that its result must have. Without one, the person at the page decides, or the result is a success. */
  outcome?: string;
  /** The parameters that its result depends on, by dotted path. */
  values: Readonly<Record<string, KeptValue>>;
}

const tokenPurpose = 'token';
/** As text, in base64url. */
const tokenShape = /^[A-Za-z0-9_-]{40,16384}$/;

export const tokenId = (requestId: string): string => createHash('sha256').update(requestId).digest('base64url').slice(0, 12);

/**
 * Text that is safe in a URL: the state as JSON, then the seal. It is authenticated, not secret. The state comes first because
 * JSON always starts with the same character. A seal may give a token that starts with `-`, which a script would pass on as a flag.
 */
export function sealToken({ id, action, issuedMs, outcome, values }: Token): string {
  const state = Buffer.from(JSON.stringify([id, action, issuedMs, outcome ?? null, values]));
  return Buffer.concat([state, sealOf(tokenPurpose, state)]).toString('base64url');
}

/** Undefined for anything that no sandbox has sealed. */
export function openToken(text: string): Token | undefined {
  if (!tokenShape.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64url');
  const state = bytes.subarray(0, -sealBytes);
  // Base64 can write one value in several ways. A token has only one.
  if (bytes.toString('base64url') !== text || !isSealed(tokenPurpose, state, bytes.subarray(-sealBytes))) return undefined;
  const [id, action, issuedMs, outcome, values] = JSON.parse(state.toString()) as [string, string, number, string | null, Token['values']];
  return { id, action, issuedMs, values, ...(outcome === null ? {} : { outcome }) };
}
