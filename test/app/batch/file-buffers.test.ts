import { expect, it } from 'vitest';
import { buffersForRow } from '../../../src/app/batch/manifest/file-buffers.ts';
import { createBufferPool } from '../../../src/core/buffer-pool.ts';

it('running rows share no memory, and a finished row leaves its memory to the next row', () => {
  const pool = createBufferPool(2 ** 24);
  const memoryOf = ({ buffer }: Buffer): ArrayBufferLike => buffer;
  const [one, other] = [buffersForRow(pool), buffersForRow(pool)];
  const [first, second, third] = [one.take(100_000), one.take(70_000), other.take(100_000)];
  expect(new Set([first, second, third].map(memoryOf)).size).toBe(3);
  one.release();
  const next = buffersForRow(pool);
  expect(new Set([next.take(90_000), next.take(80_000)].map(memoryOf))).toEqual(new Set([first, second].map(memoryOf)));
  // A second release must not return memory that belongs to another row now.
  one.release();
  expect([first, second, third].map(memoryOf)).not.toContain(memoryOf(buffersForRow(pool).take(100_000)));
});
