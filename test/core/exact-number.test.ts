import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactJson, keepsDigits, lostNumber, parseExactly } from '../../src/core/exact-number.ts';

describe('keepsDigits', () => {
  it.each(['0', '-0', '0.0', '1.10', '1.0', '10', '100.00', '1e3', '1E+3', '1.5e-7', '0.1', '9007199254740992', '1e21', '123456.789000'])(
    'is true for %s',
    (number) => expect(keepsDigits(number)).toBe(true),
  );

  it.each(['9007199254740993', '110101199003070027', '0.12345678901234567890', '1e400', '-1e400', '1e-400', '1.00000000000000000001'])(
    'is false for %s',
    (number) => expect(keepsDigits(number)).toBe(false),
  );

  it('is true for every number that JavaScript writes, also with zeros appended', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = JSON.stringify(value);
        expect(keepsDigits(text)).toBe(true);
        if (/^-?\d+\.\d+$/.test(text)) expect(keepsDigits(`${text}000`)).toBe(true);
      }),
    );
  });

  it('is false for every integer that changes when it is read as a number', () => {
    fc.assert(
      fc.property(fc.bigInt(), (value) => {
        if (BigInt(Number(value)) !== value) expect(keepsDigits(String(value))).toBe(false);
      }),
    );
  });
});

describe('lostNumber', () => {
  it.each([
    ['110101199003070027', ''],
    ['{"Id": 110101199003070027}', 'Id'],
    ['{"A": {"n": 1}, "Filters": [{"x": "1"}, {"Id": [1, 9007199254740993]}]}', 'Filters.1.Id.1'],
    ['[[], [0, {"a\\"b": -9007199254740993}]]', '1.1.a"b'],
  ])("finds the lost number in %s at '%s'", (text, path) => expect(lostNumber(text)?.path).toBe(path));

  it.each(['{"Id": "110101199003070027", "n": 1.10}', '[]', 'true'])('finds nothing in %s', (text) =>
    expect(lostNumber(text)).toBeUndefined(),
  );

  it('finds an added long number in any JSON, and nothing without it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        expect(lostNumber(JSON.stringify(value, undefined, 1))).toBeUndefined();
        expect(
          lostNumber(JSON.stringify({ a: [value, { b: 'X' }] }).replace('"X"', '9007199254740993'))?.number ?? '9007199254740993',
        ).toBe('9007199254740993');
      }),
    );
  });
});

it.each(['[1,-7615917337495251231]', '{"a": 0.12345678901234567}', '[1e400]', '{"a":"7615917337495251231"}'])(
  '%s stays the same when it is read and written again',
  (text) => expect(exactJson(parseExactly(text))).toBe(text.replace(' ', '')),
);
