import { sandboxCredentials } from '../../core/sandbox-credentials.ts';
import { acs3Algorithm } from '../../sign/acs3.ts';
import { type Acs3Authorization, parseAcs3Authorization, recomputeAcs3 } from '../../sign/recompute-acs3.ts';
import { type GatewayRefusal, refuseWith } from '../checks/admission.ts';
import { headerOf, type ReceivedRequest } from '../wire/received-request.ts';
import { checkAccessKeyId, checkMoment, type SignedAliyunCall, signatureMismatch, type TakeNonce } from './caller-checks.ts';
import { commonNames, readAllPairs } from './parameters.ts';

function checkAcs3Signature(request: ReceivedRequest, given: Acs3Authorization): GatewayRefusal | undefined {
  const { stages, mismatch } = recomputeAcs3(request, given, sandboxCredentials);
  const { StringToSign, CanonicalRequest } = stages;
  return mismatch && signatureMismatch(StringToSign, mismatch.reason, { CanonicalRequest });
}

export const receivedAcs3String = (request: ReceivedRequest): string =>
  recomputeAcs3(request, parseAcs3Authorization(headerOf(request, 'authorization')), sandboxCredentials).stages.StringToSign;

/**
 * Computes the signature again from the bytes received.
 * https://www.alibabacloud.com/help/en/sdk/product-overview/v3-request-structure-and-signature
 */
export function verifyAcs3(request: ReceivedRequest, nowMs: number, takeNonce: TakeNonce): SignedAliyunCall | { refusal: GatewayRefusal } {
  const given = parseAcs3Authorization(headerOf(request, 'authorization'));
  if (!given) return refuseWith('IncompleteSignature', `the Authorization header is missing or not that of ${acs3Algorithm}`);
  if (given.algorithm !== acs3Algorithm) return refuseWith('InvalidSignatureMethod', `the algorithm is not ${acs3Algorithm}`);
  const moment = {
    timestamp: headerOf(request, 'x-acs-date'),
    nonce: headerOf(request, 'x-acs-signature-nonce'),
    securityToken: headerOf(request, 'x-acs-security-token'),
  };
  const refusal = checkAccessKeyId(given.id) ?? checkAcs3Signature(request, given) ?? checkMoment(moment, nowMs, takeNonce);
  if (refusal) return { refusal };
  const received = readAllPairs(request);
  if ('reason' in received) return refuseWith('InvalidParameter', received.reason);
  // The Java core also sends parameters of RPC in the query, and may name the action only there.
  const named = (name: string): string | undefined => received.pairs.find(([sent]) => sent === name)?.[1];
  return {
    action: headerOf(request, 'x-acs-action') ?? named('Action'),
    version: headerOf(request, 'x-acs-version') ?? named('Version'),
    pairs: received.pairs.filter(([name]) => !commonNames.has(name)),
  };
}
