import { type BodyValue, isMediaValue, type Media } from '../../../core/http.ts';
import { isRecord } from '../../../core/json.ts';
import type { Pieces } from '../../../sign/encoded-query.ts';

/** How the vendor's metadata wants a list or an object: as one numbered parameter per entry, or as one JSON text. */
export type ListStyle = 'repeatList' | 'json';

type Part = string | Media;

/** JSON text, split at the media in it. */
function jsonParts(value: BodyValue): Part[] {
  if (isMediaValue(value)) return ['"', value, '"'];
  if (Array.isArray(value)) {
    const entries = value.flatMap((entry: BodyValue, index) => [...(index === 0 ? [] : [',']), ...jsonParts(entry)]);
    return ['[', ...entries, ']'];
  }
  if (!isRecord(value)) return [JSON.stringify(value)];
  const members = Object.entries(value as Record<string, BodyValue>).flatMap(([name, member], index) => [
    `${index === 0 ? '' : ','}${JSON.stringify(name)}:`,
    ...jsonParts(member),
  ]);
  return ['{', ...members, '}'];
}

/** Lists are numbered from one here, where Tencent Cloud numbers from zero. */
function numbered(name: string, value: BodyValue): [string, Part[]][] {
  if (isMediaValue(value)) return [[name, [value]]];
  // It cannot be expressed; the vendor's clients leave it out too.
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((item: BodyValue, index) => numbered(`${name}.${index + 1}`, item));
  if (typeof value === 'object') return Object.entries(value).flatMap(([key, member]) => numbered(`${name}.${key}`, member));
  return [[name, [String(value)]]];
}

const isNested = (value: BodyValue): boolean => typeof value === 'object' && value !== null && !isMediaValue(value);

const isText = (part: Part): part is string => typeof part === 'string';

/** Values as RPC parameters by name, each in pieces: names and values not yet encoded. */
export interface RpcParams {
  /** Media as bytes, which are sent as base64. */
  pieces: Record<string, Pieces>;
  /** The same as text, with `mediaText` in place of media. */
  texts(mediaText: (media: Media) => string): Record<string, string>;
}

/**
 * Values as RPC parameters: `Tasks.1.ImageURL`, or JSON text if `styleOf` says `json` for the parameter. In both styles text is sent
 * unchanged, and media as base64 without line breaks.
 */
export function rpcParams(
  values: Readonly<Record<string, BodyValue>>,
  styleOf: (parameter: string, value: BodyValue) => ListStyle,
): RpcParams {
  const parts = Object.fromEntries(
    Object.entries(values).flatMap(([name, value]): [string, Part[]][] =>
      isNested(value) && styleOf(name, value) === 'json' ? [[name, jsonParts(value)]] : numbered(name, value),
    ),
  );
  const map = <T>(of: (all: Part[]) => T): Record<string, T> =>
    Object.fromEntries(Object.entries(parts).map(([name, all]) => [name, of(all)]));
  return {
    pieces: map((all) => all.map((part) => (isText(part) ? part : part.bytes))),
    texts: (mediaText) => map((all) => all.map((part) => (isText(part) ? part : mediaText(part))).join('')),
  };
}

/** Media in the form that is sent. */
export const base64 = ({ bytes }: Media): string => bytes.toString('base64');
