const isScalar = (value: unknown): boolean => typeof value !== 'object' || value === null;

const isFlat = (value: unknown): value is unknown[] => Array.isArray(value) && value.length > 0 && value.every(isScalar);

/** One field. Tabs and line breaks become blanks, so that they do not end a field or a line. */
const field = (value: unknown): string => (value === null || value === undefined ? '' : String(value).replace(/[\t\r\n]+/g, ' '));

const line = (values: readonly unknown[]): string => `${values.map(field).join('\t')}\n`;

/**
 * A list of scalars as one line, or a list of such lists as one line for each. Tabs separate the fields, so that `read`, `cut` and `awk`
 * can read them. Undefined for any other value.
 */
export function tabSeparated(value: unknown): string | undefined {
  if (isFlat(value)) return line(value);
  return Array.isArray(value) && value.length > 0 && value.every(isFlat) ? value.map(line).join('') : undefined;
}
