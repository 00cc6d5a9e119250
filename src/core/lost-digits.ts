import type { LostDigits } from './exact-number.ts';
import { endOfString } from './json.ts';
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

/** The number that a person wrote, in decimal digits; NaN for anything else: JavaScript reads `0x10` as 16 and a blank as 0. */
export const decimalIn = (text: string): number =>
  /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(text.trim()) ? Number(text) : Number.NaN;

/** A number of so many digits keeps them all. */
export const heldDigits = 15;

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
