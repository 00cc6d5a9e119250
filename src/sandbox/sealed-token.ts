import { createHash } from 'node:crypto';
import { isSealed, sealOf } from './seal.ts';

export type KeptValue = string | number | boolean;

/** What a token carries in itself, so that a sandbox started later can read one issued before. */
export interface Token {
  /** Tells apart two tokens of one moment. */
  id: string;
  /** The action that issued it. */
  action: string;
  issuedMs: number;
  /** Name of the outcome that its result shall have; without it the person decides, or success. */
  outcome?: string;
  /** The parameters that its result depends on, by dotted path. */
  values: Readonly<Record<string, KeptValue>>;
}

const purpose = 'token';
const sealBytes = 20;
/** As text, in base64url. */
const shape = /^[A-Za-z0-9_-]{40,16384}$/;

export const tokenId = (requestId: string): string => createHash('sha256').update(requestId).digest('base64url').slice(0, 12);

/**
 * URL-safe text: the state as JSON, then the seal. It is authenticated, not secret. The state comes first because JSON begins
 * with one sign and a seal with any: a token that began with - would be read as a flag when a script hands it on.
 */
export function sealToken({ id, action, issuedMs, outcome, values }: Token): string {
  const state = Buffer.from(JSON.stringify([id, action, issuedMs, outcome ?? null, values]));
  return Buffer.concat([state, sealOf(purpose, state)]).toString('base64url');
}

/** Undefined for anything that no sandbox has sealed. */
export function openToken(text: string): Token | undefined {
  if (!shape.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64url');
  const state = bytes.subarray(0, -sealBytes);
  // Base64 has several spellings of one value, a token has one.
  if (bytes.toString('base64url') !== text || !isSealed(purpose, state, bytes.subarray(-sealBytes))) return undefined;
  const [id, action, issuedMs, outcome, values] = JSON.parse(state.toString()) as [string, string, number, string | null, Token['values']];
  return { id, action, issuedMs, values, ...(outcome === null ? {} : { outcome }) };
}
