import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextRequestMs } from '../../../src/app/call/poll.ts';
import { waitInWords } from '../../../src/core/text/wait-in-words.ts';

describe('nextAskMs', () => {
  const plan = { intervalMs: undefined, maxPolls: undefined, deadlineMs: 1_000_000 };

  it('grows from 2 s to 10 s when the service gives no interval', () => {
    expect([1, 2, 3, 4, 5, 9].map((asked) => nextRequestMs(plan, asked, 0))).toEqual([2000, 3000, 4500, 6750, 10_000, 10_000]);
  });

  it('follows the interval and the count of the service', () => {
    const own = { ...plan, intervalMs: 5000, maxPolls: 3 };
    expect([1, 2, 3].map((asked) => nextRequestMs(own, asked, 0))).toEqual([5000, 5000, undefined]);
  });

  it('never asks after the deadline, and always ends', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 600_000 }),
        fc.option(fc.integer({ min: 100, max: 20_000 }), { nil: undefined }),
        (lifetimeMs, intervalMs) => {
          let nowMs = 0;
          let asked = 1;
          for (;;) {
            const waitMs = nextRequestMs({ intervalMs, maxPolls: undefined, deadlineMs: lifetimeMs }, asked, nowMs);
            if (waitMs === undefined) break;
            nowMs += waitMs;
            asked += 1;
            expect(nowMs).toBeLessThanOrEqual(lifetimeMs);
          }
          expect(asked).toBeLessThan(10_000);
        },
      ),
    );
  });
});

describe('waitInWords', () => {
  it.each([
    [0, '0 s'],
    [59_400, '59 s'],
    [60_000, '1 min'],
    [65_000, '1 min 5 s'],
    [7_200_000, '2 h 0 min'],
    [3 * 24 * 3_600_000, '3 days'],
    [1e15, 'more than 99 days'],
    [-5, '0 s'],
  ])('says %i ms as %s', (ms, text) => expect(waitInWords(ms)).toBe(text));
});
