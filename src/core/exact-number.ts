import { endOfString, isRecord } from './json.ts';
import { withoutEnding } from './text/printable.ts';

const numberAt = /-?[\d.]+(?:[eE][+-]?\d+)?/y;

/** A decimal number as its sign, its digits without zeros around them, and the power of ten of the last digit. */
function exactly(number: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = /^(-?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/i.exec(number) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  const significant = withoutEnding(digits, '0');
  const power = Number(exponent) - fraction.length + digits.length - significant.length;
  return significant === '' ? '0' : `${sign}${significant}e${power}`;
}

/** False for a number whose value a program would change: the 18 digits of an identity number are more than it holds. 1.10 is 1.1. */
export const keepsDigits = (number: string): boolean => {
  const value = Number(number);
  return Number.isFinite(value) && exactly(String(value)) === exactly(number);
};

/** A number of so many digits keeps them all. */
export const heldDigits = 15;

/** Where a number stands that lost digits when it was read, and how it was written. */
export interface LostDigits {
  path: readonly (string | number)[];
  number: string;
}

interface Level {
  /** The name or the position of what stands at this level now. */
  at: string | number;
  isList: boolean;
}

/** The numbers in JSON text that would lose digits, and where they stand. The text must be JSON. Strings are skipped. */
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

/** The first of them, its path as text: `Filters.0.Id`, or nothing for the value itself. */
export function lostNumber(text: string): { path: string; number: string } | undefined {
  const [first] = lostNumbers(text);
  return first && { path: first.path.join('.'), number: first.number };
}

/** A number that no double-precision number holds: it counts as the nearest one, and is written with its own digits. */
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

/** The same value with those numbers as they were written, where the value still has a number there. */
export function withDigits<T>(value: T, lost: readonly LostDigits[]): T {
  for (const { path, number } of lost) {
    const last = path.at(-1) ?? '';
    const holder = path.slice(0, -1).reduce<unknown>((at, step) => own(at, step), value);
    if (typeof own(holder, last) === 'number') (holder as Record<string | number, unknown>)[last] = new ExactNumber(number);
  }
  return value;
}

/** A number of 16 characters or more, or with an exponent. No other number loses digits. A text may look like one. */
const longNumber = /[:,[\s]-?(?:[\d.]{16}|[\d.]+[eE])/;

/** The value of JSON text, with every digit of the numbers in its objects and lists. Throws where the text is not JSON. */
export function parseExactly(text: string): unknown {
  const value: unknown = JSON.parse(text);
  // To look at every number takes as long as to parse the text, and few texts have a long one.
  return longNumber.test(text) ? withDigits(value, [...lostNumbers(text)]) : value;
}

const own = (value: unknown, step: string | number): unknown =>
  (isRecord(value) || Array.isArray(value)) && Object.hasOwn(value, step) ? (value as Record<string | number, unknown>)[step] : undefined;

/** The digits after a mark, and the quote that a writer may have put around both. */
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

/** A value for a writer that knows no such numbers, and how to put them into what it wrote: they pass through it as marked texts. */
export function forWriting(value: unknown): { value: unknown; restore(text: string): string } {
  if (!hasExact(value)) return { value, restore: (text) => text };
  let mark = 'idv-number-';
  while (JSON.stringify(value).includes(mark)) mark += '-';
  return { value: marked(value, mark), restore: (text) => unmarked(text, mark) };
}

/** JSON text with every digit of such numbers. */
export function exactJson(given: unknown): string {
  const { value, restore } = forWriting(given);
  return restore(JSON.stringify(value));
}
