import { type BodyValue, isMediaValue, type Media } from '../../core/http.ts';
import { multipartForm } from '../multipart.ts';
import type { Payload } from '../vendor.ts';

type Values = Readonly<Record<string, BodyValue>>;

/** Nested values, one by one, with the vendor's dotted, zero-based names: `Filters.0.Values.1`. */
function leafValues(values: Values): [name: string, value: string | Media][] {
  const visit = (name: string, value: BodyValue): [string, string | Media][] => {
    if (isMediaValue(value)) return [[name, value]];
    // The vendor's SDK also leaves these out of a query or form, because they cannot be expressed there.
    if (value === null) return [];
    if (typeof value !== 'object') return [[name, String(value)]];
    return Object.entries(value).flatMap(([key, member]) => visit(`${name}.${key}`, member));
  };
  return Object.entries(values).flatMap(([name, value]) => visit(name, value));
}

const base64 = (media: Media): string => media.bytes.toString('base64');

/** The same as text by name; `showMedia` gives the notes for texts that a person reads. */
export const flatten = (values: Values, showMedia = base64): Record<string, string> =>
  Object.fromEntries(leafValues(values).map(([name, value]) => [name, typeof value === 'string' ? value : showMedia(value)]));

/** Nested values become parts with dotted names, in the layout of the vendor's own SDK. */
export const multipartPayload = (values: Readonly<Record<string, BodyValue>>): Payload =>
  multipartForm(leafValues(values).map(([name, value]) => ({ name, value })));
