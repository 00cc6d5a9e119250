import { sandboxCredentials } from '../../core/sandbox-credentials.ts';
import { isUnixSeconds, parseTc3Authorization, resignTc3, type Tc3Authorization } from '../../sign/resign-tc3.ts';
import { tc3Algorithm } from '../../sign/tc3.ts';
import { headerOf, type ReceivedRequest } from '../exchange.ts';
import { isOwnHost, serviceOfHost } from '../own-host.ts';
import { type Refusal, refused } from '../vendor.ts';
import { clockFault, idFault, signatureFailure, tokenFault } from './account.ts';

/** The service that Tencent's Node SDK signs for when its endpoint is `127.0.0.1:PORT`: the host up to its first dot. */
const sdkLoopbackService = '127';

/**
 * Which service and which host must have been signed. A vendor's host names its service; our own address names none, so there
 * the scope's own counts. The Node SDK alone signs our address without its port, and may do so only to the very listener.
 */
function signedFor(request: ReceivedRequest, { scope }: Tc3Authorization): { service: string; host: string } {
  const host = headerOf(request, 'host') ?? '';
  const claimed = scope.split('/')[1] ?? '';
  if (claimed === sdkLoopbackService && host === `127.0.0.1:${request.port}`) return { service: claimed, host: '127.0.0.1' };
  if (isOwnHost(request) && claimed !== sdkLoopbackService) return { service: claimed, host };
  return { service: serviceOfHost(request), host };
}

function signatureFault(request: ReceivedRequest, given: Tc3Authorization, timestamp: number): Refusal | undefined {
  const { stages, mismatch } = resignTc3(request, given, { timestamp, ...signedFor(request, given) }, sandboxCredentials);
  const { CanonicalRequest, StringToSign } = stages;
  return mismatch && signatureFailure(mismatch.reason, { CanonicalRequest, StringToSign });
}

/**
 * Recomputes the signature from the bytes received. The service is the one signed for; undefined where our own address
 * stands for any. https://www.tencentcloud.com/document/product/1061
 */
export function verifyTc3(request: ReceivedRequest, nowMs: number): { service: string | undefined } | { refusal: Refusal } {
  const given = parseTc3Authorization(headerOf(request, 'authorization'));
  if (!given) return refused('AuthFailure.InvalidAuthorization', `the Authorization header is missing or not that of ${tc3Algorithm}`);
  const stranger = idFault(given.id);
  if (stranger) return { refusal: stranger };
  const stamp = headerOf(request, 'x-tc-timestamp');
  if (stamp === undefined) return refused('MissingParameter', 'the header `X-TC-Timestamp` is missing');
  if (!isUnixSeconds(stamp)) return { refusal: signatureFailure('X-TC-Timestamp is not a whole number of seconds') };
  const fault =
    signatureFault(request, given, Number(stamp)) ?? clockFault(Number(stamp), nowMs) ?? tokenFault(headerOf(request, 'x-tc-token'));
  if (fault) return { refusal: fault };
  const { service } = signedFor(request, given);
  return { service: service === sdkLoopbackService ? undefined : service };
}
