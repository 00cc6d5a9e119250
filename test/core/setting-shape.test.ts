import { describe, expect, it } from 'vitest';
import { decimalIn } from '../../src/core/setting-shape.ts';

describe('a decimal number', () => {
  it.each([
    ['5', 5],
    ['-0.5', -0.5],
    ['.5', 0.5],
    ['5.', 5],
    ['1e3', 1000],
    [' 7 ', 7],
    ['+7', 7],
  ])('%s', (text, value) => expect(decimalIn(text)).toBe(value));

  it.each(['', ' ', '0x10', '0b1', '0o7', 'Infinity', '1_000', '1,5', '٣', 'e3', '--1', '1e', 'NaN'])('%j is not one', (text) =>
    expect(decimalIn(text)).toBeNaN(),
  );
});
