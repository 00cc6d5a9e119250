import { isRecord } from './json.ts';

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

/** Where a number stands that lost digits when it was read, and how it was written. */
export interface LostDigits {
  path: readonly (string | number)[];
  number: string;
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
