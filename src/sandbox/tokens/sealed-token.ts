import { createCipheriv, createDecipheriv, createHash, createHmac, timingSafeEqual } from 'node:crypto';
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
  /** Differs for two tokens that were issued at the same moment. */
  id: string;
  /** The action that issued it. */
  action: string;
  issuedMs: number;
  /** Name of the outcome that its result must have. Without one, the person at the page decides, or the result is a success. */
  outcome?: string;
  /** The parameters that its result depends on, by dotted path. */
  values: Readonly<Record<string, KeptValue>>;
}

/** The form of a token as text, in base64url. */
const tokenShape = /^[A-Za-z0-9_-]{40,16384}$/;

export const tokenId = (requestId: string): string => createHash('sha256').update(requestId).digest('base64url').slice(0, 12);

/** The first byte of every token. It makes the text start with `S`. If it started with `-`, a command would read it as a flag. */
const mark = Buffer.from([0x49]);
const ivBytes = 12;
const tagBytes = 16;

const tokenCipher = 'aes-256-gcm';
const tokenKey = createHash('sha256').update(`token\n${sandboxCredentials.secret}`).digest();

/**
 * Text that is safe in a URL: the state, encrypted, so that a token in a log shows nothing of what the call sent. All sandboxes have
 * the same key, so anyone who has idv can read a token. The same state always gives the same token.
 */
export function sealToken({ id, action, issuedMs, outcome, values }: Token): string {
  const state = Buffer.from(JSON.stringify([id, action, issuedMs, outcome ?? null, values]));
  const iv = sealOf('token', state).subarray(0, ivBytes);
  const cipher = createCipheriv(tokenCipher, tokenKey, iv);
  const encrypted = Buffer.concat([cipher.update(state), cipher.final()]);
  return Buffer.concat([mark, iv, cipher.getAuthTag(), encrypted]).toString('base64url');
}

function decrypt(bytes: Buffer): Buffer | undefined {
  const [ivAt, tagAt, textAt] = [mark.length, mark.length + ivBytes, mark.length + ivBytes + tagBytes];
  if (bytes.length < textAt || !bytes.subarray(0, ivAt).equals(mark)) return undefined;
  const decipher = createDecipheriv(tokenCipher, tokenKey, bytes.subarray(ivAt, tagAt), { authTagLength: tagBytes });
  decipher.setAuthTag(bytes.subarray(tagAt, textAt));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(textAt)), decipher.final()]);
  } catch {
    return undefined;
  }
}

/** Undefined for anything that no sandbox has sealed. */
export function openToken(text: string): Token | undefined {
  if (!tokenShape.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64url');
  // Base64 can write one value in several ways. A token has only one.
  const state = bytes.toString('base64url') === text ? decrypt(bytes) : undefined;
  if (!state) return undefined;
  const [id, action, issuedMs, outcome, values] = JSON.parse(state.toString()) as [string, string, number, string | null, Token['values']];
  return { id, action, issuedMs, values, ...(outcome === null ? {} : { outcome }) };
}
