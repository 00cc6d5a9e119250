/** A source of whole numbers from 0 to 2^32 - 1. */
export type Generator = () => number;

export type GeneratorState = readonly [number, number, number, number];

/** xoshiro128** 1.1 by Blackman and Vigna, which they placed in the public domain: https://prng.di.unimi.it */
export function xoshiro128(state: GeneratorState): Generator {
  let [a, b, c, d] = state;
  return () => {
    const product = Math.imul(b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result;
  };
}

/** SplitMix64, which the authors use to fill the state from one number. */
export function splitMix64(seed: bigint): () => bigint {
  const wrap = (value: bigint): bigint => BigInt.asUintN(64, value);
  let state = wrap(seed);
  return () => {
    state = wrap(state + 0x9e3779b97f4a7c15n);
    let mixed = wrap((state ^ (state >> 30n)) * 0xbf58476d1ce4e5b9n);
    mixed = wrap((mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn);
    return mixed ^ (mixed >> 31n);
  };
}

/** The same numbers for the same seed, on every machine and in every version. */
export function seededGenerator(seed: number): Generator {
  const next = splitMix64(BigInt(seed));
  const [first, second] = [next(), next()];
  const low = (value: bigint): number => Number(value & 0xffffffffn);
  return xoshiro128([low(first), low(first >> 32n), low(second), low(second >> 32n)]);
}

/** A number from 0 to `limit` - 1. The bias is under `limit` in 2^32. */
export const randomBelow = (next: Generator, limit: number): number => Math.floor((next() * limit) / 4294967296);
