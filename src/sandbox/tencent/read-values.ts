import { isAscii, isUtf8 } from 'node:buffer';
import type { Action } from '../../core/declare/action.ts';
import { formType } from '../../core/http.ts';
import { isRecord } from '../../core/json.ts';
import { type FormPair, parameterText, readPairs, repeatedName } from '../../sign/form-pairs.ts';
import { type ReadValues, refuseWith } from '../checks/admission.ts';
import { nestValues } from '../wire/nest-values.ts';
import { parseMultipart, type ReceivedPart } from '../wire/parse-multipart.ts';
import { contentTypeOf, headerOf, type ReceivedRequest } from '../wire/received-request.ts';

const invalid = (message: string): ReadValues => refuseWith('InvalidParameter', message);

/** A body of base64 is plain ASCII. Node reads it several times faster as Latin-1. */
const textOfBody = (body: Buffer): string => body.toString(isAscii(body) ? 'latin1' : 'utf8');

function readJson({ body }: ReceivedRequest): ReadValues {
  if (!isUtf8(body)) return invalid('the body is not UTF-8');
  let parsed: unknown;
  try {
    parsed = JSON.parse(textOfBody(body));
  } catch {
    return invalid('the body is not JSON');
  }
  return isRecord(parsed) ? { values: { ...parsed } } : invalid('the body is not a JSON object');
}

/** Reads values that came as text under dotted names. */
export function readFlatValues(pairs: readonly FormPair[], { params }: Action): ReadValues {
  const repeated = repeatedName(pairs);
  if (repeated !== undefined) return invalid(`the parameter \`${repeated.slice(0, 80)}\` came twice`);
  const values = nestValues(pairs, params, 0);
  return values ? { values } : invalid('the names of two parameters contradict each other');
}

/** A file holds the bytes that JSON would hold as base64. */
const textOfPart = ({ content, isFile }: ReceivedPart): string => (isFile ? content.toString('base64') : textOfBody(content));

function readMultipart(request: ReceivedRequest, action: Action): ReadValues {
  const parts = parseMultipart(headerOf(request, 'content-type') ?? '', request.body);
  if (!parts?.every(({ content, isFile }) => isFile || isUtf8(content)))
    return refuseWith('InvalidRequest', 'the multipart body is malformed');
  return readFlatValues(
    parts.map((part) => [part.name, textOfPart(part)]),
    action,
  );
}

function readQuery(request: ReceivedRequest, action: Action): ReadValues {
  if (contentTypeOf(request) !== formType) return invalid(`a GET takes the content type ${formType}`);
  const pairs = readPairs(parameterText(request));
  return pairs ? readFlatValues(pairs, action) : invalid('the query is not percent-encoded as RFC 3986 has it');
}

/** The parameters of a call signed by TC3: from the body of a POST, or from the query of a GET. */
export function readTc3Values(request: ReceivedRequest, action: Action): ReadValues {
  if (request.method === 'GET') return readQuery(request, action);
  switch (contentTypeOf(request)) {
    case 'application/json':
      return readJson(request);
    case 'multipart/form-data':
      return readMultipart(request, action);
    default:
      return invalid('a POST signed by TC3 takes the content type application/json or multipart/form-data');
  }
}
