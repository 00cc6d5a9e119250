import type { Media } from '../core/body.ts';
import { type Action, elementOf } from '../core/declare/action.ts';
import { type EntriesParam, isEntries, isList, isObject, type Param, type WireValue } from '../core/declare/params.ts';
import { isRecord } from '../core/json.ts';
import { valueTrouble } from './value-trouble.ts';

/** What a gateway finds wrong with a call's parameters; each vendor has codes of its own for these. */
export interface ParamFault {
  kind: 'unknown' | 'missing' | 'type' | 'value' | 'rule';
  message: string;
  /** Dotted, of a parameter that holds what it does not take. */
  path?: string;
}

export interface CheckedParams {
  fault?: ParamFault;
  /** Decoded, as far as the checks came, by path: `ImageBase64`, `Tasks.1.ImageData`. */
  media: ReadonlyMap<string, Media>;
}

type Values = Readonly<Record<string, unknown>>;

/** `prefix` is the dotted path of the object that the members belong to. */
function presenceFault(params: readonly Param[], values: Values, prefix = ''): ParamFault | undefined {
  const unknown = Object.keys(values).find((name) => !params.some((param) => param.name === name));
  if (unknown !== undefined) return { kind: 'unknown', message: `the parameter \`${prefix}${unknown.slice(0, 80)}\` is not recognised` };
  const missing = params.find((param) => param.required && !Object.hasOwn(values, param.name));
  return missing && { kind: 'missing', message: `the required parameter \`${prefix}${missing.name}\` is missing` };
}

const typeFault = (path: string, type: string): ParamFault => ({ kind: 'type', message: `the type of \`${path}\` is not ${type}` });

const valueFault = (path: string, trouble: string): ParamFault => ({
  kind: 'value',
  path,
  message: `the value of \`${path}\` is not allowed: it ${trouble}`,
});

function hasType(type: string, value: unknown): boolean {
  if (type === 'Integer') return Number.isSafeInteger(value);
  if (type === 'Float') return typeof value === 'number';
  return typeof value === type.toLowerCase();
}

function fitsType(param: Param, value: unknown): boolean {
  if (isObject(param)) return isRecord(value);
  if (isEntries(param)) return Array.isArray(value);
  return isList(param) ? Array.isArray(value) && value.every((entry) => hasType(elementOf(param.type), entry)) : hasType(param.type, value);
}

/** Entries are numbered from one. Of one that has several of its members the vendor takes one, so they may stand together. */
function entriesFault(param: EntriesParam, entries: readonly unknown[], path: string, media: Map<string, Media>): ParamFault | undefined {
  if (param.required && entries.length === 0) return { kind: 'missing', message: `the required parameter \`${path}\` has no entry` };
  if (entries.length > param.maxItems) return valueFault(path, `has more than ${param.maxItems} entries`);
  for (const [index, entry] of entries.entries()) {
    const place = `${path}.${index + 1}`;
    if (!isRecord(entry)) return typeFault(place, elementOf(param.type));
    const fault = memberFault(param.entry, entry, `${place}.`, media);
    if (fault) return fault;
    if (Object.keys(entry).length === 0) {
      return { kind: 'missing', message: `\`${place}\` has none of ${param.entry.map(({ name }) => name).join(', ')}` };
    }
  }
  return undefined;
}

function paramFault(param: Param, value: unknown, path: string, media: Map<string, Media>): ParamFault | undefined {
  if (!fitsType(param, value)) return typeFault(path, param.type);
  if (isObject(param)) return memberFault(param.members, value as Values, `${path}.`, media);
  if (isEntries(param)) return entriesFault(param, value as unknown[], path, media);
  const trouble = valueTrouble(param, value, path, media);
  return trouble === undefined ? undefined : valueFault(path, trouble);
}

function memberFault(params: readonly Param[], values: Values, prefix: string, media: Map<string, Media>): ParamFault | undefined {
  const presence = presenceFault(params, values, prefix);
  if (presence) return presence;
  for (const param of params) {
    const { name } = param;
    const fault = Object.hasOwn(values, name) ? paramFault(param, values[name], `${prefix}${name}`, media) : undefined;
    if (fault) return fault;
  }
  return undefined;
}

/** The first fault of a call's parameters, in the order in which a gateway looks: names, then types and values, then rules between them. */
export function checkParams(action: Action, values: Values): CheckedParams {
  const media = new Map<string, Media>();
  const fault = memberFault(action.params, values, '', media);
  if (fault) return { fault, media };
  const broken = action.rules?.find((rule) => rule.check(values as Readonly<Record<string, WireValue>>));
  return broken ? { fault: { kind: 'rule', message: `\`${broken.param}\`: ${broken.help}` }, media } : { media };
}
