import type { Action } from '../../core/declare/action.ts';
import { isObject, type Param } from '../../core/declare/params.ts';
import { formType } from '../../core/http.ts';
import { hasDuplicateMembers } from '../../core/json.ts';
import { decodeText, type FormPair, readPairs, repeatedName, segmentsOf } from '../../sign/form-pairs.ts';
import { aliyunCalls } from '../../vendors/aliyun/actions/list.ts';
import { type ReadValues, refuseWith } from '../checks/admission.ts';
import { nestValues } from '../wire/nest-values.ts';
import { contentTypeOf, headerOf, type ReceivedRequest, splitTarget } from '../wire/received-request.ts';

const queryText = ({ target }: ReceivedRequest): string => splitTarget(target).query;

/** Read as Latin-1, which is several times faster. A correct form has only ASCII. */
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
  'SignatureType',
  'SignatureVersion',
  'Timestamp',
  'Version',
]);

/** A parameter that any request may have. Some actions also declare it. */
const region = 'RegionId';

/** No wanted name is longer than this. Only this many characters of a value are read. */
const longestName = 64;
const longestValue = 1024;

const readBefore = new WeakMap<ReceivedRequest, ReadonlyMap<string, string>>();

/**
 * The parameters that belong to the request, before the request is checked. A name that cannot be read is left out, and
 * a name that came twice has its first value. Other parameters, which may have megabytes, are not decoded.
 */
function commonOf(request: ReceivedRequest): ReadonlyMap<string, string> {
  const before = readBefore.get(request);
  if (before) return before;
  const found = new Map<string, string>();
  for (const text of [queryText(request), latin1Form(request)]) {
    for (const { start, equals, end } of segmentsOf(text)) {
      const name = equals < 0 || equals - start > longestName ? undefined : decodeText(text.slice(start, equals));
      if (name === undefined || found.has(name) || !(commonNames.has(name) || name === region)) continue;
      found.set(name, decodeText(text.slice(equals + 1, Math.min(end, equals + 1 + longestValue))) ?? '');
    }
  }
  readBefore.set(request, found);
  return found;
}

export const commonParameter = (request: ReceivedRequest, name: string): string | undefined => commonOf(request).get(name);

/** The versions of the vendor's products. Together with an action, one of them shows whose call it is, even without a key. */
const versions: ReadonlySet<string> = new Set(aliyunCalls.flatMap(({ version, products = {} }) => [version, ...Object.values(products)]));

/** True for a call with its key, its signature or its names among its parameters, in the query or in the form. */
export function isRpc(request: ReceivedRequest): boolean {
  if (/^ACS3-/.test(headerOf(request, 'authorization') ?? '')) return false;
  const common = commonOf(request);
  const isNamed = common.has('Action') && versions.has(common.get('Version') ?? '') && headerOf(request, 'x-acs-action') === undefined;
  return common.has('AccessKeyId') || common.has('SignatureVersion') || common.get('SignatureMethod') === 'HMAC-SHA1' || isNamed;
}

/** The parameters of a request, or why they cannot be read. */
type ReceivedPairs = { pairs: readonly FormPair[] } | { reason: string };

function together(...groups: readonly (readonly FormPair[] | undefined)[]): ReceivedPairs {
  if (!groups.every((group) => group !== undefined)) return { reason: 'the parameters are not percent-encoded as RFC 3986 has it' };
  const pairs = groups.flat();
  const repeated = repeatedName(pairs);
  return repeated === undefined ? { pairs } : { reason: `the parameter ${repeated.slice(0, 80)} came twice` };
}

/** The parameters of the query and of the form: the service makes no difference between them. A GET has only a query. */
export function readAllPairs(request: ReceivedRequest): ReceivedPairs {
  if (request.body.length > 0 && request.method === 'GET') return { reason: 'a GET has its parameters in the query, and no body' };
  if (request.body.length > 0 && contentTypeOf(request) !== formType) return { reason: `the body is not ${formType}` };
  return together(readPairs(queryText(request)), readPairs(latin1Form(request)));
}

const isJsonText = (param: Param): boolean => isObject(param) && param.wire === 'json';

/** Text that is not JSON, or that has a member twice, stays text. The check of its type then refuses it. */
function jsonOrText(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return hasDuplicateMembers(text) ? text : value;
  } catch {
    return text;
  }
}

/** Turns text under dotted names, numbered from 1, into the values that an action declares. */
export function readRpcValues(received: readonly FormPair[], { params }: Action): ReadValues {
  const pairs = received.filter(([name]) => name !== region || params.some((param) => param.name === region));
  const asJson = new Set(params.filter(isJsonText).map(({ name }) => name));
  const nested = nestValues(
    pairs.filter(([name]) => !asJson.has(name)),
    params,
    1,
  );
  if (!nested || Object.keys(nested).some((name) => asJson.has(name)))
    return refuseWith('InvalidParameter', 'the names of two parameters contradict each other');
  const objects = pairs.filter(([name]) => asJson.has(name)).map(([name, text]) => [name, jsonOrText(text)] as const);
  return { values: { ...nested, ...Object.fromEntries(objects) } };
}
