import { describe, expect, it } from 'vitest';
import { decimalIn } from '../../src/core/setting-shape.ts';

describe('decimalIn', () => {
  it.each([
    ['5', 5],
    ['-0.5', -0.5],
    ['.5', 0.5],
    ['5.', 5],
    ['1e3', 1000],
    [' 7 ', 7],
    ['+7', 7],
  ])('reads %j as %d', (text, value) => expect(decimalIn(text)).toBe(value));

  it.each(['', ' ', '0x10', '0b1', '0o7', 'Infinity', '1_000', '1,5', '٣', 'e3', '--1', '1e', 'NaN'])('returns NaN for %j', (text) =>
    expect(decimalIn(text)).toBeNaN(),
  );
});
