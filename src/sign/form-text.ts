import { formType } from '../core/http.ts';
import { headerOf, splitTarget, type WireRequest } from './wire-request.ts';

export const mediaType = (request: WireRequest): string =>
  (headerOf(request, 'content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

/** The text that holds a request's parameters by name: a GET's query, or a form; empty for any other body. */
export function formText(request: WireRequest): string {
  if (request.method === 'GET') return splitTarget(request.target).query;
  return mediaType(request) === formType ? request.body.toString('utf8') : '';
}

export type Pair = readonly [name: string, value: string];

/**
 * What may not stand in a form as it is, and what is no `%XY` in capitals, as the manuals ask. Looked for, because a pattern
 * of all that may stand there runs out of stack over a picture of some megabytes.
 */
const malformed = /[^A-Za-z0-9\-._~!'()*/:,;@$?[\]%+]|%(?![0-9A-F]{2})/;

/** Undefined where the text is not strictly of that form. */
export const decodeText = (text: string): string | undefined => {
  try {
    return malformed.test(text) ? undefined : decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
};

/** Where in a text a parameter stands: `mark` is its first `=`, or -1. */
interface Segment {
  start: number;
  mark: number;
  end: number;
}

/** What ampersands keep apart. */
export function* segmentsOf(text: string): Generator<Segment> {
  for (let start = 0; start <= text.length; ) {
    const next = text.indexOf('&', start);
    const end = next < 0 ? text.length : next;
    const mark = text.slice(start, end).indexOf('=');
    yield { start, mark: mark < 0 ? -1 : start + mark, end };
    start = end + 1;
  }
}

/** Name and value of every parameter, in the order received; undefined where the text is not strictly of that form. */
export function readPairs(text: string): Pair[] | undefined {
  if (text === '') return [];
  const pairs: Pair[] = [];
  for (const { start, mark, end } of segmentsOf(text)) {
    const name = decodeText(text.slice(start, Math.max(start, mark)));
    const value = decodeText(text.slice(mark + 1, end));
    if (mark <= start || name === undefined || value === undefined) return undefined;
    pairs.push([name, value]);
  }
  return pairs;
}

/** The value of a name that came once; undefined where it is absent or came again. */
export function soleValue(pairs: readonly Pair[], name: string): string | undefined {
  const values = pairs.filter(([received]) => received === name);
  return values.length === 1 ? values[0]?.[1] : undefined;
}

export function repeatedName(pairs: readonly Pair[]): string | undefined {
  const seen = new Set<string>();
  for (const [name] of pairs) {
    if (seen.has(name)) return name;
    seen.add(name);
  }
  return undefined;
}
