import { type BodyValue, isMediaValue, type Media } from '../../core/body.ts';

/** Values of a call; media may lie at any depth, as in a list of pictures. */
export type RpcValue = BodyValue | readonly RpcValue[] | { readonly [name: string]: RpcValue };

/** How the vendor's metadata wants a list or an object: as one numbered parameter an entry, or as one JSON text. */
export type ListStyle = 'repeatList' | 'json';

const isMedia = (value: RpcValue): value is Media => isMediaValue(value as BodyValue);

const base64 = (media: Media): string => media.bytes.toString('base64');

const jsonText = (value: RpcValue): string =>
  JSON.stringify(value, (_name, member: RpcValue) => (isMedia(member) ? base64(member) : member));

/** Lists are numbered from one here, where Tencent Cloud numbers from nought. */
function numbered(name: string, value: RpcValue): [string, string][] {
  if (isMedia(value)) return [[name, base64(value)]];
  if (Array.isArray(value)) return value.flatMap((item, index) => numbered(`${name}.${index + 1}`, item));
  if (typeof value === 'object') return Object.entries(value).flatMap(([key, member]) => numbered(`${name}.${key}`, member));
  return [[name, String(value)]];
}

const isNested = (value: RpcValue): boolean => typeof value === 'object' && !isMedia(value);

/**
 * Values as RPC parameters, names not yet encoded: `Tasks.1.ImageURL`, or JSON text where `styleOf` says `json` of the parameter.
 * Text is sent as it is in either style, and media as base64 without line breaks.
 */
export function rpcParams(values: Readonly<Record<string, RpcValue>>, styleOf: (parameter: string) => ListStyle): Record<string, string> {
  const pairs = Object.entries(values).flatMap(([name, value]): [string, string][] =>
    isNested(value) && styleOf(name) === 'json' ? [[name, jsonText(value)]] : numbered(name, value),
  );
  return Object.fromEntries(pairs);
}
