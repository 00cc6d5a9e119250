import { sandboxCredentials } from '../../core/sandbox-credentials.ts';
import { isUnixSeconds, parseTc3Authorization, recomputeTc3, type Tc3Authorization } from '../../sign/recompute-tc3.ts';
import { tc3Algorithm } from '../../sign/tc3.ts';
import { type GatewayRefusal, refuseWith } from '../checks/admission.ts';
import { headerOf, isSandboxHost, type ReceivedRequest } from '../wire/received-request.ts';
import { checkClock, checkSecretId, checkSessionToken, serviceOfHost, signatureFailure } from './caller-checks.ts';

/** The service and the hosts for which a client can have signed. */
interface SignedFor {
  service: string;
  /** One of them must be signed. */
  hosts: readonly string[];
  /** True if the service is the sandbox's address, so that the request stands for any service. */
  isAddress: boolean;
}

/**
 * The service and the host that must be signed. A vendor's host names its service. The sandbox's address names none, so there the
 * service of the scope counts. Most of the vendor's SDKs use the part of the endpoint before the first dot as the service: `127`, or
 * `localhost:PORT`. The Node SDK then signs the host without its port, the others with it.
 */
function signedFor(request: ReceivedRequest, { scope }: Tc3Authorization): SignedFor {
  const host = headerOf(request, 'host') ?? '';
  const claimed = scope.split('/')[1] ?? '';
  if (!isSandboxHost(request)) return { service: serviceOfHost(request), hosts: [host], isAddress: false };
  const name = host.slice(0, host.lastIndexOf(':'));
  const isAddress = [host, name].some((form) => form.split('.')[0] === claimed);
  return { service: claimed, hosts: isAddress ? [host, name] : [host], isAddress };
}

function checkTc3Signature(request: ReceivedRequest, given: Tc3Authorization, timestamp: number): GatewayRefusal | undefined {
  const { stages, mismatch } = recomputeTc3(request, given, { timestamp, ...signedFor(request, given) }, sandboxCredentials);
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
  if (!isUnixSeconds(timestamp)) return { refusal: signatureFailure('X-TC-Timestamp is not an integer of seconds') };
  const refusal =
    checkTc3Signature(request, given, Number(timestamp)) ??
    checkClock(Number(timestamp), nowMs) ??
    checkSessionToken(headerOf(request, 'x-tc-token'));
  if (refusal) return { refusal };
  const { service, isAddress } = signedFor(request, given);
  return { service: isAddress ? undefined : service };
}
