import { endOfString, isRecord } from './json.ts';
import { withoutEnding } from './text/printable.ts';

const numberAt = /-?[\d.]+(?:[eE][+-]?\d+)?/y;

/** The unique form of a decimal number: its sign, its digits without leading and trailing zeros, and a power of ten. */
function exactly(number: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = /^(-?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/i.exec(number) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  const significant = withoutEnding(digits, '0');
  const power = Number(exponent) - fraction.length + digits.length - significant.length;
  return significant === '' ? '0' : `${sign}${significant}e${power}`;
}

/** False if a JavaScript number would change the value: it cannot hold the 18 digits of an identity number. 1.10 is the same as 1.1. */
export const keepsDigits = (number: string): boolean => {
  const value = Number(number);
  return Number.isFinite(value) && exactly(String(value)) === exactly(number);
};

/** A number with at most this many digits keeps them all. */
export const maxExactDigits = 15;

/** The position of a number that lost digits when it was read, and its original text. */
export interface LostDigits {
  path: readonly (string | number)[];
  number: string;
}

interface Level {
  /** The name or the index of the current value at this level. */
  at: string | number;
  isList: boolean;
}

/** The numbers in JSON text that would lose digits, with their positions. The text must be valid JSON. Strings are skipped. */
export function* lostNumbers(text: string): Generator<LostDigits> {
  const levels: Level[] = [];
  let name = '';
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? '';
    const level = levels.at(-1);
    if (char === '"') {
      const end = endOfString(text, at);
      name = text.slice(at, end + 1);
      at = end;
    } else if (char === '{' || char === '[') levels.push({ at: 0, isList: char === '[' });
    else if (char === '}' || char === ']') levels.pop();
    else if (char === ':' && level) level.at = JSON.parse(name) as string;
    else if (char === ',' && level?.isList) level.at = Number(level.at) + 1;
    else if (char === '-' || (char >= '0' && char <= '9')) {
      numberAt.lastIndex = at;
      const [number = char] = numberAt.exec(text) ?? [];
      if (!keepsDigits(number)) yield { path: levels.map((each) => each.at), number };
      at += number.length - 1;
    }
  }
}

/** The first number that would lose digits. Its path is text: `Filters.0.Id`, or empty for the value itself. */
export function lostNumber(text: string): { path: string; number: string } | undefined {
  const [first] = lostNumbers(text);
  return first && { path: first.path.join('.'), number: first.number };
}

/** A number that a double cannot hold. Calculations use the nearest double; it is written with its own digits. */
class ExactNumber extends Number {
  readonly digits: string;

  constructor(digits: string) {
    super(digits);
    this.digits = digits;
  }

  override toString(): string {
    return this.digits;
  }
}

/** Puts exact numbers into the value, at each position that still has a number. Changes the value and returns it. */
export function withDigits<T>(value: T, lost: readonly LostDigits[]): T {
  for (const { path, number } of lost) {
    const last = path.at(-1) ?? '';
    const holder = path.slice(0, -1).reduce<unknown>((at, step) => own(at, step), value);
    if (typeof own(holder, last) === 'number') (holder as Record<string | number, unknown>)[last] = new ExactNumber(number);
  }
  return value;
}

/** Finds a number with 16 or more characters, or with an exponent. No other number loses digits. A match may also be inside a string. */
const longNumber = /[:,[\s]-?(?:[\d.]{16}|[\d.]+[eE])/;

/** Parses JSON text, and keeps every digit of the numbers in its objects and lists. Throws if the text is not JSON. */
export function parseExactly(text: string): unknown {
  const value: unknown = JSON.parse(text);
  // Checking every number takes as long as parsing the text, and few texts have a long number.
  return longNumber.test(text) ? withDigits(value, [...lostNumbers(text)]) : value;
}

const own = (value: unknown, step: string | number): unknown =>
  (isRecord(value) || Array.isArray(value)) && Object.hasOwn(value, step) ? (value as Record<string | number, unknown>)[step] : undefined;

/** The digits after a mark, and the closing quote that a writer may have added. */
const markedNumber = /^(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)"?/;

function unmarked(text: string, mark: string): string {
  const [first = '', ...others] = text.split(mark);
  return others.reduce((written, part) => written.replace(/"$/, '') + part.replace(markedNumber, '$1'), first);
}

function marked(value: unknown, mark: string): unknown {
  if (value instanceof ExactNumber) return `${mark}${value.digits}`;
  if (Array.isArray(value)) return value.map((entry) => marked(entry, mark));
  return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, marked(member, mark)])) : value;
}

const hasExact = (value: unknown): boolean =>
  value instanceof ExactNumber || (typeof value === 'object' && value !== null && Object.values(value).some(hasExact));

/**
 * Prepares a value for a writer that does not know exact numbers: they become marked texts. `restore` turns the marked texts in the output
 * of the writer back into numbers.
 */
export function forWriting(value: unknown): { value: unknown; restore(text: string): string } {
  if (!hasExact(value)) return { value, restore: (text) => text };
  let mark = 'idv-number-';
  while (JSON.stringify(value).includes(mark)) mark += '-';
  return { value: marked(value, mark), restore: (text) => unmarked(text, mark) };
}

/** JSON text that keeps every digit of exact numbers. */
export function exactJson(given: unknown): string {
  const { value, restore } = forWriting(given);
  return restore(JSON.stringify(value));
}
