import { isRecord } from './json.ts';

/** `CompareResults[].ErrorCode` -> `CompareResults`, `[]`, `ErrorCode`. */
const steps = (path: string): string[] => path.replaceAll('[]', '.[]').split('.');

/** The value at a dotted path; `[]` is the last entry of a list. Undefined where a step leads nowhere. */
export function readPath(value: unknown, path: string): unknown {
  let current = value;
  for (const step of steps(path)) {
    if (step === '[]') current = Array.isArray(current) ? current.at(-1) : undefined;
    else current = isRecord(current) && Object.hasOwn(current, step) ? current[step] : undefined;
  }
  return current;
}

/** Puts a value where `readPath` finds it, if the way there exists. */
export function writePath(value: unknown, path: string, written: unknown): void {
  const all = steps(path);
  const holder = all.length === 1 ? value : readPath(value, all.slice(0, -1).join('.').replaceAll('.[]', '[]'));
  if (isRecord(holder)) holder[all.at(-1) ?? ''] = written;
}

/**
 * True where the way along a path is there and leads through something of another shape: text in place of a list, a list whose
 * last entry is no record. `readPath` finds nothing there, which must not be taken for nothing having been said.
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
