import { sandboxCredentials } from '../../core/sandbox-credentials.ts';
import { tencent } from '../../providers/tencent/provider.ts';
import type { Refusal } from '../vendor.ts';

/** What both signatures ask of the caller besides being right. */

export const signatureFailure = (message: string, details?: Refusal['details']): Refusal => ({
  code: 'AuthFailure.SignatureFailure',
  message,
  ...(details ? { details } : {}),
});

export function idFault(id: string | undefined): Refusal | undefined {
  if (id === sandboxCredentials.id) return undefined;
  return { code: 'AuthFailure.SecretIdNotFound', message: `the sandbox knows one SecretId, ${sandboxCredentials.id}` };
}

/** To be asked only of a request whose signature is right: a forged one learns nothing of the clock. */
export function clockFault(timestamp: number, nowMs: number): Refusal | undefined {
  if (Math.abs(nowMs - timestamp * 1000) <= tencent.clockWindowMs) return undefined;
  return { code: 'AuthFailure.SignatureExpire', message: 'the timestamp is more than five minutes from the clock of the service' };
}

export function tokenFault(token: string | undefined): Refusal | undefined {
  if (token === undefined) return undefined;
  return { code: 'AuthFailure.TokenFailure', message: 'the sandbox’s key is permanent and has no token' };
}
