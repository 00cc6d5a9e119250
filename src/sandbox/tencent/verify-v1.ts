import { createHash } from 'node:crypto';
import { formType } from '../../core/http.ts';
import { sandboxCredentials } from '../../core/sandbox-credentials.ts';
import { signV1, type V1Algorithm } from '../../sign/tencent-v1.ts';
import type { GatewayRefusal } from '../checks/admission.ts';
import { type FormPair, parameterText, readPairs, repeatedName, soleValue } from '../wire/form-pairs.ts';
import { contentTypeOf, headerOf, isSandboxHost, type ReceivedRequest, splitTarget } from '../wire/received-request.ts';
import { clockFault, idFault, isTimestamp, serviceOfHost, signatureFailure, tokenFault } from './caller-checks.ts';

/** Parameters that belong to the request, not to its action; the Node SDK sends Language and RequestClient too. */
const commonNames: ReadonlySet<string> = new Set([
  'Action',
  'Language',
  'Nonce',
  'Region',
  'RequestClient',
  'SecretId',
  'Signature',
  'SignatureMethod',
  'Timestamp',
  'Token',
  'Version',
]);

/** A call signed by v1 carries its signature among its parameters, and no header for it. */
export function isV1(request: ReceivedRequest): boolean {
  if (headerOf(request, 'authorization') !== undefined) return false;
  if (request.method === 'GET') return /(?:^|&)(?:SecretId|Signature|SignatureMethod)=/.test(splitTarget(request.target).query);
  return contentTypeOf(request) === formType;
}

/** Alibaba's RPC signature stands among parameters too, but under another name for the key. */
export const carriesSecretId = (request: ReceivedRequest): boolean => isV1(request) && /(?:^|&)SecretId=/.test(parameterText(request));

/** As far as they can be read: for the journal. */
export const receivedPairs = (request: ReceivedRequest): readonly FormPair[] => readPairs(parameterText(request)) ?? [];

/** HmacSHA256 only where it is asked for by that very name. */
export const algorithmOf = (pairs: readonly FormPair[]): V1Algorithm =>
  soleValue(pairs, 'SignatureMethod') === 'HmacSHA256' ? 'HmacSHA256' : 'HmacSHA1';

const longestShown = 128;

/** Media and other long values as notes: what is to be compared stays readable. */
const shorten = ([name, value]: FormPair): FormPair =>
  value.length <= longestShown
    ? [name, value]
    : [name, `<${value.length} characters, sha256 ${createHash('sha256').update(value).digest('hex')}>`];

function signatureFault(request: ReceivedRequest, pairs: readonly FormPair[]): GatewayRefusal | undefined {
  const { path, query } = splitTarget(request.target);
  const method = request.method === 'GET' ? 'GET' : 'POST';
  const signed = pairs.filter(([name]) => name !== 'Signature');
  const sign = (parameters: readonly FormPair[]) =>
    signV1({ method, host: headerOf(request, 'host') ?? '', parameters }, algorithmOf(pairs), sandboxCredentials);
  const { RequestString, SignatureOriginalString } = sign(signed.map(shorten));
  const details = { RequestString, SignatureOriginalString };
  if (path !== '/') return signatureFailure('the path is not /', details);
  if (method === 'POST' && query !== '') return signatureFailure('a POST has its parameters in the form alone', details);
  const given = soleValue(pairs, 'Signature');
  if (given === undefined) return signatureFailure('the parameter `Signature` is missing or came twice', details);
  if (given !== sign(signed).SignatureString) return signatureFailure('the signature does not match the request received', details);
  return undefined;
}

const missing = (name: string): GatewayRefusal => ({ code: 'MissingParameter', message: `the parameter \`${name}\` is missing` });

/** What is wrong with a request although its signature is right. */
function commonFault(pairs: readonly FormPair[], nowMs: number): GatewayRefusal | undefined {
  const repeated = repeatedName(pairs);
  if (repeated !== undefined) return { code: 'InvalidParameter', message: `the parameter \`${repeated.slice(0, 80)}\` came twice` };
  const timestamp = soleValue(pairs, 'Timestamp');
  if (timestamp === undefined) return missing('Timestamp');
  if (!isTimestamp(timestamp)) return signatureFailure('Timestamp is not a whole number of seconds');
  const nonce = soleValue(pairs, 'Nonce');
  if (nonce === undefined) return missing('Nonce');
  if (!/^\d{1,20}$/.test(nonce)) return { code: 'InvalidParameter', message: 'Nonce is not a whole number' };
  return clockFault(Number(timestamp), nowMs) ?? tokenFault(soleValue(pairs, 'Token'));
}

/**
 * Recomputes the signature over the parameters received. The service is the host's; undefined where our own address
 * stands for any. https://www.tencentcloud.com/document/product/1061
 */
export function verifyV1(
  request: ReceivedRequest,
  nowMs: number,
): { service: string | undefined; pairs: readonly FormPair[] } | { refusal: GatewayRefusal } {
  const pairs = readPairs(parameterText(request));
  if (!pairs) return { refusal: signatureFailure('the parameters are not percent-encoded as RFC 3986 has it') };
  const fault = idFault(soleValue(pairs, 'SecretId')) ?? signatureFault(request, pairs) ?? commonFault(pairs, nowMs);
  return fault ? { refusal: fault } : { service: isSandboxHost(request) ? undefined : serviceOfHost(request), pairs };
}

export const withoutCommon = (pairs: readonly FormPair[]): FormPair[] => pairs.filter(([name]) => !commonNames.has(name));
