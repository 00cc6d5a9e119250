/** Where the string that starts at `from` in JSON text ends: the index of its closing quote. */
export function endOfString(text: string, from: number): number {
  let end = text.indexOf('"', from + 1);
  for (; end >= 0; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text[end - 1 - escapes] === '\\') escapes += 1;
    if (escapes % 2 === 0) return end;
  }
  return text.length;
}

/**
 * True if an object in this JSON text has two members of one name: `JSON.parse` keeps the last without a word.
 * The text must be JSON. Long strings are skipped, not read.
 */
export function hasDuplicateMembers(text: string): boolean {
  const open: (Set<string> | undefined)[] = [];
  let name: string | undefined;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '"') {
      const end = endOfString(text, at);
      name = end - at < 200 ? text.slice(at, end + 1) : undefined;
      at = end;
    } else if (char === '{') open.push(new Set());
    else if (char === '[') open.push(undefined);
    else if (char === '}' || char === ']') open.pop();
    else if (char === ':' && name !== undefined) {
      const members = open.at(-1);
      const spelled = JSON.parse(name) as string;
      if (members?.has(spelled)) return true;
      members?.add(spelled);
      name = undefined;
    }
  }
  return false;
}

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

/** True for a JSON object: neither null nor a list. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
/** Deeper than any answer that a vendor documents, and shallow enough for whatever walks through one. */
const deepest = 64;

/** True for a value that is nested deeper than anything that may be shown: walking it would end the program. */
export function isTooDeep(value: unknown): boolean {
  const open: { value: unknown; depth: number }[] = [{ value, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    if (typeof next.value !== 'object' || next.value === null) continue;
    if (next.depth >= deepest) return true;
    const depth = next.depth + 1;
    for (const member of Object.values(next.value)) open.push({ value: member, depth });
  }
  return false;
}
