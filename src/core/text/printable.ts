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

/** A number with its noun: `1 row`, `1,000 rows`. */
export const plural = (count: number, one: string, many = `${one}s`): string => `${grouped(count)} ${count === 1 ? one : many}`;

/** The same value with every text in it cleaned, at any depth, and with `cleanName` the names of members. */
export function withCleanTexts<T>(value: T, clean: (text: string) => string, cleanName = (name: string): string => name): T {
  if (typeof value === 'string') return clean(value) as T;
  if (Array.isArray(value)) return value.map((entry: unknown) => withCleanTexts(entry, clean, cleanName)) as T;
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [cleanName(name), withCleanTexts(member, clean, cleanName)]),
  ) as T;
}

/** Stands where a session token does: whoever holds one together with a key acts as the caller. */
export const mask = '<masked>';

const tokenHeaders = ['x-tc-token', 'x-acs-security-token', 'cookie', 'set-cookie'];

/** Whether a header holds a session token. */
export const isTokenHeader = (name: string): boolean => tokenHeaders.includes(name.toLowerCase());

/** The same headers, a session token masked. */
export const maskedHeaders = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, isTokenHeader(name) ? mask : value]));

/** Longer than an id, a name or a word of any message. */
const longestWord = 100;

/**
 * A message of the service without what it may echo of the request: a session token, a photo as base64, a query that was signed.
 * All of these are long runs of the letters of such codes; what is said in words is kept, in languages without blanks too, and
 * of an address all but its query.
 */
export function withoutLongRuns(text: string): string {
  return text.replace(/[A-Za-z0-9+/=_%&.:?~-]+/g, (run) => {
    if (run.length <= longestWord) return run;
    const [, page, query = ''] = /^(https?:\/\/[A-Za-z0-9./_-]{1,300})(\?.*)?$/.exec(run) ?? [];
    return page === undefined ? `<${run.length} characters>` : `${page}${query === '' ? '' : `?<${query.length} characters>`}`;
  });
}

/** Enough of a key id to tell two of one account apart; nothing of one that is too short for that. */
export const shownKeyId = (id: string): string => (id.length > 8 ? `${id.slice(0, 4)}…${id.slice(-4)}` : '…');

const isMixed = (run: string): boolean => /[a-z]/.test(run) && /[A-Z]/.test(run) && /[0-9]/.test(run);
const hiddenIfMixed = (run: string): string => (isMixed(run) ? `<${run.length} characters>` : run);

/** Text without what looks like half of a key: a run of twenty letters and digits or more, with capitals, small letters and digits in it. */
export const withKeysHidden = (text: string): string => text.replace(/[A-Za-z0-9]{20,}/g, hiddenIfMixed);

/** The same for text with paths, which have names like that too: a secret is of some thirty characters, and has no ending. */
export const withKeysHiddenInPaths = (text: string): string =>
  text.replace(/(?<![A-Za-z0-9._-])[A-Za-z0-9]{30,40}(?![A-Za-z0-9._-])/g, hiddenIfMixed);

/** Text without these characters at its end. A pattern like `=+$` starts again in each run of them, and takes the square of a long run. */
export function withoutEnding(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
