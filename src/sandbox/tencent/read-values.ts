import { isAscii, isUtf8 } from 'node:buffer';
import type { Action } from '../../core/action.ts';
import { headerOf, type ReceivedRequest, splitTarget } from '../exchange.ts';
import type { Refusal } from '../vendor.ts';

export type ReadValues = { values: Record<string, unknown> } | { refusal: Refusal };

const malformed = (message: string): ReadValues => ({ refusal: { code: 'InvalidParameter', message } });

const mediaType = (request: ReceivedRequest): string => (headerOf(request, 'content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

/** Plain ASCII, which a body of base64 is, is several times faster read as Latin-1. */
const textOf = (body: Buffer): string => body.toString(isAscii(body) ? 'latin1' : 'utf8');

function readJson(request: ReceivedRequest): ReadValues {
  if (mediaType(request) !== 'application/json') return malformed('a POST takes the content type application/json');
  if (!isUtf8(request.body)) return malformed('the body is not UTF-8');
  let parsed: unknown;
  try {
    parsed = JSON.parse(textOf(request.body));
  } catch {
    return malformed('the body is not JSON');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return malformed('the body is not a JSON object');
  return { values: { ...parsed } };
}

/** A query has text alone: what a number or a boolean is written like becomes one. */
function typedValue(text: string, type: string | undefined): unknown {
  if (type === 'Integer' && /^-?\d+$/.test(text)) return Number(text);
  if (type === 'Float' && /^-?\d+(?:\.\d+)?$/.test(text)) return Number(text);
  if (type === 'Boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

function readQuery(request: ReceivedRequest, { params }: Action): ReadValues {
  if (mediaType(request) !== 'application/x-www-form-urlencoded')
    return malformed('a GET takes the content type application/x-www-form-urlencoded');
  const pairs = [...new URLSearchParams(splitTarget(request.target).query)];
  const typeOf = (name: string): string | undefined => params.find((param) => param.name === name)?.type;
  return { values: Object.fromEntries(pairs.map(([name, text]) => [name, typedValue(text, typeOf(name))])) };
}

/** The call's parameters: from the body of a POST, from the query of a GET. */
export const readValues = (request: ReceivedRequest, action: Action): ReadValues =>
  request.method === 'GET' ? readQuery(request, action) : readJson(request);
