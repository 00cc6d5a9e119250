import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/main.ts';
import { memoryRuntime } from './memory-runtime.ts';

interface Cause {
  id: string;
  cause: string;
}

/** The first cause that `sign diff` names; undefined if it finds no difference. */
export async function causeOf(theirs: string | Buffer, words: readonly string[], env?: Record<string, string>): Promise<Cause | undefined> {
  const runtime = memoryRuntime({ stdin: Buffer.from(theirs), ...(env ? { env } : {}) });
  await main(['sign', 'diff', '--theirs', '-', ...words, '--json'], runtime, '0.0.0');
  if (runtime.out() === '') throw new Error(runtime.err());
  return (JSON.parse(runtime.out()) as { differences: { cause: Cause }[] }).differences[0]?.cause;
}

/** One way to make a mistake: a text of another party, and the command line and the environment if they are not the usual ones. */
export type Variant = [name: string, theirs: string | Buffer, words?: readonly string[] | undefined, env?: Record<string, string>];

/** A mistake and all the ways in which people make it. */
export interface VariantGroup {
  id: string;
  cause: string;
  variants: Variant[];
}

/** Expects that `sign diff` names the cause of each variant, in its exact words. */
export const testVariants = (groups: readonly VariantGroup[], usual: readonly string[]): void =>
  describe.each(groups)('sign diff recognises $id', ({ id, cause, variants }) => {
    it.each(variants)('%s', async (_name, theirs, words = usual, env) =>
      expect(await causeOf(theirs, words, env)).toMatchObject({ id, cause }),
    );
  });

/** The digests that people use by mistake, in the two forms in which libraries give them. */
export const digests = ['sha1', 'sha256', 'sha512', 'sha384', 'sha224', 'md5'].flatMap((name) =>
  (['hex', 'base64'] as const).map((form) => ({
    algorithm: name,
    name: `${name} in ${form}`,
    hash: (data: string | Buffer) => createHash(name).update(data).digest(form),
    sign: (key: string | Buffer, text: string) => createHmac(name, key).update(text).digest(form),
  })),
);
