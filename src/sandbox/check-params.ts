import type { Action } from '../core/action.ts';
import type { Media } from '../core/body.ts';
import {
  isList,
  isMedia,
  isNumber,
  isObject,
  isText,
  type ListParam,
  type MediaParam,
  type NumberParam,
  type Param,
  type TextParam,
  type WireValue,
} from '../core/params.ts';
import { isRecord } from '../core/record.ts';
import { checkMedia } from '../media/check.ts';
import { probe } from '../media/probe.ts';

/** What a gateway finds wrong with a call's parameters; each vendor has codes of its own for these. */
export interface ParamFault {
  kind: 'unknown' | 'missing' | 'type' | 'value' | 'rule';
  message: string;
}

export interface CheckedParams {
  fault?: ParamFault;
  /** Decoded, as far as the checks came. */
  media: ReadonlyMap<string, Media>;
}

type Values = Readonly<Record<string, unknown>>;

/** The bytes of standard base64 with its padding; undefined for anything else, which Node's own decoder would read leniently. */
export function strictBase64(text: string): Buffer | undefined {
  if (text.length % 4 !== 0 || text.includes('-') || text.includes('_')) return undefined;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === (text.length / 4) * 3 - padding ? bytes : undefined;
}

/** `prefix` is the dotted path of the object that the members belong to. */
function presenceFault(params: readonly Param[], values: Values, prefix = ''): ParamFault | undefined {
  const unknown = Object.keys(values).find((name) => !params.some((param) => param.name === name));
  if (unknown !== undefined) return { kind: 'unknown', message: `the parameter \`${prefix}${unknown.slice(0, 80)}\` is not recognised` };
  const missing = params.find((param) => param.required && !Object.hasOwn(values, param.name));
  return missing && { kind: 'missing', message: `the required parameter \`${prefix}${missing.name}\` is missing` };
}

function hasType(type: string, value: unknown): boolean {
  if (type === 'Integer') return Number.isSafeInteger(value);
  if (type === 'Float') return typeof value === 'number';
  return typeof value === type.toLowerCase();
}

function fitsType(param: Param, value: unknown): boolean {
  if (isObject(param)) return isRecord(value);
  const element = param.type.replace(/^Array of /, '');
  return isList(param) ? Array.isArray(value) && value.every((entry) => hasType(element, entry)) : hasType(param.type, value);
}

function listTrouble({ values, valuesGrow }: ListParam, items: readonly unknown[]): string | undefined {
  const fits = !values || valuesGrow || items.every((item) => Object.hasOwn(values, String(item)));
  return fits ? undefined : `takes ${Object.keys(values).join(', ')}`;
}

function textTrouble({ maxLength, values, valuesGrow, maxItems, orElse, pattern }: TextParam, text: string): string | undefined {
  if (maxLength !== undefined && text.length > maxLength) return `has more than ${maxLength} characters`;
  if (pattern && !pattern.matches.test(text)) return `is not ${pattern.meaning}`;
  if (!values || valuesGrow || orElse?.pattern.test(text)) return undefined;
  const items = maxItems === undefined ? [text] : text.split(',');
  if (!items.every((item) => Object.hasOwn(values, item))) return `takes ${Object.keys(values).join(', ')}`;
  return maxItems !== undefined && items.length > maxItems ? `takes at most ${maxItems} values` : undefined;
}

function numberTrouble({ minimum, maximum, values }: NumberParam, value: number): string | undefined {
  if (values && !Object.hasOwn(values, String(value))) return `takes ${Object.keys(values).join(', ')}`;
  if (minimum !== undefined && value < minimum) return `is less than ${minimum}`;
  return maximum !== undefined && value > maximum ? `is more than ${maximum}` : undefined;
}

function mediaTrouble(param: MediaParam, text: string, path: string, into: Map<string, Media>): string | undefined {
  if (text.length > param.media.maxBase64Bytes) return `is longer than ${param.media.maxBase64Bytes} bytes of base64`;
  const bytes = strictBase64(text);
  if (!bytes) return 'is not standard base64 with padding and without line breaks';
  const facts = probe(bytes);
  into.set(path, { bytes, mediaType: facts.mediaType });
  const fault = checkMedia({ bytes, probe: facts }, param.media)[0]?.message;
  return fault && `holds what is not taken: ${fault}`;
}

function troubleOf(param: Param, value: unknown, path: string, media: Map<string, Media>): string | undefined {
  if (isMedia(param)) return mediaTrouble(param, String(value), path, media);
  if (isText(param)) return textTrouble(param, String(value));
  if (isList(param)) return listTrouble(param, value as unknown[]);
  return isNumber(param) ? numberTrouble(param, Number(value)) : undefined;
}

function valueFault(param: Param, value: unknown, path: string, media: Map<string, Media>): ParamFault | undefined {
  if (!fitsType(param, value)) return { kind: 'type', message: `the type of \`${path}\` is not ${param.type}` };
  if (isObject(param)) return memberFault(param.members, value as Values, `${path}.`, media);
  const trouble = troubleOf(param, value, path, media);
  return trouble === undefined ? undefined : { kind: 'value', message: `the value of \`${path}\` is not allowed: it ${trouble}` };
}

function memberFault(params: readonly Param[], values: Values, prefix: string, media: Map<string, Media>): ParamFault | undefined {
  const presence = presenceFault(params, values, prefix);
  if (presence) return presence;
  for (const param of params) {
    const { name } = param;
    const fault = Object.hasOwn(values, name) ? valueFault(param, values[name], `${prefix}${name}`, media) : undefined;
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
