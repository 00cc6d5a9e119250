import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const cipher = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;

/**
 * Encrypts a value with AES-256-GCM and the key of a batch (32 bytes in base64), because a queue must not know names and paths.
 * `about` is authenticated along with it: the row's key, with a prefix for some values.
 */
export function seal(value: unknown, batchKey: string, about: string): string {
  const iv = randomBytes(ivBytes);
  const sealing = createCipheriv(cipher, Buffer.from(batchKey, 'base64'), iv).setAAD(Buffer.from(about));
  const text = Buffer.concat([sealing.update(JSON.stringify(value), 'utf8'), sealing.final()]);
  return Buffer.concat([iv, sealing.getAuthTag(), text]).toString('base64');
}

/** Decrypts a sealed value. Throws if the batch key or `about` is not the one that it was sealed with, or if a bit has changed. */
export function unseal(sealed: string, batchKey: string, about: string): unknown {
  const bytes = Buffer.from(sealed, 'base64');
  const opening = createDecipheriv(cipher, Buffer.from(batchKey, 'base64'), bytes.subarray(0, ivBytes))
    .setAAD(Buffer.from(about))
    .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
  return JSON.parse(Buffer.concat([opening.update(bytes.subarray(ivBytes + tagBytes)), opening.final()]).toString('utf8'));
}
