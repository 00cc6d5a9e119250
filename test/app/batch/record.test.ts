import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lineOf, recordOf } from '../../../src/app/batch/journal/record.ts';

const digits = (most: number): fc.Arbitrary<string> => fc.stringMatching(new RegExp(`^[0-9]{1,${most}}$`));

/** Any JSON number, as a service may write it. */
const number = fc
  .tuple(
    fc.boolean(),
    digits(24),
    fc.option(digits(24)),
    fc.option(fc.tuple(fc.constantFrom('e', 'E'), fc.constantFrom('', '+', '-'), digits(3))),
  )
  .map(
    ([minus, whole, fraction, exponent]) =>
      `${minus ? '-' : ''}${BigInt(whole)}${fraction === null ? '' : `.${fraction}`}${exponent === null ? '' : exponent.join('')}`,
  );

it('a number in a journal keeps its value to the last digit, at every position', () => {
  const head = '{"type":"outcome","key":"00000000000000000000000000000000","generation":0,"at":"2026-01-01T00:00:00.000Z","result":';
  fc.assert(
    fc.property(number, number, fc.string(), (first, second, text) => {
      const result = (one: string, other: string) => `{"list":[${one},${other}],"a": ${one},"text":${JSON.stringify(text)}}`;
      const written = lineOf(recordOf(`${head}${result(first, second)}}`));
      // A number that loses no digit may be written in another way: 1.10 as 1.1.
      const shortest = exactOf;
      expect(written).toBe(`${head}${result(shortest(first), shortest(second)).replace('"a": ', '"a":')}}\n`);
    }),
  );
});

/** The number unchanged if JavaScript would change its value, otherwise as JavaScript writes it. */
function exactOf(given: string): string {
  const value = Number(given);
  return Number.isFinite(value) && sameValue(String(value), given) ? JSON.stringify(value) : given;
}

/** Compares decimal numbers as integers with a power of ten. */
function sameValue(one: string, other: string): boolean {
  const parts = (text: string): { digits: bigint; power: number } => {
    const [, sign = '', whole = '', fraction = '', power = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
    return { digits: BigInt(`${sign}${whole}${fraction}`), power: Number(power) - fraction.length };
  };
  const [a, b] = [parts(one), parts(other)];
  const least = Math.min(a.power, b.power);
  const scaled = ({ digits: all, power }: { digits: bigint; power: number }): bigint => all * 10n ** BigInt(power - least);
  return scaled(a) === scaled(b);
}
