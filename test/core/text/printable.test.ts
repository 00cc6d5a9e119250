import { describe, expect, it } from 'vitest';
import { escapedJson, plainText, shownKeyId, shownLines } from '../../../src/core/text/printable.ts';

/** Written by hand: the control characters of ISO 6429, and every direction mark that UAX 9 lists. */
const controls = [...Array(0x20).keys(), ...Array.from({ length: 0x21 }, (_, index) => 0x7f + index)];
const marks = [0x061c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069];

describe('untrusted text', () => {
  it.each([...controls, ...marks].map((code) => [code.toString(16), String.fromCharCode(code)]))('is shown without U+%s', (_code, char) => {
    expect(plainText(`a${char}b`)).toMatch(/^a[ ?]b$/);
    expect(shownLines(`a${char}b`)).toBe(char === '\n' ? 'a\nb' : 'a?b');
    const json = escapedJson(JSON.stringify({ a: char }));
    expect(json).toMatch(/^[\x20-\x7e]*$/);
    expect(JSON.parse(json)).toEqual({ a: char });
  });

  it.each(['Zoë', '李雷', 'عمر', 'עומר', '🙂', '\ud800'])('keeps %s', (text) => {
    expect(plainText(text)).toBe(text);
    expect(shownLines(text)).toBe(text);
    expect(escapedJson(text)).toBe(text);
  });
});

it.each([
  ['AKIDz8krbsJ5yKBZQ', 'AKID…KBZQ'],
  ['sandbox-id', 'sand…x-id'],
  ['123456789', '1234…6789'],
  ['12345678', '…'],
  ['short', '…'],
])('shownKeyId(%s) is %s', (id, shown) => {
  expect(shownKeyId(id)).toBe(shown);
});
