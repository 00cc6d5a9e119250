import type { Action } from '../../core/declare/action.ts';
import { type EntriesParam, elementOf, isEntries, isList, isObject, type Param, type WireValue } from '../../core/declare/params.ts';
import type { Media } from '../../core/http.ts';
import { isRecord } from '../../core/json.ts';
import { EncodedText } from '../wire/encoded-text.ts';
import { whyNotAllowed } from './check-value.ts';

/** Why a gateway does not accept the parameters of a call. Each vendor has its own code for each kind. */
export interface ParamRefusal {
  kind: 'unknown' | 'missing' | 'type' | 'value' | 'rule';
  message: string;
  /** Dotted path of the parameter whose value is not allowed. */
  path?: string;
}

export interface CheckedParams {
  refusal?: ParamRefusal;
  /** The decoded media by path (`ImageBase64`, `Tasks.1.ImageData`), up to the first refused parameter. */
  media: ReadonlyMap<string, Media>;
}

type ParamValues = Readonly<Record<string, unknown>>;

/** `prefix` is the dotted path of the object that the members belong to. */
function checkNames(params: readonly Param[], values: ParamValues, prefix: string): ParamRefusal | undefined {
  const unknown = Object.keys(values).find((name) => !params.some((param) => param.name === name));
  if (unknown !== undefined) return { kind: 'unknown', message: `the parameter \`${prefix}${unknown.slice(0, 80)}\` is not recognised` };
  const missing = params.find((param) => param.required && !Object.hasOwn(values, param.name));
  return missing && { kind: 'missing', message: `the required parameter \`${prefix}${missing.name}\` is missing` };
}

const wrongType = (path: string, type: string): ParamRefusal => ({ kind: 'type', message: `the type of \`${path}\` is not ${type}` });

const wrongValue = (path: string, why: string): ParamRefusal => ({
  kind: 'value',
  path,
  message: `the value of \`${path}\` is not allowed: it ${why}`,
});

function hasType(type: string, value: unknown): boolean {
  if (type === 'Integer') return Number.isSafeInteger(value);
  if (type === 'Float') return typeof value === 'number';
  return typeof value === type.toLowerCase() || (type === 'String' && value instanceof EncodedText);
}

function fitsType(param: Param, value: unknown): boolean {
  if (isObject(param)) return isRecord(value);
  if (isEntries(param)) return Array.isArray(value);
  return isList(param) ? Array.isArray(value) && value.every((entry) => hasType(elementOf(param.type), entry)) : hasType(param.type, value);
}

/** Entries are numbered from 1. An entry may have several of its members, of which the vendor uses one. */
function checkEntries(param: EntriesParam, entries: readonly unknown[], path: string, media: Map<string, Media>): ParamRefusal | undefined {
  if (param.required && entries.length === 0) return { kind: 'missing', message: `the required parameter \`${path}\` has no entry` };
  if (entries.length > param.maxItems) return wrongValue(path, `has more than ${param.maxItems} entries`);
  for (const [index, entry] of entries.entries()) {
    const entryPath = `${path}.${index + 1}`;
    if (!isRecord(entry)) return wrongType(entryPath, elementOf(param.type));
    const refusal = checkMembers(param.entry, entry, `${entryPath}.`, media);
    if (refusal) return refusal;
    if (Object.keys(entry).length === 0) {
      return { kind: 'missing', message: `\`${entryPath}\` has none of ${param.entry.map(({ name }) => name).join(', ')}` };
    }
  }
  return undefined;
}

function checkParam(param: Param, value: unknown, path: string, media: Map<string, Media>): ParamRefusal | undefined {
  if (!fitsType(param, value)) return wrongType(path, param.type);
  if (isObject(param)) return checkMembers(param.members, value as ParamValues, `${path}.`, media);
  if (isEntries(param)) return checkEntries(param, value as unknown[], path, media);
  const why = whyNotAllowed(param, value, path, media);
  return why === undefined ? undefined : wrongValue(path, why);
}

function checkMembers(params: readonly Param[], values: ParamValues, prefix: string, media: Map<string, Media>): ParamRefusal | undefined {
  const names = checkNames(params, values, prefix);
  if (names) return names;
  for (const param of params) {
    const { name } = param;
    const refusal = Object.hasOwn(values, name) ? checkParam(param, values[name], `${prefix}${name}`, media) : undefined;
    if (refusal) return refusal;
  }
  return undefined;
}

/** Refuses a parameter that says "image" when the file is a video, or the reverse. */
function checkFollowing(params: readonly Param[], values: ParamValues, media: ReadonlyMap<string, Media>): ParamRefusal | undefined {
  for (const param of params) {
    const follows = 'follows' in param ? param.follows : undefined;
    const file = follows && media.get(follows.param);
    if (!file || values[param.name] === undefined) continue;
    const kind = file.mediaType.startsWith('video/') ? 'video' : 'image';
    if (String(values[param.name]) !== String(follows[kind]))
      return wrongValue(param.name, `does not fit ${follows.param}, which holds a ${kind}`);
  }
  return undefined;
}

/** Finds the first refused parameter, in the order of a gateway's checks: names, then types and values, then rules between parameters. */
export function checkParams(action: Action, values: ParamValues): CheckedParams {
  const media = new Map<string, Media>();
  const refusal = checkMembers(action.params, values, '', media) ?? checkFollowing(action.params, values, media);
  if (refusal) return { refusal, media };
  const broken = action.rules?.find((rule) => rule.check(values as Readonly<Record<string, WireValue>>));
  return broken ? { refusal: { kind: 'rule', message: `\`${broken.param}\`: ${broken.help}` }, media } : { media };
}
