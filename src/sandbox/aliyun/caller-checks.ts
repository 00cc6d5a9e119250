import { sandboxCredentials } from '../../core/sandbox-credentials.ts';
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
  // The oldest first.
  const until = new Map<string, number>();
  return (nonce, nowMs) => {
    if ((until.get(nonce) ?? Number.NEGATIVE_INFINITY) >= nowMs) return false;
    until.delete(nonce);
    // A timestamp may be as far ahead of the clock as it may be behind.
    until.set(nonce, nowMs + 2 * aliyun.clockWindowMs);
    for (const [old, untilMs] of until) {
      if (untilMs >= nowMs && until.size <= mostNonces) break;
      until.delete(old);
    }
    return true;
  };
}

/** A client compares this string with its own, so it is changed only if it is longer, because it holds an image. */
const longestString = 64 * 1024;

const cutLong = (text: string): string => text.slice(0, longestString);

/** `message` is the vendor's own sentence. The reason, and other strings to compare, are members that only the sandbox has. */
export const signatureMismatch = (stringToSign: string, reason: string, details: GatewayRefusal['details'] = {}): GatewayRefusal => ({
  code: 'SignatureDoesNotMatch',
  message: `Specified signature does not match our calculation. server string to sign is:${cutLong(stringToSign)}`,
  details: { Reason: reason, ...Object.fromEntries(Object.entries(details).map(([name, text]) => [name, cutLong(text)])) },
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
  if (securityToken !== undefined)
    return { code: 'InvalidAccessKeyId.NotFound', message: 'the sandbox’s key is permanent and has no security token' };
  const refusal = checkTime(timestamp, nowMs);
  if (refusal) return refusal;
  return takeNonce(nonce, nowMs) ? undefined : { code: 'SignatureNonceUsed', message: 'the nonce was used by an earlier request' };
}
