import { expect, it } from 'vitest';
import { createNonces } from '../../../src/sandbox/aliyun/caller-checks.ts';

const windowMs = 30 * 60 * 1000;

it('a nonce is accepted once while its request could be sent again', () => {
  const take = createNonces();
  expect([take('n', 0), take('n', 1), take('n', windowMs)]).toEqual([true, false, false]);
  expect([take('n', windowMs + 1), take('n', windowMs + 2)]).toEqual([true, false]);
});

it('a nonce is kept as long when others come after it', () => {
  const take = createNonces();
  expect([take('n', 0), take('m', windowMs), take('n', windowMs)]).toEqual([true, true, false]);
});

it('the oldest of ten thousand nonces is dropped for a new one', () => {
  const take = createNonces();
  for (let number = 0; number < 10_001; number += 1) take(String(number), 0);
  expect([take('1', 0), take('0', 0)]).toEqual([false, true]);
});
