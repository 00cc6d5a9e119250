import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percentEncode } from '../../src/sign/encode.ts';
import { readPairs, repeatedName, singleValue } from '../../src/sign/form-pairs.ts';

describe('the pairs of a form', () => {
  it('are the decoded names and values, in the order received', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 20 });
    const pairs = fc.array(fc.tuple(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }), text), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(pairs, (given) => {
        const form = given.map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`).join('&');
        expect(readPairs(form)).toEqual(given);
      }),
    );
  });

  it('may contain the characters that form encoders do not encode, and a plus for a space', () => {
    expect(readPairs("A=!'()*-._~:/,;@$?[]&B=a+b=")).toBeUndefined();
    expect(readPairs("A=!'()*-._~:/,;@$?[]&B=a+b")).toEqual([
      ['A', "!'()*-._~:/,;@$?[]"],
      ['B', 'a b'],
    ]);
  });

  it.each(['A', '=1', 'A=1&', '&A=1', 'A=%', 'A=%4', 'A=%4g', 'A=%4a', 'A=%FF', 'A= ', 'A="', 'A=é', 'A=1\n'])(
    'are undefined for the malformed form %j',
    (form) => expect(readPairs(form)).toBeUndefined(),
  );

  it('can be read from a value of many megabytes', () => {
    const value = '+'.repeat(10 * 2 ** 20);
    expect(readPairs(`A=${percentEncode(value)}`)?.[0]?.[1].length).toBe(value.length);
  });

  it('show which name is repeated, and the value of a name that comes once', () => {
    const pairs = readPairs('A=1&B=2&A=3') ?? [];
    expect([repeatedName(pairs), singleValue(pairs, 'A'), singleValue(pairs, 'B'), singleValue(pairs, 'C')]).toEqual([
      'A',
      undefined,
      '2',
      undefined,
    ]);
  });
});
