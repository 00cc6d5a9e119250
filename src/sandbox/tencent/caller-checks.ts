import { sandboxCredentials } from '../../core/sandbox-credentials.ts';
import type { GatewayRefusal } from '../checks/admission.ts';
import { headerOf, type ReceivedRequest } from '../wire/received-request.ts';

/** What both signatures ask of the caller besides being right. */

const clockWindowMs = 5 * 60 * 1000;

export const signatureFailure = (message: string, details?: GatewayRefusal['details']): GatewayRefusal => ({
  code: 'AuthFailure.SignatureFailure',
  message,
  ...(details ? { details } : {}),
});

export function idFault(id: string | undefined): GatewayRefusal | undefined {
  if (id === sandboxCredentials.id) return undefined;
  return { code: 'AuthFailure.SecretIdNotFound', message: `the sandbox knows one SecretId, ${sandboxCredentials.id}` };
}

/** Whole Unix seconds, of which none is before 1970. */
export const isTimestamp = (text: string): boolean => /^[1-9]\d{0,11}$/.test(text);

/** To be asked only of a request whose signature is right: a forged one learns nothing of the clock. */
export function clockFault(timestamp: number, nowMs: number): GatewayRefusal | undefined {
  if (Math.abs(nowMs - timestamp * 1000) <= clockWindowMs) return undefined;
  return { code: 'AuthFailure.SignatureExpire', message: 'the timestamp is more than five minutes from the clock of the service' };
}

export function tokenFault(token: string | undefined): GatewayRefusal | undefined {
  if (token === undefined) return undefined;
  return { code: 'AuthFailure.TokenFailure', message: 'the sandbox’s key is permanent and has no token' };
}

/** A vendor's host names its service by its first label; empty for a host that cannot be one's. */
export const serviceOfHost = (request: ReceivedRequest): string => /^([a-z][^.]*)\./i.exec(headerOf(request, 'host') ?? '')?.[1] ?? '';
