import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase64, hasBlankInside } from '../../src/media/read/source.ts';

describe('decodeBase64', () => {
  const bytes = Buffer.from([251, 255, 0, 7]);

  it('reads both alphabets, with line breaks and blanks', () => {
    expect(decodeBase64(bytes.toString('base64'))).toEqual(bytes);
    expect(decodeBase64(bytes.toString('base64url'))).toEqual(bytes);
    expect(decodeBase64(` ${bytes.toString('base64').slice(0, 3)}\r\n ${bytes.toString('base64').slice(3)}\n`)).toEqual(bytes);
  });

  it.each([[undefined], [7], [''], ['  '], ['a=b'], ['abc==='], ['not base64!'], [`${' '.repeat(200_000)}!`]])(
    'returns undefined for %j',
    (value) => {
      expect(decodeBase64(value)).toBeUndefined();
    },
  );
});

describe('hasBlankInside', () => {
  it.each([
    ['AAAA', false],
    ['AAAA\r\nBBBB\n', false],
    ['  AAAA  \n', false],
    ['AAA=\n \n', false],
    ['AA BB', true],
    ['AAAA\n BBB', true],
    ['AAA \nBBBB', true],
    ['AAAABBB ', true],
    ['AAAABB\n ', true],
    ['AA\tBB', true],
  ])('for %j returns %s', (text, expected) => {
    expect(hasBlankInside(text)).toBe(expected);
  });

  it('returns true if a + became a blank, and false for text that only has line breaks', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 60, maxLength: 400 }), fc.integer({ min: 20, max: 80 }), (bytes, width) => {
        const text = Buffer.from(bytes).toString('base64');
        const folded = text.match(new RegExp(`.{1,${width}}`, 'g'))?.join('\r\n') ?? '';
        expect(hasBlankInside(folded)).toBe(false);
        // Blanks at the very start do not count: without its first characters, a picture is not recognised anyway.
        expect(hasBlankInside(folded.replaceAll('+', ' '))).toBe(text.replace(/^\++/, '').includes('+'));
      }),
    );
  });
});
