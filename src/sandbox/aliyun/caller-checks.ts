import { sandboxCredentials } from '../../core/sandbox-credentials.ts';
import { utcTimestamp } from '../../sign/utc-timestamp.ts';
import type { GatewayRefusal } from '../checks/admission.ts';
import { clockWindowMs } from './clock-window.ts';
import type { TakeNonce } from './nonces.ts';

/** What both signatures ask of the caller besides being right. */

/** A client compares the string with its own, so it is left as it is, but for the end of one that holds a picture. */
const longestString = 64 * 1024;

const cut = (text: string): string => text.slice(0, longestString);

/** The vendor's own sentence; `reason` and other strings to compare go beside it, under a name of ours. */
export const signatureFailure = (stringToSign: string, reason: string, details: GatewayRefusal['details'] = {}): GatewayRefusal => ({
  code: 'SignatureDoesNotMatch',
  message: `Specified signature does not match our calculation. server string to sign is:${cut(stringToSign)}`,
  details: { Reason: reason, ...Object.fromEntries(Object.entries(details).map(([name, text]) => [name, cut(text)])) },
});

export const missing = (name: string): GatewayRefusal => ({ code: `Missing${name}`, message: `${name} is mandatory for this action.` });

export function idFault(id: string | undefined): GatewayRefusal | undefined {
  if (id === undefined) return missing('AccessKeyId');
  if (id === sandboxCredentials.id) return undefined;
  return { code: 'InvalidAccessKeyId.NotFound', message: `the sandbox knows one AccessKeyId, ${sandboxCredentials.id}` };
}

function timeFault(timestamp: string, nowMs: number): GatewayRefusal | undefined {
  const timeMs = Date.parse(timestamp);
  // The 30th of February parses, and comes back as the 2nd of March.
  if (Number.isNaN(timeMs) || utcTimestamp(timeMs / 1000) !== timestamp)
    return { code: 'InvalidTimeStamp.Format', message: 'the timestamp is not in the form YYYY-MM-DDThh:mm:ssZ' };
  if (Math.abs(nowMs - timeMs) <= clockWindowMs) return undefined;
  return { code: 'InvalidTimeStamp.Expired', message: 'the timestamp is more than fifteen minutes from the clock of the service' };
}

/** What is signed beside the call itself. */
export interface Moment {
  timestamp: string | undefined;
  nonce: string | undefined;
  securityToken: string | undefined;
}

/** To be asked only of a request whose signature is right: a forged one neither learns of the clock nor uses up a nonce. */
export function momentFault({ timestamp, nonce, securityToken }: Moment, nowMs: number, takeNonce: TakeNonce): GatewayRefusal | undefined {
  if (!timestamp) return missing('Timestamp');
  if (!nonce) return missing('SignatureNonce');
  if (securityToken !== undefined) {
    return { code: 'InvalidAccessKeyId.NotFound', message: 'the sandbox’s key is permanent and has no security token' };
  }
  const fault = timeFault(timestamp, nowMs);
  if (fault) return fault;
  return takeNonce(nonce, nowMs) ? undefined : { code: 'SignatureNonceUsed', message: 'the nonce was used by an earlier request' };
}
