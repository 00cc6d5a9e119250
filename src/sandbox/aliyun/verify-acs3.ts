import { sandboxCredentials } from '../../core/sandbox-credentials.ts';
import { acs3Algorithm } from '../../sign/acs3.ts';
import { type Acs3Authorization, parseAcs3Authorization, resignAcs3 } from '../../sign/resign-acs3.ts';
import { headerOf, type ReceivedRequest } from '../exchange.ts';
import { type Refusal, refused } from '../vendor.ts';
import { idFault, momentFault, signatureFailure } from './account.ts';
import type { TakeNonce } from './nonces.ts';
import { readParameters } from './parameters.ts';
import type { Verification } from './verified.ts';

function signatureFault(request: ReceivedRequest, given: Acs3Authorization): Refusal | undefined {
  const { stages, mismatch } = resignAcs3(request, given, sandboxCredentials);
  const { StringToSign, CanonicalRequest } = stages;
  return mismatch && signatureFailure(StringToSign, mismatch.reason, { CanonicalRequest });
}

/**
 * Recomputes the signature from the bytes received.
 * https://www.alibabacloud.com/help/en/sdk/product-overview/v3-request-structure-and-signature
 */
export function verifyAcs3(request: ReceivedRequest, nowMs: number, takeNonce: TakeNonce): Verification {
  const given = parseAcs3Authorization(headerOf(request, 'authorization'));
  if (!given) return refused('IncompleteSignature', `the Authorization header is missing or not that of ${acs3Algorithm}`);
  if (given.algorithm !== acs3Algorithm) return refused('InvalidSignatureMethod', `the sandbox takes ${acs3Algorithm}`);
  const moment = {
    timestamp: headerOf(request, 'x-acs-date'),
    nonce: headerOf(request, 'x-acs-signature-nonce'),
    securityToken: headerOf(request, 'x-acs-security-token'),
  };
  const fault = idFault(given.id) ?? signatureFault(request, given) ?? momentFault(moment, nowMs, takeNonce);
  if (fault) return { refusal: fault };
  const received = readParameters(request);
  if ('fault' in received) return refused('InvalidParameter', received.fault);
  return { action: headerOf(request, 'x-acs-action'), version: headerOf(request, 'x-acs-version'), pairs: received.pairs };
}
