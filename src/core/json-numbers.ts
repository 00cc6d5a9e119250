import { endOfString } from './json-members.ts';

/** A number as JSON writes it; its digits before the exponent apart. */
const numberAt = /(-?[\d.]+)(?:[eE][+-]?\d+)?/y;

/** `1e-400` is not 0 and is read as 0, `1e400` is read as infinite: what it says is not what a program would see. */
const isLost = (number: string, digits: string): boolean =>
  !Number.isFinite(Number(number)) || (Number(number) === 0 && /[1-9]/.test(digits));

/** True if this JSON text has a number that no double-precision number comes near. The text must be JSON. Strings are skipped. */
export function hasLostNumbers(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (char === '"') at = endOfString(text, at);
    else if (char === '-' || (char >= '0' && char <= '9')) {
      numberAt.lastIndex = at;
      const [number = char, digits = ''] = numberAt.exec(text) ?? [];
      if (isLost(number, digits)) return true;
      at += number.length - 1;
    }
  }
  return false;
}
