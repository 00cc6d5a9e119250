import { createHash } from 'node:crypto';
import { formType } from '../../core/http.ts';
import { sandboxCredentials } from '../../core/sandbox-credentials.ts';
import { formText, mediaType, type Pair, readPairs, repeatedName, soleValue } from '../../sign/form-text.ts';
import { isUnixSeconds } from '../../sign/resign-tc3.ts';
import { resignV1 } from '../../sign/resign-v1.ts';
import { headerOf, type ReceivedRequest, splitTarget } from '../exchange.ts';
import { isOwnHost, serviceOfHost } from '../own-host.ts';
import type { Refusal } from '../vendor.ts';
import { clockFault, idFault, signatureFailure, tokenFault } from './account.ts';

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
  return mediaType(request) === formType;
}

/** Alibaba's RPC signature stands among parameters too, but under another name for the key. */
export const carriesSecretId = (request: ReceivedRequest): boolean => isV1(request) && /(?:^|&)SecretId=/.test(formText(request));

/** As far as they can be read: for the journal. */
export const receivedPairs = (request: ReceivedRequest): readonly Pair[] => readPairs(formText(request)) ?? [];

const longestShown = 128;

/** Media and other long values as notes: what is to be compared stays readable. */
const shorten = ([name, value]: Pair): Pair =>
  value.length <= longestShown
    ? [name, value]
    : [name, `<${value.length} characters, sha256 ${createHash('sha256').update(value).digest('hex')}>`];

function signatureFault(request: ReceivedRequest, pairs: readonly Pair[]): Refusal | undefined {
  const { mismatch } = resignV1(request, pairs, sandboxCredentials);
  if (!mismatch) return undefined;
  const { RequestString, SignatureOriginalString } = resignV1(request, pairs.map(shorten), sandboxCredentials).stages;
  return signatureFailure(mismatch.reason, { RequestString, SignatureOriginalString });
}

const missing = (name: string): Refusal => ({ code: 'MissingParameter', message: `the parameter \`${name}\` is missing` });

/** What is wrong with a request although its signature is right. */
function commonFault(pairs: readonly Pair[], nowMs: number): Refusal | undefined {
  const repeated = repeatedName(pairs);
  if (repeated !== undefined) return { code: 'InvalidParameter', message: `the parameter \`${repeated.slice(0, 80)}\` came twice` };
  const timestamp = soleValue(pairs, 'Timestamp');
  if (timestamp === undefined) return missing('Timestamp');
  if (!isUnixSeconds(timestamp)) return signatureFailure('Timestamp is not a whole number of seconds');
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
): { service: string | undefined; pairs: readonly Pair[] } | { refusal: Refusal } {
  const pairs = readPairs(formText(request));
  if (!pairs) return { refusal: signatureFailure('the parameters are not percent-encoded as RFC 3986 has it') };
  const fault = idFault(soleValue(pairs, 'SecretId')) ?? signatureFault(request, pairs) ?? commonFault(pairs, nowMs);
  return fault ? { refusal: fault } : { service: isOwnHost(request) ? undefined : serviceOfHost(request), pairs };
}

export const withoutCommon = (pairs: readonly Pair[]): Pair[] => pairs.filter(([name]) => !commonNames.has(name));
