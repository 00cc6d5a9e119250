import { sandboxCredentials, sandboxToken } from '../../core/sandbox-credentials.ts';
import { tencent } from '../../vendors/tencent/vendor.ts';
import type { GatewayRefusal } from '../checks/admission.ts';
import { headerOf, type ReceivedRequest } from '../wire/received-request.ts';

/** What both signatures of Tencent Cloud require of a call, besides that the signature is correct. */

export const signatureFailure = (message: string, details?: GatewayRefusal['details']): GatewayRefusal => ({
  code: 'AuthFailure.SignatureFailure',
  message,
  ...(details ? { details } : {}),
});

export function checkSecretId(id: string | undefined): GatewayRefusal | undefined {
  if (id === sandboxCredentials.id) return undefined;
  return { code: 'AuthFailure.SecretIdNotFound', message: `the sandbox knows one SecretId, ${sandboxCredentials.id}` };
}

/** Call this only after the signature was checked: a forged request must learn nothing about the clock. */
export function checkClock(timestamp: number, nowMs: number): GatewayRefusal | undefined {
  if (Math.abs(nowMs - timestamp * 1000) <= tencent.clockWindowMs) return undefined;
  return { code: 'AuthFailure.SignatureExpire', message: 'the timestamp is more than five minutes from the clock of the service' };
}

/** The key works without a session token, and with the sandbox's own. Some clients send an empty one for a permanent key. */
export function checkSessionToken(token: string | undefined): GatewayRefusal | undefined {
  if (!token || token === sandboxToken) return undefined;
  return { code: 'AuthFailure.TokenFailure', message: `the sandbox knows one token, ${sandboxToken}` };
}

/** A vendor's host names its service in its first label. Empty for a host that is not a vendor's. */
export const serviceOfHost = (request: ReceivedRequest): string => /^([a-z][^.]*)\./i.exec(headerOf(request, 'host') ?? '')?.[1] ?? '';
