import type { Action } from '../../core/declare/action.ts';
import { type FormPair, singleValue } from '../../sign/form-pairs.ts';
import { parseTc3Authorization } from '../../sign/recompute-tc3.ts';
import { v1AlgorithmOf } from '../../sign/recompute-v1.ts';
import type { GatewayRefusal, ReadValues } from '../checks/admission.ts';
import type { CallNames } from '../gateway.ts';
import { headerOf, type ReceivedRequest } from '../wire/received-request.ts';
import { readFlatValues, readTc3Values } from './read-values.ts';
import type { NamesIn, TencentNames } from './route.ts';
import { verifyTc3 } from './verify-tc3.ts';
import { actionPairs, isV1, receivedPairs, verifyV1 } from './verify-v1.ts';

const namesInHeaders = (request: ReceivedRequest): TencentNames => ({
  action: headerOf(request, 'x-tc-action'),
  version: headerOf(request, 'x-tc-version'),
  region: headerOf(request, 'x-tc-region'),
});

const namesInPairs = (pairs: readonly FormPair[]): TencentNames => ({
  action: singleValue(pairs, 'Action'),
  version: singleValue(pairs, 'Version'),
  region: singleValue(pairs, 'Region'),
});

/** A call with a correct signature: what it names, and how its values are read. */
interface SignedTencentCall {
  /** Undefined if the request stands for any service. */
  service: string | undefined;
  names: TencentNames;
  namesIn: NamesIn;
  read(action: Action): ReadValues;
}

/** Checks the signature that the request has: v1 or TC3. */
export function verifyTencentCall(request: ReceivedRequest, nowMs: number): SignedTencentCall | { refusal: GatewayRefusal } {
  if (isV1(request)) {
    const verified = verifyV1(request, nowMs);
    if ('refusal' in verified) return verified;
    const { service, pairs } = verified;
    return { service, names: namesInPairs(pairs), namesIn: 'parameter', read: (action) => readFlatValues(actionPairs(pairs), action) };
  }
  const verified = verifyTc3(request, nowMs);
  if ('refusal' in verified) return verified;
  return { ...verified, names: namesInHeaders(request), namesIn: 'header', read: (action) => readTc3Values(request, action) };
}

/** What a request says about its call, whether its signature is correct or not. */
export function namesOfTencentCall(request: ReceivedRequest): CallNames {
  if (isV1(request)) {
    const pairs = receivedPairs(request);
    return { ...namesInPairs(pairs), id: singleValue(pairs, 'SecretId'), authorization: `${v1AlgorithmOf(pairs)} Signature=<masked>` };
  }
  const authorization = headerOf(request, 'authorization');
  const parsed = parseTc3Authorization(authorization);
  return {
    ...namesInHeaders(request),
    id: parsed?.id,
    authorization: parsed ? authorization?.replace(/Signature=.*$/s, 'Signature=<masked>') : authorization && '<masked>',
  };
}
