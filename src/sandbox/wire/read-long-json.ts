import { isUtf8 } from 'node:buffer';
import type { Lend } from '../../core/buffer-pool.ts';
import { isEntries, isImageOrVideo, isMedia, isObject, type Param } from '../../core/declare/params.ts';
import { isRecord } from '../../core/json.ts';
import { type EncodedText, readEncoded } from './encoded-text.ts';

/** For a shorter string, a separate decoding saves no time. */
const leastLength = 4096;
/** No action needs as many strings. A body with more of them is read faster by `JSON.parse`. */
const mostStrings = 500;

const [quote, backslash] = ['"', '\\'].map((sign) => sign.charCodeAt(0)) as [number, number];

/** The position of a string in a body, without its quotes. */
interface Span {
  start: number;
  end: number;
}

/**
 * The long strings of JSON without a backslash, in which every second quote ends a string. Undefined if there are too many strings, or if
 * a string has no end.
 */
function longStrings(body: Buffer): Span[] | undefined {
  const found: Span[] = [];
  let open = body.indexOf(quote);
  for (let count = 0; open >= 0; count += 1) {
    const end = body.indexOf(quote, open + 1);
    if (end < 0 || count === mostStrings) return undefined;
    if (end - open > leastLength) found.push({ start: open + 1, end });
    open = body.indexOf(quote, end + 1);
  }
  return found;
}

/**
 * The text with a short word in place of each long string, and the long strings by these words. Undefined if the text between them is not
 * UTF-8, or has a backslash.
 */
function shortened(body: Buffer, long: readonly Span[]): { text: string; byWord: Map<string, Span> } | undefined {
  const starts = [0, ...long.map(({ end }) => end)];
  const between = starts.map((start, index) => body.subarray(start, long[index]?.start));
  if (!between.every((piece) => isUtf8(piece) && !piece.includes(backslash))) return undefined;
  const pieces = between.map((piece) => piece.toString('utf8'));
  // No other string of the text may contain such a word. Without a backslash, there is only one way to write it.
  let word = 'long-';
  while (pieces.some((piece) => piece.includes(word))) word += '-';
  const byWord = new Map(long.map((span, index) => [`${word}${index}`, span]));
  const words = [...byWord.keys()];
  return { text: pieces.map((piece, index) => `${piece}${words[index] ?? ''}`).join(''), byWord };
}

/** Replaces the words with the decoded media, and returns how many it replaced. A word that is not the value of a media parameter stays. */
function putMedia(values: Record<string, unknown>, params: readonly Param[], read: (word: unknown) => EncodedText | undefined): number {
  let count = 0;
  for (const param of params) {
    const value = Object.hasOwn(values, param.name) ? values[param.name] : undefined;
    const entries = isEntries(param) && Array.isArray(value) ? value : [value];
    const members = isEntries(param) ? param.entry : isObject(param) ? param.members : [];
    for (const entry of entries) if (isRecord(entry)) count += putMedia(entry, members, read);
    const text = isMedia(param) || isImageOrVideo(param) ? read(value) : undefined;
    if (!text) continue;
    values[param.name] = text;
    count += 1;
  }
  return count;
}

/**
 * Reads a JSON object whose long strings are media, without making these strings: for 10 MB, that alone would take longer than all other
 * work. The values are the same as those of `JSON.parse`. Undefined for a body that only `JSON.parse` can read: a body with a long string
 * of another kind, with a backslash, or with any fault.
 */
export function readLongJson(body: Buffer, params: readonly Param[], lend: Lend): Record<string, unknown> | undefined {
  const long = longStrings(body);
  const short = long && long.length > 0 ? shortened(body, long) : undefined;
  if (!short) return undefined;
  let values: unknown;
  try {
    values = JSON.parse(short.text);
  } catch {
    return undefined;
  }
  const read = (word: unknown): EncodedText | undefined => {
    const span = typeof word === 'string' ? short.byWord.get(word) : undefined;
    return span && readEncoded(body.subarray(span.start, span.end), lend);
  };
  return isRecord(values) && putMedia(values, params, read) === short.byWord.size ? values : undefined;
}
