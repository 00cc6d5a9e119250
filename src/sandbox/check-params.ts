import type { Action } from '../core/action.ts';
import type { Media } from '../core/body.ts';
import {
  isMedia,
  isNumber,
  isText,
  type MediaParam,
  type NumberParam,
  type Param,
  type TextParam,
  type WireValue,
} from '../core/params.ts';
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

function presenceFault({ params }: Action, values: Values): ParamFault | undefined {
  const unknown = Object.keys(values).find((name) => !params.some((param) => param.name === name));
  if (unknown !== undefined) return { kind: 'unknown', message: `the parameter \`${unknown.slice(0, 80)}\` is not recognised` };
  const missing = params.find((param) => param.required && !Object.hasOwn(values, param.name));
  return missing && { kind: 'missing', message: `the required parameter \`${missing.name}\` is missing` };
}

function hasType(param: Param, value: unknown): boolean {
  if (param.type === 'Integer') return Number.isSafeInteger(value);
  if (param.type === 'Float') return typeof value === 'number';
  return typeof value === param.type.toLowerCase();
}

function textTrouble({ maxLength, values, maxItems, orElse }: TextParam, text: string): string | undefined {
  if (maxLength !== undefined && text.length > maxLength) return `has more than ${maxLength} characters`;
  if (!values || orElse?.pattern.test(text)) return undefined;
  const items = maxItems === undefined ? [text] : text.split(',');
  if (!items.every((item) => Object.hasOwn(values, item))) return `takes ${Object.keys(values).join(', ')}`;
  return maxItems !== undefined && items.length > maxItems ? `takes at most ${maxItems} values` : undefined;
}

function numberTrouble({ minimum, maximum, values }: NumberParam, value: number): string | undefined {
  if (values && !Object.hasOwn(values, String(value))) return `takes ${Object.keys(values).join(', ')}`;
  if (minimum !== undefined && value < minimum) return `is less than ${minimum}`;
  return maximum !== undefined && value > maximum ? `is more than ${maximum}` : undefined;
}

function mediaTrouble(param: MediaParam, text: string, into: Map<string, Media>): string | undefined {
  if (text.length > param.media.maxBase64Bytes) return `is longer than ${param.media.maxBase64Bytes} bytes of base64`;
  const bytes = strictBase64(text);
  if (!bytes) return 'is not standard base64 with padding and without line breaks';
  const facts = probe(bytes);
  into.set(param.name, { bytes, mediaType: facts.mediaType });
  return checkMedia({ bytes, probe: facts }, param.media)[0]?.message;
}

function valueFault(param: Param, value: unknown, media: Map<string, Media>): ParamFault | undefined {
  if (!hasType(param, value)) return { kind: 'type', message: `the type of \`${param.name}\` is not ${param.type}` };
  let trouble: string | undefined;
  if (isMedia(param)) trouble = mediaTrouble(param, String(value), media);
  else if (isText(param)) trouble = textTrouble(param, String(value));
  else if (isNumber(param)) trouble = numberTrouble(param, Number(value));
  return trouble === undefined ? undefined : { kind: 'value', message: `the value of \`${param.name}\` is not allowed: it ${trouble}` };
}

/** The first fault of a call's parameters, in the order in which a gateway looks: names, then types and values, then rules between them. */
export function checkParams(action: Action, values: Values): CheckedParams {
  const media = new Map<string, Media>();
  const presence = presenceFault(action, values);
  if (presence) return { fault: presence, media };
  for (const param of action.params) {
    const fault = Object.hasOwn(values, param.name) ? valueFault(param, values[param.name], media) : undefined;
    if (fault) return { fault, media };
  }
  const broken = action.rules?.find((rule) => rule.check(values as Readonly<Record<string, WireValue>>));
  return broken ? { fault: { kind: 'rule', message: `\`${broken.param}\`: ${broken.help}` }, media } : { media };
}
