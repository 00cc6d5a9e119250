import { acs3Algorithm, acs3SignedHeaders as allSigned, canonicalHeaders } from '../../sign/acs3.ts';
import { canonicalQuery, compareBytes, percentEncode, sha256Hex } from '../../sign/encode.ts';
import { parameterText } from '../../sign/form-pairs.ts';
import { tc3Algorithm, utcDate } from '../../sign/tc3.ts';
import { type Parameter, sortedParameters } from '../../sign/tencent-v1.ts';
import { headerOf, splitTarget, type WireRequest } from '../../sign/wire-request.ts';
import type { SignMethod } from '../../vendors/vendor.ts';
import type { Draft, HeaderDraft, ParameterDraft, Scope } from './draft.ts';

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
};

/** The names and values of a query or form in any encoding. The comparison reports a wrong encoding. */
export const loosePairs = (text: string): Parameter[] =>
  text === ''
    ? []
    : text.split('&').map((part): Parameter => {
        const mark = part.indexOf('=');
        return mark < 0 ? [decoded(part), ''] : [decoded(part.slice(0, mark)), decoded(part.slice(mark + 1))];
      });

export interface Authorization {
  algorithm: string;
  id: string;
  /** The text after the id: the scope of TC3. */
  scope: string;
  signedHeaders: string;
  signature: string;
}

/** The parts of an Authorization header. It may contain more blanks than the services accept. */
export function readAuthorization(text: string | undefined): Authorization | undefined {
  const [, algorithm = '', credential = '', signedHeaders = '', signature = ''] =
    /^\s*(\S+)\s+Credential=([^,]*),\s*SignedHeaders=([^=]*),\s*Signature=(\S*)\s*$/i.exec(text ?? '')?.map((part) => part.trim()) ?? [];
  if (algorithm === '') return undefined;
  const slash = credential.indexOf('/');
  const [id, scope] = slash < 0 ? [credential, ''] : [credential.slice(0, slash), credential.slice(slash + 1)];
  return { algorithm, id, scope, signedHeaders, signature };
}

/** The names in SignedHeaders, with any separator between them. */
export const signedNames = (signedHeaders: string): string[] => signedHeaders.split(/[;,:\s]+/).filter((name) => name !== '');

/** The day, product and end of a scope in a header. */
export function scopeOf(timestamp: string, scope: string): Scope {
  const [date = '', service = '', ...rest] = scope.split('/');
  return { timestamp, date, service, terminator: rest.join('/') };
}

/** The product that a host belongs to. */
export const serviceOf = (host: string): string => host.split('.')[0] ?? '';

export const secondsOf = (timestamp: string): number => Number(/^\d{13}$/.test(timestamp) ? timestamp.slice(0, 10) : timestamp);

function rightScope(timestamp: string, service: string): Scope {
  const seconds = secondsOf(timestamp);
  const date = Number.isFinite(seconds) && seconds > 0 && seconds < 253402300800 ? utcDate(seconds) : '';
  return { timestamp, date, service, terminator: 'tc3_request' };
}

/** Tencent Cloud's own clients may send this header instead of hashing a large body. */
export const leavesBodyUnsigned = (request: WireRequest): boolean => headerOf(request, 'x-tc-content-sha256') === 'UNSIGNED-PAYLOAD';

function tc3DraftOf(request: WireRequest): HeaderDraft {
  const { path, query } = splitTarget(request.target);
  const given = readAuthorization(headerOf(request, 'authorization'));
  const names = given?.signedHeaders || 'content-type;host';
  const timestamp = headerOf(request, 'x-tc-timestamp') ?? '';
  return {
    scheme: 'tc3',
    method: request.method,
    path,
    query,
    headers: signedNames(names).map((name) => [name, (headerOf(request, name.toLowerCase()) ?? '').trim().toLowerCase()]),
    signedHeaders: names,
    payload: request.body,
    hashedPayload: sha256Hex(leavesBodyUnsigned(request) ? 'UNSIGNED-PAYLOAD' : request.body),
    algorithm: given?.algorithm ?? tc3Algorithm,
    scope: given ? scopeOf(timestamp, given.scope) : rightScope(timestamp, serviceOf(headerOf(request, 'host') ?? '')),
  };
}

function acs3DraftOf(request: WireRequest): HeaderDraft {
  const { path, query } = splitTarget(request.target);
  const sent = Object.fromEntries(request.headers.map(([name]) => [name.toLowerCase(), headerOf(request, name.toLowerCase()) ?? '']));
  const given = readAuthorization(headerOf(request, 'authorization'));
  const lines = canonicalHeaders(sent).split('\n').slice(0, -1);
  return {
    scheme: 'acs3',
    method: request.method,
    path,
    query: canonicalQuery(Object.fromEntries(loosePairs(query))),
    headers: lines.map((line): Parameter => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]),
    signedHeaders: given?.signedHeaders || allSigned(sent),
    payload: request.body,
    hashedPayload: sha256Hex(request.body),
    algorithm: given?.algorithm ?? acs3Algorithm,
    scope: undefined,
  };
}

const asIs = (text: string): string => text;

function parameterDraftOf(request: WireRequest, scheme: ParameterDraft['scheme']): ParameterDraft {
  const { path, query } = splitTarget(request.target);
  const all = [...loosePairs(request.method === 'GET' ? '' : query), ...loosePairs(parameterText(request))];
  const signed = all.filter(([name]) => name !== 'Signature');
  const isRpc = scheme === 'rpc';
  return {
    scheme,
    method: request.method,
    host: headerOf(request, 'host') ?? '',
    path,
    sent: signed,
    pairs: isRpc ? [...signed].sort(([a], [b]) => compareBytes(a, b)) : sortedParameters(signed),
    encode: isRpc ? percentEncode : asIs,
    encodeAgain: isRpc ? percentEncode : asIs,
  };
}

/** The draft of a request from its own bytes, by the scheme that it has or is assumed to have. */
export function draftOf(request: WireRequest, scheme: SignMethod): Draft {
  if (scheme === 'tc3') return tc3DraftOf(request);
  return scheme === 'acs3' ? acs3DraftOf(request) : parameterDraftOf(request, scheme);
}

/** The signature in a request. */
export function signatureIn(request: WireRequest, scheme: SignMethod): string | undefined {
  if (scheme === 'tc3' || scheme === 'acs3') return readAuthorization(headerOf(request, 'authorization'))?.signature;
  const { query } = splitTarget(request.target);
  return [...loosePairs(query), ...loosePairs(parameterText(request))].find(([name]) => name === 'Signature')?.[1];
}
