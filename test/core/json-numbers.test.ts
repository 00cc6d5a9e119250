import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasLostNumbers } from '../../src/core/json.ts';

describe('hasLostNumbers', () => {
  it.each([
    '{"a":1e-400}',
    '{"a":-1E-400}',
    '[0.5,1e400]',
    '{"a":{"b":[-1e+999]}}',
    '{"a":"\\\\","b":1e400}',
    '{"":1e400}',
    `[0.${'0'.repeat(400)}1]`,
  ])('is true for %s', (text) => expect(hasLostNumbers(text)).toBe(true));

  it.each(['{"a":0}', '{"a":-0.0}', '{"a":0e-999}', '[1e308,5e-324]', '{"a":"1e400"}', '{"1e400":1}', '{"a":"\\"1e400"}', 'true'])(
    'is false for %s',
    (text) => expect(hasLostNumbers(text)).toBe(false),
  );

  it('is false for everything that JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(hasLostNumbers(JSON.stringify(value))).toBe(false);
      }),
    );
  });
});
