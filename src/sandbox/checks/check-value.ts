import {
  characterCount,
  isImageOrVideo,
  isList,
  isMedia,
  isNumber,
  isText,
  type ListParam,
  limitsFor,
  type MediaLimits,
  type NumberParam,
  type Param,
  type TextParam,
} from '../../core/declare/params.ts';
import type { Media } from '../../core/http.ts';
import { checkMedia } from '../../media/check.ts';
import { probe } from '../../media/probe.ts';
import { EncodedText } from '../wire/encoded-text.ts';

const isNoneOf = (values: Readonly<Record<string, unknown>>): string => `is not one of ${Object.keys(values).join(', ')}`;

function whyNotList({ values, valuesGrow }: ListParam, items: readonly unknown[]): string | undefined {
  const fits = !values || valuesGrow || items.every((item) => Object.hasOwn(values, String(item)));
  return fits ? undefined : isNoneOf(values);
}

function whyNotText(param: TextParam, text: string): string | undefined {
  const { fixed, maxLength, values, valuesGrow, maxItems, orElse, pattern } = param;
  if (fixed !== undefined && text !== fixed) return `is not ${fixed}`;
  if (maxLength !== undefined && characterCount(text) > maxLength) return `has more than ${maxLength} characters`;
  if (pattern && !pattern.matches.test(text)) return `is not ${pattern.meaning}`;
  if (!values || valuesGrow || orElse?.pattern.test(text)) return undefined;
  const items = maxItems === undefined ? [text] : text.split(',');
  if (!items.every((item) => Object.hasOwn(values, item))) return isNoneOf(values);
  return maxItems !== undefined && items.length > maxItems ? `has more than ${maxItems} values` : undefined;
}

function whyNotNumber({ minimum, maximum, values }: NumberParam, value: number): string | undefined {
  if (values && !Object.hasOwn(values, String(value))) return isNoneOf(values);
  if (minimum !== undefined && value < minimum) return `is less than ${minimum}`;
  return maximum !== undefined && value > maximum ? `is more than ${maximum}` : undefined;
}

/** The bytes of standard base64 with padding. Undefined for anything else: Node's own decoder accepts too much. */
export function strictBase64(text: string): Buffer | undefined {
  if (text.length % 4 !== 0 || text.includes('-') || text.includes('_')) return undefined;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === (text.length / 4) * 3 - padding ? bytes : undefined;
}

/** `limitsOf` gives the limits for the kind of file that the text contains. */
function whyNotMedia(limitsOf: (kind: string) => MediaLimits, given: unknown, path: string, into: Map<string, Media>): string | undefined {
  const text = given instanceof EncodedText ? given : String(given);
  const { maxBase64Bytes } = limitsOf('video');
  if (maxBase64Bytes !== undefined && text.length > maxBase64Bytes) return `is longer than ${maxBase64Bytes} bytes of base64`;
  const bytes = typeof text === 'string' ? strictBase64(text) : text.bytes;
  if (!bytes) return 'is not standard base64 with padding and without line breaks';
  const facts = probe(bytes);
  into.set(path, { bytes, mediaType: facts.mediaType });
  const reason = checkMedia({ bytes, probe: facts }, limitsOf(facts.kind))[0]?.message;
  return reason && `cannot be used: ${reason}`;
}

/**
 * Says why a value of the right type is not allowed, in a phrase that follows "it". Undefined if it is allowed.
 * Decoded media is added to `into`, under its path.
 */
export function whyNotAllowed(param: Param, value: unknown, path: string, into: Map<string, Media>): string | undefined {
  if (isMedia(param)) return whyNotMedia(() => param.media, value, path, into);
  if (isImageOrVideo(param)) return whyNotMedia((kind) => limitsFor(param, kind), value, path, into);
  if (isText(param)) return whyNotText(param, String(value));
  if (isList(param)) return whyNotList(param, value as unknown[]);
  return isNumber(param) ? whyNotNumber(param, Number(value)) : undefined;
}
