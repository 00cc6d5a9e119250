import { createHash, createHmac } from 'node:crypto';

/** Algorithms that people use by mistake. */
const algorithms = ['sha1', 'sha256', 'sha512', 'sha384', 'sha224', 'md5'] as const;

type Algorithm = (typeof algorithms)[number];

/** The hashes of a text with every algorithm except SHA-256, in hex and in base64. */
export const otherHashes = (data: string | Buffer): string[] =>
  algorithms
    .filter((algorithm) => algorithm !== 'sha256')
    .map((algorithm) => createHash(algorithm).update(data).digest())
    .flatMap((digest) => [digest.toString('hex'), digest.toString('base64')]);

/** Signatures of a text, in hex and in base64. */
export function hmacs(algorithm: Algorithm, key: string | Buffer, toSign: string): string[] {
  const made = createHmac(algorithm, key).update(toSign).digest();
  return [made.toString('hex'), made.toString('base64')];
}

/** The same with every algorithm except the right one. */
export const otherHmacs = (right: Algorithm, key: string | Buffer, toSign: string): string[] =>
  algorithms.filter((algorithm) => algorithm !== right).flatMap((algorithm) => hmacs(algorithm, key, toSign));
