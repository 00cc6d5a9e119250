import { isAscii, isUtf8 } from 'node:buffer';
import type { Action } from '../../core/declare/action.ts';
import { formType } from '../../core/http.ts';
import { isRecord } from '../../core/json.ts';
import { type FormPair, parameterText, readPairs, repeatedName } from '../../sign/form-pairs.ts';
import { type ReadValues, refuseWith } from '../checks/admission.ts';
import { nestValues } from '../wire/nest-values.ts';
import { parseMultipart, type ReceivedPart } from '../wire/parse-multipart.ts';
import { readLongJson } from '../wire/read-long-json.ts';
import { contentTypeOf, headerOf, type ReceivedRequest } from '../wire/received-request.ts';

const invalid = (message: string): ReadValues => refuseWith('InvalidParameter', message);

/** A body of base64 is plain ASCII. Node reads it several times faster as Latin-1. */
const textOfBody = (body: Buffer): string => body.toString(isAscii(body) ? 'latin1' : 'utf8');

function readJson({ body, lend = Buffer.allocUnsafeSlow }: ReceivedRequest, { params }: Action): ReadValues {
  const values = readLongJson(body, params, lend);
  if (values) return { values };
  if (!isUtf8(body)) return invalid('the body is not UTF-8');
  let parsed: unknown;
  try {
    parsed = JSON.parse(textOfBody(body));
  } catch {
    return invalid('the body is not JSON');
  }
  return isRecord(parsed) ? { values: { ...parsed } } : invalid('the body is not a JSON object');
}

/** Reads values that were received as text under dotted names. */
export function readFlatValues(pairs: readonly FormPair[], { params }: Action): ReadValues {
  const repeated = repeatedName(pairs);
  if (repeated !== undefined) return invalid(`the parameter \`${repeated.slice(0, 80)}\` came twice`);
  const values = nestValues(pairs, params, 0);
  return values ? { values } : invalid('the names of two parameters contradict each other');
}

/** The text of a part. The bytes of a file become base64, as in JSON. */
const textOfPart = ({ content, holds }: ReceivedPart): string => (holds === 'file' ? content.toString('base64') : textOfBody(content));

/** The vendor's Python SDK sends a list or an object as one part of JSON. Undefined if a part is not JSON. */
function readJsonParts(parts: readonly ReceivedPart[]): Record<string, unknown> | undefined {
  try {
    return Object.fromEntries(parts.map((part) => [part.name, JSON.parse(textOfBody(part.content))]));
  } catch {
    return undefined;
  }
}

/** The parts of a call. A call without parameters can have an empty body: the Python SDK writes no delimiter then. */
const partsOf = (request: ReceivedRequest): readonly ReceivedPart[] | undefined =>
  request.body.length === 0 ? [] : parseMultipart(headerOf(request, 'content-type') ?? '', request.body);

function readMultipart(request: ReceivedRequest, action: Action): ReadValues {
  const parts = partsOf(request);
  const json = parts && readJsonParts(parts.filter(({ holds }) => holds === 'json'));
  if (!json || !parts.every(({ content, holds }) => holds === 'file' || isUtf8(content)))
    return refuseWith('InvalidRequest', 'the multipart body is malformed');
  const read = readFlatValues(
    parts.map((part) => [part.name, textOfPart(part)]),
    action,
  );
  // Every name was read as text first, so that a repeated name is noticed.
  return 'refusal' in read ? read : { values: { ...read.values, ...json } };
}

function readQuery(request: ReceivedRequest, action: Action): ReadValues {
  if (contentTypeOf(request) !== formType) return invalid(`the content type of a GET is not ${formType}`);
  const pairs = readPairs(parameterText(request));
  return pairs ? readFlatValues(pairs, action) : invalid('the query is not percent-encoded as RFC 3986 has it');
}

/** The parameters of a call signed by TC3: from the body of a POST, or from the query of a GET. */
export function readTc3Values(request: ReceivedRequest, action: Action): ReadValues {
  if (request.method === 'GET') return readQuery(request, action);
  switch (contentTypeOf(request)) {
    case 'application/json':
      return readJson(request, action);
    case 'multipart/form-data':
      return readMultipart(request, action);
    default:
      return invalid('the content type of a POST signed by TC3 is not application/json or multipart/form-data');
  }
}
