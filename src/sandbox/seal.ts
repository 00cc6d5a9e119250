import { createHmac, timingSafeEqual } from 'node:crypto';
import { sandboxCredentials } from '../core/sandbox-credentials.ts';

/**
 * Proof that a text was written by a sandbox, for one purpose: 20 bytes.
 * All sandboxes have the same key, so one reads what another has issued.
 */
export const sealOf = (purpose: string, text: string | Buffer): Buffer =>
  createHmac('sha256', sandboxCredentials.secret).update(`${purpose}\n`).update(text).digest().subarray(0, 20);

export function isSealed(purpose: string, text: string | Buffer, seal: Buffer): boolean {
  const expected = sealOf(purpose, text);
  return seal.length === expected.length && timingSafeEqual(seal, expected);
}
