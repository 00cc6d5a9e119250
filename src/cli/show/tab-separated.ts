const isScalar = (value: unknown): boolean => typeof value !== 'object' || value === null;

const isFlat = (value: unknown): value is unknown[] => Array.isArray(value) && value.length > 0 && value.every(isScalar);

/** One field: no text of it ends a field or a line. */
const field = (value: unknown): string => (value === null || value === undefined ? '' : String(value).replace(/[\t\r\n]+/g, ' '));

const line = (values: readonly unknown[]): string => `${values.map(field).join('\t')}\n`;

/**
 * A list of scalars as one line, and a list of such lists as a line for each, fields between tabs: what `read`, `cut` and `awk` take.
 * Undefined for anything else.
 */
export function tabSeparated(value: unknown): string | undefined {
  if (isFlat(value)) return line(value);
  return Array.isArray(value) && value.length > 0 && value.every(isFlat) ? value.map(line).join('') : undefined;
}
