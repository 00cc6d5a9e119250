import { formType } from '../../core/http.ts';
import { decodeText, type FormPair, readPairs, repeatedName, segmentsOf } from '../wire/form-pairs.ts';
import { contentTypeOf, headerOf, type ReceivedRequest, splitTarget } from '../wire/received-request.ts';

const queryText = ({ target }: ReceivedRequest): string => splitTarget(target).query;

/** As Latin-1, which is several times faster: what is not ASCII stands in no form. */
const latin1Form = (request: ReceivedRequest): string =>
  request.method !== 'GET' && contentTypeOf(request) === formType ? request.body.toString('latin1') : '';

/** Parameters of RPC that belong to the request, not to its action. */
export const commonNames: ReadonlySet<string> = new Set([
  'AccessKeyId',
  'Action',
  'Format',
  'SecurityToken',
  'Signature',
  'SignatureMethod',
  'SignatureNonce',
  'SignatureVersion',
  'Timestamp',
  'Version',
]);

/** Longer than any name that matters here; of a value, no more is looked at. */
const longestName = 64;
const longestValue = 1024;

const seen = new WeakMap<ReceivedRequest, ReadonlyMap<string, string>>();

/**
 * The parameters that belong to the request, as far as they can be read, each where it came first: what a call is, before
 * anything is known to be right with it. The megabytes beside them are not taken apart.
 */
function commonOf(request: ReceivedRequest): ReadonlyMap<string, string> {
  const before = seen.get(request);
  if (before) return before;
  const found = new Map<string, string>();
  for (const text of [queryText(request), latin1Form(request)]) {
    for (const { start, equals, end } of segmentsOf(text)) {
      const name = equals < 0 || equals - start > longestName ? undefined : decodeText(text.slice(start, equals));
      if (name === undefined || found.has(name) || !(commonNames.has(name) || name === 'RegionId')) continue;
      found.set(name, decodeText(text.slice(equals + 1, Math.min(end, equals + 1 + longestValue))) ?? '');
    }
  }
  seen.set(request, found);
  return found;
}

export const commonParameter = (request: ReceivedRequest, name: string): string | undefined => commonOf(request).get(name);

/** A call signed by RPC carries its key and signature among its parameters, wherever those are. */
export function isRpc(request: ReceivedRequest): boolean {
  if (/^ACS3-/.test(headerOf(request, 'authorization') ?? '')) return false;
  const common = commonOf(request);
  return common.has('AccessKeyId') || common.has('SignatureVersion') || common.get('SignatureMethod') === 'HMAC-SHA1';
}

export type Received = { pairs: readonly FormPair[] } | { fault: string };

function together(...groups: readonly (readonly FormPair[] | undefined)[]): Received {
  if (!groups.every((group) => group !== undefined)) return { fault: 'the parameters are not percent-encoded as RFC 3986 has it' };
  const pairs = groups.flat();
  const repeated = repeatedName(pairs);
  return repeated === undefined ? { pairs } : { fault: `the parameter ${repeated.slice(0, 80)} came twice` };
}

export const readQuery = (request: ReceivedRequest): Received => together(readPairs(queryText(request)));

/** Those of query and form merged: the service makes no difference between them. A GET has them in its query alone. */
export function readParameters(request: ReceivedRequest): Received {
  if (request.body.length > 0 && request.method === 'GET') return { fault: 'a GET has its parameters in the query, and no body' };
  if (request.body.length > 0 && contentTypeOf(request) !== formType) return { fault: `the body is not ${formType}` };
  return together(readPairs(queryText(request)), readPairs(latin1Form(request)));
}
