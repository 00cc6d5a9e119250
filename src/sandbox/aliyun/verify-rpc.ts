import { sandboxCredentials } from '../../core/sandbox-credentials.ts';
import type { FormPair } from '../../sign/form-pairs.ts';
import { recomputeRpc } from '../../sign/recompute-rpc.ts';
import { allHosts } from '../../vendors/aliyun/hosts.ts';
import type { GatewayRefusal } from '../checks/admission.ts';
import { headerOf, isSandboxHost, type ReceivedRequest } from '../wire/received-request.ts';
import { checkAccessKeyId, checkMoment, refuseMissing, type SignedAliyunCall, signatureMismatch, type TakeNonce } from './caller-checks.ts';
import { commonNames, readAllPairs } from './parameters.ts';

type RpcParameters = Readonly<Record<string, string>>;

/** RPC does not sign the host and the path, so a change of them would not be noticed. Only known hosts and the path `/` are accepted. */
function checkRpcSignature(request: ReceivedRequest, pairs: readonly FormPair[]): GatewayRefusal | undefined {
  const { stages, mismatch } = recomputeRpc(request, pairs, sandboxCredentials);
  const host = headerOf(request, 'host')?.toLowerCase() ?? '';
  const isUnknownHost = !isSandboxHost(request) && !allHosts.includes(host);
  const reason = isUnknownHost ? 'the Host is neither the sandbox nor one of the vendor’s' : mismatch?.reason;
  return reason === undefined ? undefined : signatureMismatch(stages.StringToSign, reason);
}

/** The string to sign of the parameters received. Empty if they cannot be read. */
export function receivedRpcString(request: ReceivedRequest): string {
  const received = readAllPairs(request);
  return 'reason' in received ? '' : recomputeRpc(request, received.pairs, sandboxCredentials).stages.StringToSign;
}

/** Checks the parameters that name the signature method. Some clients send an empty SignatureType for the ordinary kind of key. */
function checkMethod({ SignatureMethod, SignatureVersion, SignatureType }: RpcParameters): GatewayRefusal | undefined {
  if (SignatureMethod === undefined) return refuseMissing('SignatureMethod');
  if (SignatureVersion === undefined) return refuseMissing('SignatureVersion');
  if (SignatureMethod !== 'HMAC-SHA1') return { code: 'InvalidSignatureMethod', message: 'the only SignatureMethod is HMAC-SHA1' };
  if (SignatureType) return { code: 'InvalidSignatureMethod', message: 'the only SignatureType is the empty one, that of an AccessKey' };
  return SignatureVersion === '1.0' ? undefined : { code: 'IncompleteSignature', message: 'the only SignatureVersion is 1.0' };
}

/**
 * Computes the signature again over the parameters received, in the query and in the form.
 * https://www.alibabacloud.com/help/zh/doc-detail/66384.html
 */
export function verifyRpc(request: ReceivedRequest, nowMs: number, takeNonce: TakeNonce): SignedAliyunCall | { refusal: GatewayRefusal } {
  const received = readAllPairs(request);
  if ('reason' in received) return { refusal: signatureMismatch('', received.reason) };
  const params: RpcParameters = Object.fromEntries(received.pairs);
  const { Action: action, Version: version, Timestamp: timestamp, SignatureNonce: nonce, SecurityToken: securityToken } = params;
  const refusal =
    checkAccessKeyId(params.AccessKeyId) ??
    (params.Signature === undefined ? refuseMissing('Signature') : undefined) ??
    checkRpcSignature(request, received.pairs) ??
    checkMethod(params) ??
    checkMoment({ timestamp, nonce, securityToken }, nowMs, takeNonce);
  return refusal ? { refusal } : { action, version, pairs: received.pairs.filter(([name]) => !commonNames.has(name)) };
}
