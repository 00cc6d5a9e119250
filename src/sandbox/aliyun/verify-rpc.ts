import { sandboxCredentials } from '../../core/sandbox-credentials.ts';
import { allHosts } from '../../providers/aliyun/hosts.ts';
import { signRpc } from '../../sign/aliyun-rpc.ts';
import type { GatewayRefusal } from '../checks/admission.ts';
import { headerOf, isSandboxHost, type ReceivedRequest, splitTarget } from '../wire/received-request.ts';
import { idFault, missing, momentFault, signatureFailure } from './caller-checks.ts';
import type { TakeNonce } from './nonces.ts';
import { commonNames, readParameters } from './parameters.ts';
import type { Verification } from './verified.ts';

type Params = Readonly<Record<string, string>>;

/**
 * Host and path are not signed: what could have been changed on the way unseen must be this sandbox's or the vendor's very own.
 */
function signatureFault(request: ReceivedRequest, params: Params): GatewayRefusal | undefined {
  const method = request.method === 'GET' ? 'GET' : 'POST';
  const { StringToSign, Signature } = signRpc({ method, params }, sandboxCredentials);
  const host = headerOf(request, 'host')?.toLowerCase() ?? '';
  if (splitTarget(request.target).path !== '/') return signatureFailure(StringToSign, 'the path is not /');
  if (!isSandboxHost(request) && !allHosts.includes(host))
    return signatureFailure(StringToSign, 'the Host is neither the sandbox nor one of the vendor’s');
  return params.Signature === Signature
    ? undefined
    : signatureFailure(StringToSign, 'the signature is not that of the parameters received');
}

/** What is wrong with a request although its signature is right. */
function schemeFault({ SignatureMethod, SignatureVersion }: Params): GatewayRefusal | undefined {
  if (SignatureMethod === undefined) return missing('SignatureMethod');
  if (SignatureVersion === undefined) return missing('SignatureVersion');
  if (SignatureMethod !== 'HMAC-SHA1') return { code: 'InvalidSignatureMethod', message: 'the only SignatureMethod is HMAC-SHA1' };
  return SignatureVersion === '1.0' ? undefined : { code: 'IncompleteSignature', message: 'the only SignatureVersion is 1.0' };
}

/**
 * Recomputes the signature over the parameters received, of query and form alike.
 * https://www.alibabacloud.com/help/zh/doc-detail/66384.html
 */
export function verifyRpc(request: ReceivedRequest, nowMs: number, takeNonce: TakeNonce): Verification {
  const received = readParameters(request);
  if ('fault' in received) return { refusal: signatureFailure('', received.fault) };
  const params: Params = Object.fromEntries(received.pairs);
  const { Action: action, Version: version, Timestamp: timestamp, SignatureNonce: nonce, SecurityToken: securityToken } = params;
  const fault =
    idFault(params.AccessKeyId) ??
    (params.Signature === undefined ? missing('Signature') : undefined) ??
    signatureFault(request, params) ??
    schemeFault(params) ??
    momentFault({ timestamp, nonce, securityToken }, nowMs, takeNonce);
  return fault ? { refusal: fault } : { action, version, pairs: received.pairs.filter(([name]) => !commonNames.has(name)) };
}
