import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundThreshold } from '../../../../src/app/eval/strata/round-threshold.ts';

describe('roundThreshold', () => {
  it.each([
    [69.3, 70.2, 70],
    [69.873, 70, 70],
    [70, 70.01, 70.01],
    [61.1, 63.7, 63],
    [0.3481, 0.3522, 0.35],
    [-0.36, -0.34, -0.34],
    [-3, 4, 0],
    [1e307, 1.2e308, 1e308],
    [99.98, 100, 100],
    [8.4, 12, 10],
  ])('above %d and up to %d is %d', (above, upTo, wanted) => expect(roundThreshold({ above, upTo })).toBe(wanted));

  it.each([
    [69.873, 69.9],
    [69.9, 70],
    [100, 101],
    [999.5, 1000],
    [0.5, 0.501],
    [-70, -69.9],
    [-0.05, -0.0499],
    [1.7976931348623157e308, Number.MAX_VALUE],
    [1.79e308, Number.MAX_VALUE],
    [1.78e308, 1.79e308],
  ])('above every score of %d is %d', (above, wanted) => expect(roundThreshold({ above, upTo: null })).toBe(wanted));

  it('is the highest of the numbers with the fewest digits', () => {
    const thousandths = fc.integer({ min: -2_000_000, max: 2_000_000 });
    fc.assert(
      fc.property(thousandths, thousandths, (a, b) => {
        fc.pre(a !== b);
        const [above, upTo] = [Math.min(a, b), Math.max(a, b)];
        // Whole thousandths are counted, so no digit is lost.
        const highestOf = (unit: number): number => Math.floor(upTo / unit) * unit;
        const unit = [1e7, 1e6, 1e5, 1e4, 1e3, 100, 10, 1].find((each) => highestOf(each) > above) ?? 1;
        expect(roundThreshold({ above: above / 1000, upTo: upTo / 1000 })).toBe(0 + highestOf(unit) / 1000);
      }),
      { numRuns: 1000 },
    );
  });

  it('is always in its interval', () => {
    const score = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(score, score, (a, b) => {
        fc.pre(a !== b);
        const [above, upTo] = a < b ? [a, b] : [b, a];
        const found = roundThreshold({ above, upTo });
        expect(found > above && found <= upTo).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('is above every score, or equal to the lowest score, in an open interval', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -1e307, max: 1e307 }), (score) => {
        expect(roundThreshold({ above: score, upTo: null })).toBeGreaterThan(score);
        expect(roundThreshold({ above: null, upTo: score })).toBe(score);
      }),
    );
  });
});
