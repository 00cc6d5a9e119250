import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBufferPool } from '../../src/core/buffer-pool.ts';

const mebibyte = 2 ** 20;

describe('a pool of buffers', () => {
  it('lends memory that was returned, for a body of about the same length', () => {
    const pool = createBufferPool(8 * mebibyte);
    const first = pool.lend(2 * mebibyte);
    pool.takeBack(first);
    const second = pool.lend(2 * mebibyte - 1000);
    expect([second.buffer === first.buffer, second.length]).toEqual([true, 2 * mebibyte - 1000]);
  });

  it('does not lend returned memory that is far too large or too small', () => {
    const pool = createBufferPool(8 * mebibyte);
    const large = pool.lend(5 * mebibyte);
    pool.takeBack(large);
    expect([pool.lend(mebibyte).buffer === large.buffer, pool.lend(6 * mebibyte).buffer === large.buffer]).toEqual([false, false]);
  });

  it('keeps no more bytes than its limit, and keeps the buffers that were returned last', () => {
    const pool = createBufferPool(4 * mebibyte);
    const lent = [1, 2, 3].map(() => pool.lend(2 * mebibyte));
    lent.forEach(pool.takeBack);
    const again = [1, 2, 3].map(() => pool.lend(2 * mebibyte).buffer);
    expect(again.map((memory) => lent.findIndex(({ buffer }) => buffer === memory))).toEqual([2, 1, -1]);
  });

  it('ignores a buffer that is returned twice or that it never lent', () => {
    const pool = createBufferPool(8 * mebibyte);
    const own = pool.lend(mebibyte);
    const foreign = Buffer.allocUnsafeSlow(mebibyte);
    [own, own, foreign].forEach(pool.takeBack);
    const [first, second] = [pool.lend(mebibyte), pool.lend(mebibyte)];
    expect(first.buffer).toBe(own.buffer);
    expect([own.buffer, foreign.buffer]).not.toContain(second.buffer);
  });

  it('never lends the same memory to two borrowers at once', () => {
    const step = fc.record({ bytes: fc.integer({ min: 0, max: 3 * mebibyte }), givesBack: fc.nat(5) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const pool = createBufferPool(4 * mebibyte);
        const lent: Buffer[] = [];
        for (const { bytes, givesBack } of steps) {
          const buffer = pool.lend(bytes);
          expect(buffer.length).toBe(bytes);
          expect(lent.some((other) => other.buffer === buffer.buffer)).toBe(false);
          lent.push(buffer);
          const [returned] = lent.splice(givesBack, 1);
          if (returned) pool.takeBack(returned);
        }
      }),
      { numRuns: 50 },
    );
  });
});
