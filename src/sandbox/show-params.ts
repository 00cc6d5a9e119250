import { type Media, mediaNote } from '../core/body.ts';
import { isEntries, isMedia, isObject, type Param } from '../core/declare/params.ts';
import { isRecord } from '../core/json.ts';
import { openToken } from './sealed-token.ts';
import type { Admitted } from './vendor.ts';

const longestText = 256;
const longestName = 80;
const mostNames = 40;

/** As much as a name may be: whatever came in its place is shown no further. */
export const shortName = (name: string): string => name.slice(0, longestName);

function sizeNote(value: unknown): string {
  if (typeof value === 'string') return `<String, ${value.length} characters>`;
  return `<${Array.isArray(value) ? 'Array' : value === null ? 'null' : typeof value}>`;
}

/** A URL's query may hold a signature, a token or a key: what opens something else. */
const withoutQuery = (text: string): string => text.replace(/^(https?:\/\/[^\s?#]*)[?#].*$/is, '$1?<masked>');

function showText(text: string): string {
  if (openToken(text)) return '<masked>';
  return text.length > longestText ? sizeNote(text) : withoutQuery(text);
}

type Values = Readonly<Record<string, unknown>>;
type Clips = ReadonlyMap<string, Media>;

/** `path` is that of the map of media: `Tasks.1.ImageData`. */
function showValue(value: unknown, param: Param | undefined, path: string, media: Clips): unknown {
  const clip = media.get(path);
  if (clip) return mediaNote(clip);
  if (!param || isMedia(param)) return sizeNote(value);
  if (param.sensitive) return '<masked>';
  if (isObject(param) && isRecord(value)) return showMembers(value, param.members, `${path}.`, media);
  if (isEntries(param) && Array.isArray(value) && value.length <= param.maxItems) {
    const shown = (entry: unknown, place: string): unknown =>
      isRecord(entry) ? showMembers(entry, param.entry, `${place}.`, media) : sizeNote(entry);
    return value.map((entry, index) => shown(entry, `${path}.${index + 1}`));
  }
  if (typeof value === 'object' && value !== null) return sizeNote(value);
  return typeof value === 'string' ? showText(value) : value;
}

function showMembers(values: Values, params: readonly Param[], prefix: string, media: Clips): Record<string, unknown> {
  const all = Object.entries(values);
  const shown = all.slice(0, mostNames).map(([name, value]) => {
    const param = params.find((candidate) => candidate.name === name);
    return [shortName(name), showValue(value, param, `${prefix}${name}`, media)];
  });
  return Object.fromEntries(all.length > mostNames ? [...shown, ['…', `<${all.length - mostNames} more>`]] : shown);
}

/** Shown in full only what the declaration knows and does not call sensitive: nobody can say what the rest holds. */
export const showParams = ({ action, values = {}, media = new Map() }: Partial<Admitted>): Record<string, unknown> =>
  showMembers(values, action?.params ?? [], '', media);
