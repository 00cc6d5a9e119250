import { describe, expect, it } from 'vitest';
import { readBody } from '../../../src/sandbox/wire/received-request.ts';

const limits = { keptBytes: 4, drainedBytes: 8 };

/** Chunks of two bytes, and how many of them were read. */
function source(count: number) {
  const taken = { chunks: 0 };
  async function* chunks(): AsyncGenerator<Buffer> {
    for (; taken.chunks < count; taken.chunks += 1) yield Buffer.from('ab');
  }
  return { taken, chunks: chunks() };
}

describe('a body', () => {
  it.each([
    [0, '', 0, false],
    [2, 'abab', 4, false],
    [3, 'abab', 6, false],
    [4, 'abab', 8, false],
    [5, 'abab', 10, true],
  ])('of %i chunks is read as %j of %i bytes, cut off: %s', async (count, kept, bodyBytes, isCutOff) => {
    const { body, ...rest } = await readBody(source(count).chunks, limits);
    expect([body.toString(), rest]).toEqual([kept, { bodyBytes, isCutOff }]);
  });

  it('is not read to its end if it is far too long', async () => {
    const { taken, chunks } = source(1000);
    expect(await readBody(chunks, limits)).toMatchObject({ bodyBytes: 10, isCutOff: true });
    expect(taken.chunks).toBe(4);
  });

  it('causes an error if it breaks off', async () => {
    async function* broken(): AsyncGenerator<Buffer> {
      yield Buffer.from('a');
      throw new Error('aborted');
    }
    await expect(readBody(broken(), limits)).rejects.toThrow('aborted');
  });
});
