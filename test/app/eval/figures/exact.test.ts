import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atMost, clopperPearson, trialsNeeded, upperBound, wilson } from '../../../../src/app/eval/figures/exact.ts';

const vectors = JSON.parse(readFileSync(join(import.meta.dirname, '../../../vectors/binomial.json'), 'utf8'));
const bounds: number[][] = vectors['bounds [k, n, confidence, low, high, one-sided]'];
const probabilities: number[][] = vectors['atMost [k, n, share, probability]'];

const counted = fc.integer({ min: 1, max: 100_000 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));

describe('exact bounds', () => {
  it('agree with scipy', () => {
    for (const [k = 0, n = 0, confidence = 0, ...wanted] of bounds) {
      const found = [...clopperPearson(k, n, confidence), upperBound(k, n, confidence)];
      for (const [index, value] of wanted.entries()) expect(found[index]).toBeCloseTo(value, 7);
    }
    expect(bounds.length).toBeGreaterThan(100);
  });

  it('agree with scipy on the probability of at most k errors', () => {
    for (const [k = 0, n = 0, share = 0, wanted = 0] of probabilities) expect(atMost(k, n, share) / wanted).toBeCloseTo(1, 9);
  });

  it('contain the rate, and are wider with more confidence', () => {
    fc.assert(
      fc.property(counted, ([k, n]) => {
        const [low, high] = clopperPearson(k, n, 0.95);
        const [lower, higher] = clopperPearson(k, n, 0.99);
        const [a, b] = wilson(k, n, 0.95);
        expect(low).toBeLessThanOrEqual(k / n);
        expect(high).toBeGreaterThanOrEqual(k / n);
        expect(upperBound(k, n, 0.95)).toBeLessThanOrEqual(high);
        expect(lower).toBeLessThanOrEqual(low);
        expect(higher).toBeGreaterThanOrEqual(high);
        expect(a).toBeLessThanOrEqual(k / n + 1e-12);
        expect(b).toBeGreaterThanOrEqual(k / n - 1e-12);
        expect([low, high, lower, higher, a, b].every((bound) => bound >= 0 && bound <= 1)).toBe(true);
      }),
    );
  });

  it('are symmetrical for errors and successes', () => {
    fc.assert(
      fc.property(counted, ([k, n]) => {
        const [low, high] = clopperPearson(k, n, 0.95);
        const [otherLow, otherHigh] = clopperPearson(n - k, n, 0.95);
        expect(low).toBeCloseTo(1 - otherHigh, 7);
        expect(high).toBeCloseTo(1 - otherLow, 7);
      }),
    );
  });

  it('of Wilson are exactly 0 without an error, and exactly 1 with nothing but errors', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.constantFrom(0.8, 0.95, 0.99), (n, confidence) => {
        expect(wilson(0, n, confidence)[0]).toBe(0);
        expect(wilson(n, n, confidence)[1]).toBe(1);
      }),
    );
  });

  it('need exactly as many trials as show a limit; one trial less does not show it', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-4, max: 0.5, noNaN: true }), fc.integer({ min: 0, max: 40 }), (limit, errors) => {
        const trials = trialsNeeded(limit, errors, 0.95) ?? 0;
        expect(atMost(errors, trials, limit)).toBeLessThanOrEqual(0.05);
        expect(atMost(errors, trials - 1, limit)).toBeGreaterThan(0.05);
      }),
    );
    expect(trialsNeeded(0, 0, 0.95)).toBeUndefined();
  });

  it('are closed forms without an error, with nothing but errors, and at the ends of a share', () => {
    expect(upperBound(0, 7, 0.95)).toBeCloseTo(1 - 0.05 ** (1 / 7), 14);
    expect([upperBound(7, 7, 0.95), upperBound(8, 7, 0.95), upperBound(0, 0, 0.95)]).toEqual([1, 1, 1]);
    expect(clopperPearson(0, 7, 0.95)[0]).toBe(0);
    expect(clopperPearson(7, 7, 0.95)).toEqual([expect.closeTo(0.025 ** (1 / 7), 14), 1]);
    expect([atMost(7, 7, 0.5), atMost(8, 7, 0.5)]).toEqual([1, 1]);
    expect(atMost(0, 7, 0.2)).toBeCloseTo(0.8 ** 7, 14);
    expect(atMost(2, 3, 0.9)).toBeCloseTo(1 - 0.9 ** 3, 14);
    expect([trialsNeeded(1, 0, 0.95), trialsNeeded(1, 3, 0.95), trialsNeeded(2, 3, 0.95)]).toEqual([1, 4, 4]);
    expect([trialsNeeded(0, 3, 0.95), trialsNeeded(-1, 3, 0.95)]).toEqual([undefined, undefined]);
    // One trial without an error shows a limit of 95 % exactly, as far as a double can say.
    expect([trialsNeeded(0.951, 0, 0.95), trialsNeeded(0.949, 0, 0.95)]).toEqual([1, 2]);
  });

  it('need as many trials as counting up to them finds', () => {
    for (const limit of [0.9, 0.5, 0.3, 0.11])
      for (const errors of [0, 1, 2, 5]) {
        let trials = errors + 1;
        while (atMost(errors, trials, limit) > 0.1) trials += 1;
        expect(trialsNeeded(limit, errors, 0.9)).toBe(trials);
      }
  });
});
