import { expect, it } from 'vitest';
import { createRate } from '../../../src/sandbox/controls/sandbox-state.ts';

it('the rate allows the given number of calls within any second, for each key', () => {
  const within = createRate();
  expect([within('a', 2, 0), within('a', 2, 500), within('a', 2, 999), within('b', 2, 999)]).toEqual([true, true, false, true]);
  expect([within('a', 2, 1000), within('a', 2, 1499), within('a', 2, 1500)]).toEqual([true, false, true]);
});

it('a refused call does not count', () => {
  const within = createRate();
  expect([within('a', 1, 0), within('a', 1, 900), within('a', 1, 1000)]).toEqual([true, false, true]);
});

it('setting the clock back does not lock a key', () => {
  const within = createRate();
  expect([within('a', 1, 100_000), within('a', 1, 0)]).toEqual([true, true]);
});
