import { parseAcs3Authorization } from '../../sign/recompute-acs3.ts';
import { allHosts } from '../../vendors/aliyun/hosts.ts';
import type { GatewayRefusal } from '../checks/admission.ts';
import type { CallNames } from '../gateway.ts';
import { headerOf, type ReceivedRequest } from '../wire/received-request.ts';
import type { SignedAliyunCall, TakeNonce } from './caller-checks.ts';
import { commonParameter, isRpc } from './parameters.ts';
import { verifyAcs3 } from './verify-acs3.ts';
import { verifyRpc } from './verify-rpc.ts';

/** True for a request to one of the vendor's hosts, which a proxy or a name server led to the sandbox. */
const isForVendorHost = (request: ReceivedRequest): boolean => allHosts.includes(headerOf(request, 'host')?.toLowerCase() ?? '');

/** pop-core sends headers of ACS3 with a signature of RPC. Only an `Authorization` of ACS3 distinguishes the two. */
export const isAliyunCall = (request: ReceivedRequest): boolean =>
  /^ACS3-/.test(headerOf(request, 'authorization') ?? '') ||
  request.headers.some(([name]) => /^x-acs-/i.test(name)) ||
  isRpc(request) ||
  isForVendorHost(request);

/** Checks the signature that the request has: RPC or ACS3. */
export const verifyAliyunCall = (
  request: ReceivedRequest,
  nowMs: number,
  takeNonce: TakeNonce,
): SignedAliyunCall | { refusal: GatewayRefusal } => (isRpc(request) ? verifyRpc : verifyAcs3)(request, nowMs, takeNonce);

/** What a request says about its call, whether its signature is correct or not. */
export function namesOfAliyunCall(request: ReceivedRequest): CallNames {
  if (isRpc(request)) {
    const named = (name: string): string | undefined => commonParameter(request, name);
    return {
      action: named('Action'),
      version: named('Version'),
      region: named('RegionId'),
      id: named('AccessKeyId'),
      authorization: `${named('SignatureMethod') ?? 'HMAC-SHA1'} Signature=<masked>`,
    };
  }
  const authorization = headerOf(request, 'authorization');
  const parsed = parseAcs3Authorization(authorization);
  return {
    action: headerOf(request, 'x-acs-action'),
    version: headerOf(request, 'x-acs-version'),
    region: undefined,
    id: parsed?.id,
    authorization: parsed ? authorization?.replace(/Signature=.*$/s, 'Signature=<masked>') : authorization && '<masked>',
  };
}
