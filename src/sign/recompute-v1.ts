import { type FormPair, singleValue } from './form-pairs.ts';
import { signV1, type V1Algorithm, type V1Stages } from './tencent-v1.ts';
import { headerOf, type Mismatch, signedMethod, splitTarget, type WireRequest } from './wire-request.ts';

/** HmacSHA256 only if SignatureMethod has exactly this name. */
export const v1AlgorithmOf = (pairs: readonly FormPair[]): V1Algorithm =>
  singleValue(pairs, 'SignatureMethod') === 'HmacSHA256' ? 'HmacSHA256' : 'HmacSHA1';

/** Recomputes the signature of a request from its parameters. */
export function recomputeV1(
  request: WireRequest,
  pairs: readonly FormPair[],
  credentials: { secret: string },
): { stages: V1Stages; mismatch: Mismatch | undefined } {
  const { path, query } = splitTarget(request.target);
  const stages = signV1(
    {
      method: signedMethod(request),
      host: headerOf(request, 'host') ?? '',
      parameters: pairs.filter(([name]) => name !== 'Signature'),
    },
    v1AlgorithmOf(pairs),
    credentials,
  );
  const mismatch = (): Mismatch | undefined => {
    if (path !== '/') return { stage: 'SignatureOriginalString', reason: 'the path is not /' };
    if (request.method !== 'GET' && query !== '')
      return { stage: 'RequestString', reason: 'a POST must have all its parameters in the form' };
    const given = singleValue(pairs, 'Signature');
    if (given === undefined) return { stage: 'Signature', reason: 'the parameter `Signature` is missing or came twice' };
    if (given !== stages.SignatureString) return { stage: 'Signature', reason: 'the signature does not match the request received' };
    return undefined;
  };
  return { stages, mismatch: mismatch() };
}
