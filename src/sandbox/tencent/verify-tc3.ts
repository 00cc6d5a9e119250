import { sandboxCredentials } from '../../core/sandbox-credentials.ts';
import { isUnixSeconds, parseTc3Authorization, resignTc3, type Tc3Authorization } from '../../sign/resign-tc3.ts';
import { tc3Algorithm } from '../../sign/tc3.ts';
import { type GatewayRefusal, refuseWith } from '../checks/admission.ts';
import { headerOf, isSandboxHost, type ReceivedRequest } from '../wire/received-request.ts';
import { checkClock, checkSecretId, refuseSessionToken, serviceOfHost, signatureFailure } from './caller-checks.ts';

/** With the endpoint `127.0.0.1:PORT`, Tencent's Node SDK signs for this service: it takes the host up to its first dot. */
const sdkLoopbackService = '127';

/**
 * The service and the host that must be signed. A vendor's host names its service. The sandbox's address names none, so there the
 * service of the scope counts. Only the Node SDK signs the sandbox's address without its port, and only to the port that it calls.
 */
function signedFor(request: ReceivedRequest, { scope }: Tc3Authorization): { service: string; host: string } {
  const host = headerOf(request, 'host') ?? '';
  const claimed = scope.split('/')[1] ?? '';
  if (claimed === sdkLoopbackService && host === `127.0.0.1:${request.port}`) return { service: claimed, host: '127.0.0.1' };
  if (isSandboxHost(request) && claimed !== sdkLoopbackService) return { service: claimed, host };
  return { service: serviceOfHost(request), host };
}

function checkTc3Signature(request: ReceivedRequest, given: Tc3Authorization, timestamp: number): GatewayRefusal | undefined {
  const { stages, mismatch } = resignTc3(request, given, { timestamp, ...signedFor(request, given) }, sandboxCredentials);
  const { CanonicalRequest, StringToSign } = stages;
  return mismatch && signatureFailure(mismatch.reason, { CanonicalRequest, StringToSign });
}

/**
 * Computes the signature again from the bytes received. Returns the service that was signed for, or undefined if the request
 * stands for any service. https://www.tencentcloud.com/document/product/1061
 */
export function verifyTc3(request: ReceivedRequest, nowMs: number): { service: string | undefined } | { refusal: GatewayRefusal } {
  const given = parseTc3Authorization(headerOf(request, 'authorization'));
  if (!given) return refuseWith('AuthFailure.InvalidAuthorization', `the Authorization header is missing or not that of ${tc3Algorithm}`);
  const unknownId = checkSecretId(given.id);
  if (unknownId) return { refusal: unknownId };
  const timestamp = headerOf(request, 'x-tc-timestamp');
  if (timestamp === undefined) return refuseWith('MissingParameter', 'the header `X-TC-Timestamp` is missing');
  if (!isUnixSeconds(timestamp)) return { refusal: signatureFailure('X-TC-Timestamp is not a whole number of seconds') };
  const refusal =
    checkTc3Signature(request, given, Number(timestamp)) ??
    checkClock(Number(timestamp), nowMs) ??
    refuseSessionToken(headerOf(request, 'x-tc-token'));
  if (refusal) return { refusal };
  const { service } = signedFor(request, given);
  return { service: service === sdkLoopbackService ? undefined : service };
}
