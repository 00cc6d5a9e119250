import { isRecord } from '../json.ts';

const longest = 500;

/** What a terminal obeys instead of showing it: control characters of both sets, and marks that turn the direction of text. */
const obeyed = /[\p{Cc}\p{Bidi_Control}]/gu;

/** Text of a stranger's for a terminal: no escape sequences, no line of its own. */
export const plainText = (text: string): string => text.replace(/\s+/g, ' ').replace(obeyed, '?');

/** The same, and no flood. */
export function printable(text: string): string {
  const line = plainText(text);
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}

/** Text of many lines with such characters replaced, and its line breaks kept. */
export const shownLines = (text: string): string => text.replace(obeyed, (char) => (char === '\n' ? char : '?'));

/** JSON text with such characters as `\u` escapes: the same value, and safe to look at. Line breaks between members stay. */
export const escapedJson = (json: string): string =>
  json.replace(obeyed, (char) => (char === '\n' ? char : `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`));
/** `10000` -> `10,000`. Whole numbers from 0 only. */
export function grouped(count: number): string {
  const digits = String(count);
  const first = digits.length % 3;
  return [...(first === 0 ? [] : [digits.slice(0, first)]), ...(digits.slice(first).match(/\d{3}/g) ?? [])].join(',');
}

/** The same value with every text in it cleaned, at any depth, and with `cleanName` the names of members. */
export function withCleanTexts<T>(value: T, clean: (text: string) => string, cleanName = (name: string): string => name): T {
  if (typeof value === 'string') return clean(value) as T;
  if (Array.isArray(value)) return value.map((entry: unknown) => withCleanTexts(entry, clean, cleanName)) as T;
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [cleanName(name), withCleanTexts(member, clean, cleanName)]),
  ) as T;
}
