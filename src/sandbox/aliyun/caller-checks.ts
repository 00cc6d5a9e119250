import { sandboxCredentials, sandboxToken } from '../../core/sandbox-credentials.ts';
import type { FormPair } from '../../sign/form-pairs.ts';
import { utcTimestamp } from '../../sign/utc-timestamp.ts';
import { aliyun } from '../../vendors/aliyun/vendor.ts';
import type { GatewayRefusal } from '../checks/admission.ts';

/** What both signatures of Alibaba Cloud require of a call, besides that the signature is correct. */

/** A call with a correct signature: what it names, and the parameters of its action. */
export interface SignedAliyunCall {
  action: string | undefined;
  version: string | undefined;
  pairs: readonly FormPair[];
}

/** True for a nonce that did not come before. */
export type TakeNonce = (nonce: string, nowMs: number) => boolean;

const mostNonces = 10_000;

/** Remembers each nonce for as long as a request with it could be sent again. */
export function createNonces(): TakeNonce {
  // Oldest first.
  const until = new Map<string, number>();
  return (nonce, nowMs) => {
    if ((until.get(nonce) ?? Number.NEGATIVE_INFINITY) >= nowMs) return false;
    until.delete(nonce);
    // A timestamp may be ahead of the clock or behind it, so a request can be valid for twice the window.
    until.set(nonce, nowMs + 2 * aliyun.clockWindowMs);
    for (const [old, untilMs] of until) {
      if (untilMs >= nowMs && until.size <= mostNonces) break;
      until.delete(old);
    }
    return true;
  };
}

const signatureSentences = {
  SignatureDoesNotMatch: 'Specified signature is not matched with our calculation.',
  IncompleteSignature: 'The request signature does not conform to Aliyun standards.',
} as const;

type SignatureCode = keyof typeof signatureSentences;

export const isSignatureCode = (code: string): code is SignatureCode => Object.hasOwn(signatureSentences, code);

/**
 * The gateway's own sentence, with the complete string. The vendor's clients look for this text, and compare the string with their
 * own: if the two are equal, they report a wrong secret.
 */
export const signatureMessage = (code: SignatureCode, stringToSign: string): string =>
  `${signatureSentences[code]} server string to sign is:${stringToSign}`;

/** The reason, and other strings to compare, are members that only the sandbox has. */
export const signatureMismatch = (stringToSign: string, reason: string, details: GatewayRefusal['details'] = {}): GatewayRefusal => ({
  code: 'SignatureDoesNotMatch',
  message: signatureMessage('SignatureDoesNotMatch', stringToSign),
  details: { Reason: reason, ...details },
});

export const refuseMissing = (name: string): GatewayRefusal => ({
  code: `Missing${name}`,
  message: `${name} is mandatory for this action.`,
});

export function checkAccessKeyId(id: string | undefined): GatewayRefusal | undefined {
  if (id === undefined) return refuseMissing('AccessKeyId');
  if (id === sandboxCredentials.id) return undefined;
  return { code: 'InvalidAccessKeyId.NotFound', message: `the sandbox knows one AccessKeyId, ${sandboxCredentials.id}` };
}

/** The key works without a security token, and with the sandbox's own. Some clients send an empty one for a permanent key. */
function checkSecurityToken(token: string | undefined): GatewayRefusal | undefined {
  if (!token || token === sandboxToken) return undefined;
  return {
    code: 'InvalidSecurityToken.Malformed',
    message: `Specified SecurityToken is malformed. The sandbox knows one, ${sandboxToken}.`,
  };
}

function checkTime(timestamp: string, nowMs: number): GatewayRefusal | undefined {
  const timeMs = Date.parse(timestamp);
  // JavaScript reads the 30th of February as the 2nd of March.
  if (Number.isNaN(timeMs) || utcTimestamp(timeMs / 1000) !== timestamp)
    return { code: 'InvalidTimeStamp.Format', message: 'the timestamp is not in the form YYYY-MM-DDThh:mm:ssZ' };
  if (Math.abs(nowMs - timeMs) <= aliyun.clockWindowMs) return undefined;
  return { code: 'InvalidTimeStamp.Expired', message: 'the timestamp is more than fifteen minutes from the clock of the service' };
}

/** What is signed besides the call itself. */
interface SignedMoment {
  timestamp: string | undefined;
  nonce: string | undefined;
  securityToken: string | undefined;
}

/** Call this only after the signature was checked: a forged request must not learn about the clock, and must not use up a nonce. */
export function checkMoment(
  { timestamp, nonce, securityToken }: SignedMoment,
  nowMs: number,
  takeNonce: TakeNonce,
): GatewayRefusal | undefined {
  if (!timestamp) return refuseMissing('Timestamp');
  if (!nonce) return refuseMissing('SignatureNonce');
  const refusal = checkSecurityToken(securityToken) ?? checkTime(timestamp, nowMs);
  if (refusal) return refusal;
  return takeNonce(nonce, nowMs) ? undefined : { code: 'SignatureNonceUsed', message: 'the nonce was used by an earlier request' };
}
