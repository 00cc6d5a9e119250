import { expect, it } from 'vitest';
import { resolverOptions } from '../../src/http/transport.ts';

it.each([
  [1, 'timeout:1 attempts:1'],
  [999, 'timeout:1 attempts:1'],
  [1000, 'timeout:1 attempts:1'],
  [1999, 'timeout:1 attempts:1'],
  [2000, 'timeout:1 attempts:2'],
  [5000, 'timeout:2 attempts:2'],
  [9999, 'timeout:4 attempts:2'],
  [10_000, undefined],
  [60_000, undefined],
])('a look-up of at most %i ms has the resolver options "%s"', (limitMs, options) => {
  expect(resolverOptions(limitMs)).toBe(options);
});
