import { type RpcStages, signRpc } from './aliyun-rpc.ts';
import type { FormPair } from './form-pairs.ts';
import { type Mismatch, signedMethod, splitTarget, type WireRequest } from './wire-request.ts';

/** Recomputes the signature of a request from its parameters. It does not matter whether they are in the query or in the form. */
export function recomputeRpc(
  request: WireRequest,
  pairs: readonly FormPair[],
  credentials: { secret: string },
): { stages: RpcStages; mismatch: Mismatch | undefined } {
  const params = Object.fromEntries(pairs);
  const stages = signRpc({ method: signedMethod(request), params }, credentials);
  const mismatch = (): Mismatch | undefined => {
    if (splitTarget(request.target).path !== '/') return { stage: 'StringToSign', reason: 'the path is not /' };
    if (params.Signature === stages.Signature) return undefined;
    return { stage: 'Signature', reason: 'the signature is not that of the parameters received' };
  };
  return { stages, mismatch: mismatch() };
}
