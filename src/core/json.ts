/** The index of the closing quote of the string that starts at `from` in JSON text. */
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
 * True if an object in this JSON text has two members with the same name: `JSON.parse` silently keeps the last one. The text must be valid
 * JSON. Long strings are skipped.
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

/** A number in JSON. Its first group is the part before the exponent. */
const numberAt = /(-?[\d.]+)(?:[eE][+-]?\d+)?/y;

/** True for a number that is read as 0 or as infinite but is not, such as `1e-400` and `1e400`. */
const isLost = (number: string, digits: string): boolean =>
  !Number.isFinite(Number(number)) || (Number(number) === 0 && /[1-9]/.test(digits));

/** True if this JSON text has a number that is too large or too small for a double. The text must be valid JSON. Strings are skipped. */
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

/** True for a JSON object. False for null, a list, and a number that keeps its own digits (`ExactNumber`). */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Number);
/** The deepest nesting. It is more than in any documented answer, and small enough for recursive functions. */
const deepest = 64;

/** True for a value that is nested too deep: recursive functions would overflow the stack on it. */
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

/** `CompareResults[].ErrorCode` -> `CompareResults`, `[]`, `ErrorCode`. */
const steps = (path: string): string[] => path.replaceAll('[]', '.[]').split('.');

/** The value at a dotted path. `[]` is the last entry of a list. Undefined if a step does not exist. */
export function readPath(value: unknown, path: string): unknown {
  let current = value;
  for (const step of steps(path)) {
    if (step === '[]') current = Array.isArray(current) ? current.at(-1) : undefined;
    else current = isRecord(current) && Object.hasOwn(current, step) ? current[step] : undefined;
  }
  return current;
}

/** Writes a value to a path, so that `readPath` finds it there. Does nothing if the object that should contain it does not exist. */
export function writePath(value: unknown, path: string, written: unknown): void {
  const all = steps(path);
  const holder = all.length === 1 ? value : readPath(value, all.slice(0, -1).join('.').replaceAll('.[]', '[]'));
  if (isRecord(holder)) holder[all.at(-1) ?? ''] = written;
}

/**
 * True if a step of a path exists but has the wrong type: for example text in place of a list, or a list whose last entry is not an object.
 * `readPath` returns undefined there, but that must not be treated like an absent value.
 */
export function isMisshapen(value: unknown, path: string): boolean {
  let current = value;
  let entry = false;
  for (const step of steps(path)) {
    if (current === null || current === undefined) return entry;
    entry = step === '[]';
    if (entry) {
      if (!Array.isArray(current)) return true;
      if (current.length === 0) return false;
      current = current.at(-1);
    } else {
      if (!isRecord(current)) return true;
      current = Object.hasOwn(current, step) ? current[step] : undefined;
    }
  }
  return false;
}
