import { isRecord } from '../json.ts';

const longest = 500;

/** Characters that a terminal executes and does not show: control characters, and marks that change the direction of text. */
const controlCharacters = /[\p{Cc}\p{Bidi_Control}]/gu;

/** Untrusted text for a terminal: without escape sequences and line breaks. */
export const plainText = (text: string): string => text.replace(/\s+/g, ' ').replace(controlCharacters, '?');

/** Untrusted text for a terminal, cut to a readable length. */
export function printable(text: string): string {
  const line = plainText(text);
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}

/** Untrusted text with its line breaks kept, and other control characters replaced. */
export const shownLines = (text: string): string => text.replace(controlCharacters, (char) => (char === '\n' ? char : '?'));

/** JSON text with control characters as `\u` escapes. It has the same value, and is safe to show. Line breaks between members stay. */
export const escapedJson = (json: string): string =>
  json.replace(controlCharacters, (char) => (char === '\n' ? char : `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`));

/** `10000` -> `10,000`. Whole numbers from 0 only. */
export function withCommas(count: number): string {
  const digits = String(count);
  const first = digits.length % 3;
  return [...(first === 0 ? [] : [digits.slice(0, first)]), ...(digits.slice(first).match(/\d{3}/g) ?? [])].join(',');
}

/** A number with its noun: `1 row`, `1,000 rows`. */
export const plural = (count: number, one: string, many = `${one}s`): string => `${withCommas(count)} ${count === 1 ? one : many}`;

/** The same value with `clean` applied to every text in it, at any depth, and `cleanName` to the names of members. */
export function withCleanTexts<T>(value: T, clean: (text: string) => string, cleanName = (name: string): string => name): T {
  if (typeof value === 'string') return clean(value) as T;
  if (Array.isArray(value)) return value.map((entry: unknown) => withCleanTexts(entry, clean, cleanName)) as T;
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [cleanName(name), withCleanTexts(member, clean, cleanName)]),
  ) as T;
}

/** Replaces a session token in shown text: with the token and the key, another person could act as the caller. */
export const mask = '<masked>';

const tokenHeaders = ['x-tc-token', 'x-acs-security-token', 'cookie', 'set-cookie'];

/** True if a header contains a session token. */
export const isTokenHeader = (name: string): boolean => tokenHeaders.includes(name.toLowerCase());

/** The same headers with session tokens masked. */
export const maskedHeaders = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, isTokenHeader(name) ? mask : value]));

/** Ids, names and words of messages are shorter than this. */
const longestWord = 100;

/**
 * A message of the service without parts of the request that it may repeat: a session token, a photo as base64, a signed query. All of
 * these are long runs of letters, digits and signs of base64 and URLs, and are replaced. Words are kept, also in languages without blanks.
 * An address is kept without its query.
 */
export function withoutLongRuns(text: string): string {
  return text.replace(/[A-Za-z0-9+/=_%&.:?~-]+/g, (run) => {
    if (run.length <= longestWord) return run;
    const [, page, query = ''] = /^(https?:\/\/[A-Za-z0-9./_-]{1,300})(\?.*)?$/.exec(run) ?? [];
    return page === undefined ? `<${run.length} characters>` : `${page}${query === '' ? '' : `?<${query.length} characters>`}`;
  });
}

/** A part of a key id that is enough to distinguish two ids of one account. Nothing of a short id is shown. */
export const shownKeyId = (id: string): string => (id.length > 8 ? `${id.slice(0, 4)}…${id.slice(-4)}` : '…');

const isMixed = (run: string): boolean => /[a-z]/.test(run) && /[A-Z]/.test(run) && /[0-9]/.test(run);
const hiddenIfMixed = (run: string): string => (isMixed(run) ? `<${run.length} characters>` : run);

/** Hides what looks like a part of a key: twenty or more letters and digits in a row, with capitals, small letters and digits. */
export const withKeysHidden = (text: string): string => text.replace(/[A-Za-z0-9]{20,}/g, hiddenIfMixed);

/** The same for text with paths. File names can look like a key, so only runs of 30 to 40 characters without an ending are hidden. */
export const withKeysHiddenInPaths = (text: string): string =>
  text.replace(/(?<![A-Za-z0-9._-])[A-Za-z0-9]{30,40}(?![A-Za-z0-9._-])/g, hiddenIfMixed);

/** Removes these characters from the end of a text. A pattern such as `=+$` would take quadratic time on a long run of them. */
export function withoutEnding(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
