import { isAscii, isUtf8 } from 'node:buffer';
import type { Action } from '../../core/declare/action.ts';
import { formType } from '../../core/http.ts';
import { headerOf, type ReceivedRequest } from '../exchange.ts';
import { formText, mediaType, type Pair, readPairs, repeatedName } from '../form-text.ts';
import { type Part, parseMultipart } from '../parse-multipart.ts';
import { structure } from '../structure.ts';
import type { Refusal } from '../vendor.ts';

export type ReadValues = { values: Record<string, unknown> } | { refusal: Refusal };

const malformed = (message: string, code = 'InvalidParameter'): ReadValues => ({ refusal: { code, message } });

/** Plain ASCII, which a body of base64 is, is several times faster read as Latin-1. */
const textOf = (body: Buffer): string => body.toString(isAscii(body) ? 'latin1' : 'utf8');

function readJson({ body }: ReceivedRequest): ReadValues {
  if (!isUtf8(body)) return malformed('the body is not UTF-8');
  let parsed: unknown;
  try {
    parsed = JSON.parse(textOf(body));
  } catch {
    return malformed('the body is not JSON');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return malformed('the body is not a JSON object');
  return { values: { ...parsed } };
}

/** Values that came as text under dotted names. */
export function readFlat(pairs: readonly Pair[], { params }: Action): ReadValues {
  const repeated = repeatedName(pairs);
  if (repeated !== undefined) return malformed(`the parameter \`${repeated.slice(0, 80)}\` came twice`);
  const values = structure(pairs, params, 0);
  return values ? { values } : malformed('the names of two parameters contradict each other');
}

/** A file's bytes stand for the base64 that JSON would hold. */
const partText = ({ content, isFile }: Part): string => (isFile ? content.toString('base64') : textOf(content));

function readMultipart(request: ReceivedRequest, action: Action): ReadValues {
  const parts = parseMultipart(headerOf(request, 'content-type') ?? '', request.body);
  if (!parts?.every(({ content, isFile }) => isFile || isUtf8(content)))
    return malformed('the multipart body is malformed', 'InvalidRequest');
  return readFlat(
    parts.map((part) => [part.name, partText(part)]),
    action,
  );
}

function readQuery(request: ReceivedRequest, action: Action): ReadValues {
  if (mediaType(request) !== formType) return malformed(`a GET takes the content type ${formType}`);
  const pairs = readPairs(formText(request));
  return pairs ? readFlat(pairs, action) : malformed('the query is not percent-encoded as RFC 3986 has it');
}

/** The parameters of a call signed by TC3: from the body of a POST, from the query of a GET. */
export function readValues(request: ReceivedRequest, action: Action): ReadValues {
  if (request.method === 'GET') return readQuery(request, action);
  switch (mediaType(request)) {
    case 'application/json':
      return readJson(request);
    case 'multipart/form-data':
      return readMultipart(request, action);
    default:
      return malformed('a POST signed by TC3 takes the content type application/json or multipart/form-data');
  }
}
