/** The number in a cell or a JSON member; undefined if it is empty. For anything else, `kind` says what it is. */
export type NumberReading = { value: number | undefined } | { kind: string; fix: string };

const decimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

const kinds: readonly { like: RegExp; kind: string; fix: string }[] = [
  { like: /^[+-]?nan$/i, kind: 'NaN', fix: 'leave it empty if there was no score' },
  { like: /^[+-]?inf(inity)?$/i, kind: 'infinite', fix: 'give a finite number, or leave it empty if there was no score' },
  { like: /%$/, kind: 'a percentage', fix: 'give every score as a plain number on one scale' },
  { like: /^[+-]?\d+,\d+$/, kind: 'a number with a decimal comma', fix: 'write a decimal point' },
  { like: /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/, kind: 'a number with grouped digits', fix: 'write the digits without commas' },
];

const plainNumber = 'give a plain number, as 70.5, or leave it empty if there was no score';

/** JSON.parse turns 1e999 into Infinity. */
const tooLarge: NumberReading = { kind: 'a number that is too large', fix: 'give a number under 1.8e308' };

/**
 * Empty text and `null` mean that there is no number. Everything else must be a number that a double can hold. The text itself is never
 * repeated, because it may be a name.
 */
export function readNumber(given: unknown): NumberReading {
  if (given === undefined || given === null) return { value: undefined };
  if (typeof given === 'number') return Number.isFinite(given) ? { value: given } : tooLarge;
  if (typeof given !== 'string') return { kind: `${Array.isArray(given) ? 'a list' : `of the type ${typeof given}`}`, fix: plainNumber };
  const text = given.trim();
  if (text === '' || text === 'null') return { value: undefined };
  if (!decimal.test(text)) return kinds.find(({ like }) => like.test(text)) ?? { kind: 'text', fix: plainNumber };
  const value = Number(text);
  return Number.isFinite(value) ? { value } : tooLarge;
}
