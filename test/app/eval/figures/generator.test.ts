import { describe, expect, it } from 'vitest';
import { randomBelow, seededGenerator, splitMix64, xoshiro128 } from '../../../../src/app/eval/figures/generator.ts';

const take = <T>(count: number, next: () => T): T[] => Array.from({ length: count }, next);

describe('the generator', () => {
  it('is xoshiro128** 1.1: it gives the numbers of the reference in C, which the tests of the Rust crate rand_xoshiro list', () => {
    const wanted = [11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804];
    expect(take(10, xoshiro128([1, 2, 3, 4]))).toEqual(wanted);
  });

  it('fills its state with SplitMix64, and gives the numbers of the reference in C', () => {
    const wanted = [6457827717110365317n, 3203168211198807973n, 9817491932198370423n, 4593380528125082431n, 16408922859458223821n];
    expect(take(5, splitMix64(1234567n))).toEqual(wanted);
  });

  it('gives other numbers for each seed, including 0 and the largest', () => {
    const first = [0, 1, 2, Number.MAX_SAFE_INTEGER].map((seed) => take(4, seededGenerator(seed)).join());
    expect(new Set(first).size).toBe(4);
    expect(take(4, seededGenerator(0)).every((value) => value > 0)).toBe(true);
  });

  it('draws every number below a limit about equally often', () => {
    const counts = new Array<number>(60).fill(0);
    const next = seededGenerator(1);
    for (let round = 0; round < 60_000; round += 1) {
      const drawn = randomBelow(next, 60);
      counts[drawn] = (counts[drawn] ?? 0) + 1;
    }
    // Chi-square with 59 degrees of freedom: a value above 98 occurs once in 1,000 cases.
    expect(counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)).toBeLessThan(98);
  });

  it('draws by the upper digits of a number, so that the largest number is the last one below a limit', () => {
    expect([0, 2147483647, 2147483648, 4294967295].map((drawn) => randomBelow(() => drawn, 2))).toEqual([0, 0, 1, 1]);
    expect(randomBelow(() => 4294967295, 4294967296)).toBe(4294967295);
    expect(randomBelow(() => 4294967295, 1)).toBe(0);
  });
});
