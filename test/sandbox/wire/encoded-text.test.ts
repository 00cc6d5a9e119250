import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { strictBase64 } from '../../../src/sandbox/checks/check-value.ts';
import { EncodedText, readEncoded } from '../../../src/sandbox/wire/encoded-text.ts';

const decoded = (text: string): EncodedText | undefined => readEncoded(Buffer.from(text, 'latin1'), Buffer.allocUnsafeSlow);

/** Two slices of the decoder, and a part of a third. */
const long = Buffer.from(Array.from({ length: 100_001 }, (_none, at) => (at * at) % 251));

describe('base64 in a body', () => {
  it.each([0, 1, 2])('is decoded over several slices, with %i bytes after the last three', (rest) => {
    const bytes = long.subarray(0, 99_999 + rest);
    const text = bytes.toString('base64');
    const read = decoded(text);
    expect(read?.bytes.equals(bytes)).toBe(true);
    expect([read?.length, String(read) === text]).toEqual([text.length, true]);
  });

  it.each(['A', 'AA', 'AAA', 'AA=A', '====', 'A===', 'AA==AAAA', 'AAA=AAAA', 'AA A', 'AAAA\n', 'AAA\n', '-_-_', 'AB==', 'ÄÄÄÄ', ''])(
    'is not read if it is %j',
    (text) => expect(decoded(text)).toBeUndefined(),
  );

  it.each(['-', '_', ' ', '=', '\n', '\\', 'Ä', '\0'])('is not read with %j anywhere in it', (sign) => {
    const text = long.toString('base64');
    for (const at of [0, 1, 49_151, 49_152, 98_303, 98_304, text.length - 5]) {
      expect(decoded(`${text.slice(0, at)}${sign}${text.slice(at + 1)}`)).toBeUndefined();
    }
  });

  it('is read only if the check of short values accepts it, and gives the same bytes', () => {
    const sign = fc.constantFrom(...'AQgw/+=-_ \n\\Ä');
    fc.assert(
      fc.property(fc.string({ unit: sign, maxLength: 24 }), (text) => {
        const read = decoded(text);
        if (read) expect([read.bytes, String(read)]).toEqual([strictBase64(text), text]);
        // The check also accepts a last character with bits that belong to no byte.
        const strict = strictBase64(text);
        if (!read && text !== '') expect(strict?.toString('base64')).not.toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  it('has no members that could be read as members of an object', () => {
    expect(Object.entries(new EncodedText(Buffer.from('abc')))).toEqual([]);
  });
});
