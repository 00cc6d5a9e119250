import type { Seen } from '../gateway.ts';
import { headerOf, type ReceivedRequest } from '../wire/received-request.ts';
import type { TakeNonce } from './nonces.ts';
import { commonParameter, isRpc } from './parameters.ts';
import type { Verification } from './verified.ts';
import { parseAuthorization, verifyAcs3 } from './verify-acs3.ts';
import { verifyRpc } from './verify-rpc.ts';

/** pop-core sends headers of ACS3 beside a signature of RPC: only an `Authorization` of ACS3 tells the two apart. */
export const recognises = (request: ReceivedRequest): boolean =>
  /^ACS3-/.test(headerOf(request, 'authorization') ?? '') || request.headers.some(([name]) => /^x-acs-/i.test(name)) || isRpc(request);

/** By whichever of the vendor's signatures the request carries. */
export const verify = (request: ReceivedRequest, nowMs: number, takeNonce: TakeNonce): Verification =>
  (isRpc(request) ? verifyRpc : verifyAcs3)(request, nowMs, takeNonce);

/** What the journal shows of a request, right or wrong. */
export function see(request: ReceivedRequest): Seen {
  if (isRpc(request)) {
    const member = (name: string): string | undefined => commonParameter(request, name);
    return {
      action: member('Action'),
      version: member('Version'),
      region: member('RegionId'),
      id: member('AccessKeyId'),
      authorization: `${member('SignatureMethod') ?? 'HMAC-SHA1'} Signature=<masked>`,
    };
  }
  const authorization = headerOf(request, 'authorization');
  const parsed = parseAuthorization(authorization);
  return {
    action: headerOf(request, 'x-acs-action'),
    version: headerOf(request, 'x-acs-version'),
    region: undefined,
    id: parsed?.id,
    authorization: parsed ? authorization?.replace(/Signature=.*$/s, 'Signature=<masked>') : authorization && '<masked>',
  };
}
