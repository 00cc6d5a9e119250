import { formType } from '../core/http.ts';
import { contentTypeOf, splitTarget, type WireRequest } from './wire-request.ts';

/** The text with the parameters of a request: the query of a GET, or a form. Empty for any other body. */
export function parameterText(request: WireRequest): string {
  if (request.method === 'GET') return splitTarget(request.target).query;
  return contentTypeOf(request) === formType ? request.body.toString('utf8') : '';
}

/** One parameter of a query or a form, decoded. */
export type FormPair = readonly [name: string, value: string];

/**
 * Finds characters that a form must encode, and a `%` without two upper-case hex digits, which the manuals require.
 * A pattern of all allowed characters would need too much stack for an image of some megabytes.
 */
const notEncoded = /[^A-Za-z0-9\-._~!'()*/:,;@$?[\]%+]|%(?![0-9A-F]{2})/;

/** Undefined if the text is not strictly percent-encoded. */
export const decodeText = (text: string): string | undefined => {
  try {
    return notEncoded.test(text) ? undefined : decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
};

/** The position of a parameter in a text. `equals` is the position of its first `=`, or -1. */
interface Segment {
  start: number;
  equals: number;
  end: number;
}

/** Splits a text at its ampersands, without copying it. */
export function* segmentsOf(text: string): Generator<Segment> {
  for (let start = 0; start <= text.length; ) {
    const next = text.indexOf('&', start);
    const end = next < 0 ? text.length : next;
    const equals = text.slice(start, end).indexOf('=');
    yield { start, equals: equals < 0 ? -1 : start + equals, end };
    start = end + 1;
  }
}

/** Name and value of every parameter, in the order received. Undefined if the text is not strictly percent-encoded. */
export function readPairs(text: string): FormPair[] | undefined {
  if (text === '') return [];
  const pairs: FormPair[] = [];
  for (const { start, equals, end } of segmentsOf(text)) {
    const name = decodeText(text.slice(start, Math.max(start, equals)));
    const value = decodeText(text.slice(equals + 1, end));
    if (equals <= start || name === undefined || value === undefined) return undefined;
    pairs.push([name, value]);
  }
  return pairs;
}

/** The value of a parameter that was received exactly once. Undefined if it was received twice or not at all. */
export function singleValue(pairs: readonly FormPair[], name: string): string | undefined {
  const values = pairs.filter(([received]) => received === name);
  return values.length === 1 ? values[0]?.[1] : undefined;
}

/** The first name that was received twice. */
export function repeatedName(pairs: readonly FormPair[]): string | undefined {
  const seen = new Set<string>();
  for (const [name] of pairs) {
    if (seen.has(name)) return name;
    seen.add(name);
  }
  return undefined;
}
