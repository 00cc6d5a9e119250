import { createHash } from 'node:crypto';
import { formType } from '../../core/http.ts';
import { sandboxCredentials } from '../../core/sandbox-credentials.ts';
import { type FormPair, parameterText, readPairs, repeatedName, singleValue } from '../../sign/form-pairs.ts';
import { isUnixSeconds } from '../../sign/recompute-tc3.ts';
import { recomputeV1 } from '../../sign/recompute-v1.ts';
import type { GatewayRefusal } from '../checks/admission.ts';
import { contentTypeOf, headerOf, isSandboxHost, type ReceivedRequest, splitTarget } from '../wire/received-request.ts';
import { checkClock, checkSecretId, checkSessionToken, serviceOfHost, signatureFailure } from './caller-checks.ts';

/** Parameters that belong to the request, not to its action. The Node SDK also sends Language and RequestClient. */
const requestParameters: ReadonlySet<string> = new Set([
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

/** True for a call with its signature among its parameters, and not in a header. */
export function isV1(request: ReceivedRequest): boolean {
  if (headerOf(request, 'authorization') !== undefined) return false;
  if (request.method === 'GET') return /(?:^|&)(?:SecretId|Signature|SignatureMethod)=/.test(splitTarget(request.target).query);
  return contentTypeOf(request) === formType;
}

/** True for v1, and false for Alibaba Cloud's RPC signature, which has the key under another name. */
export const carriesSecretId = (request: ReceivedRequest): boolean => isV1(request) && /(?:^|&)SecretId=/.test(parameterText(request));

/** The parameters, if they can be read. For the journal. */
export const receivedPairs = (request: ReceivedRequest): readonly FormPair[] => readPairs(parameterText(request)) ?? [];

const longestShown = 128;

/** Replaces media and other long values with a note, so that a person can compare the rest. */
const shorten = ([name, value]: FormPair): FormPair =>
  value.length <= longestShown
    ? [name, value]
    : [name, `<${value.length} characters, sha256 ${createHash('sha256').update(value).digest('hex')}>`];

function checkV1Signature(request: ReceivedRequest, pairs: readonly FormPair[]): GatewayRefusal | undefined {
  const { mismatch } = recomputeV1(request, pairs, sandboxCredentials);
  if (!mismatch) return undefined;
  const { RequestString, SignatureOriginalString } = recomputeV1(request, pairs.map(shorten), sandboxCredentials).stages;
  return signatureFailure(mismatch.reason, { RequestString, SignatureOriginalString });
}

const missingParameter = (name: string): GatewayRefusal => ({
  code: 'MissingParameter',
  message: `the parameter \`${name}\` is missing`,
});

/** Checks the other parameters of the request, after its signature. */
function checkRequestParameters(pairs: readonly FormPair[], nowMs: number): GatewayRefusal | undefined {
  const repeated = repeatedName(pairs);
  if (repeated !== undefined) return { code: 'InvalidParameter', message: `the parameter \`${repeated.slice(0, 80)}\` came twice` };
  const timestamp = singleValue(pairs, 'Timestamp');
  if (timestamp === undefined) return missingParameter('Timestamp');
  if (!isUnixSeconds(timestamp)) return signatureFailure('Timestamp is not an integer of seconds');
  const nonce = singleValue(pairs, 'Nonce');
  if (nonce === undefined) return missingParameter('Nonce');
  if (!/^\d{1,20}$/.test(nonce)) return { code: 'InvalidParameter', message: 'Nonce is not an integer' };
  return checkClock(Number(timestamp), nowMs) ?? checkSessionToken(singleValue(pairs, 'Token'));
}

/**
 * Computes the signature again over the parameters received. Returns the service that the host names, or undefined if the
 * request stands for any service. https://www.tencentcloud.com/document/product/1061
 */
export function verifyV1(
  request: ReceivedRequest,
  nowMs: number,
): { service: string | undefined; pairs: readonly FormPair[] } | { refusal: GatewayRefusal } {
  const pairs = readPairs(parameterText(request));
  if (!pairs) return { refusal: signatureFailure('the parameters are not percent-encoded as RFC 3986 has it') };
  const refusal = checkSecretId(singleValue(pairs, 'SecretId')) ?? checkV1Signature(request, pairs) ?? checkRequestParameters(pairs, nowMs);
  return refusal ? { refusal } : { service: isSandboxHost(request) ? undefined : serviceOfHost(request), pairs };
}

/** Only the parameters of the action. */
export const actionPairs = (pairs: readonly FormPair[]): FormPair[] => pairs.filter(([name]) => !requestParameters.has(name));
