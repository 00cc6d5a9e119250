import type { Action } from '../../core/declare/action.ts';
import { headerOf, type ReceivedRequest } from '../exchange.ts';
import { type Pair, soleValue } from '../form-text.ts';
import type { Refusal, Seen } from '../vendor.ts';
import { type ReadValues, readFlat, readValues } from './read-values.ts';
import type { Named, NamedPlace } from './route.ts';
import { parseAuthorization, verifyTc3 } from './verify-tc3.ts';
import { algorithmOf, isV1, receivedPairs, verifyV1, withoutCommon } from './verify-v1.ts';

/** A call whose signature is right: what it names, and how its values are read. */
export interface Verified {
  /** Undefined where our own address stands for any. */
  service: string | undefined;
  named: Named;
  place: NamedPlace;
  read(action: Action): ReadValues;
}

const namedInHeaders = (request: ReceivedRequest): Named => ({
  action: headerOf(request, 'x-tc-action'),
  version: headerOf(request, 'x-tc-version'),
  region: headerOf(request, 'x-tc-region'),
});

const namedInPairs = (pairs: readonly Pair[]): Named => ({
  action: soleValue(pairs, 'Action'),
  version: soleValue(pairs, 'Version'),
  region: soleValue(pairs, 'Region'),
});

/** By whichever of the vendor's signatures the request carries. */
export function verify(request: ReceivedRequest, nowMs: number): Verified | { refusal: Refusal } {
  if (isV1(request)) {
    const verified = verifyV1(request, nowMs);
    if ('refusal' in verified) return verified;
    const { service, pairs } = verified;
    return { service, named: namedInPairs(pairs), place: 'parameter', read: (action) => readFlat(withoutCommon(pairs), action) };
  }
  const verified = verifyTc3(request, nowMs);
  if ('refusal' in verified) return verified;
  return { ...verified, named: namedInHeaders(request), place: 'header', read: (action) => readValues(request, action) };
}

/** What the journal shows of a request, right or wrong. */
export function see(request: ReceivedRequest): Seen {
  if (isV1(request)) {
    const pairs = receivedPairs(request);
    return { ...namedInPairs(pairs), id: soleValue(pairs, 'SecretId'), authorization: `${algorithmOf(pairs)} Signature=<masked>` };
  }
  const authorization = headerOf(request, 'authorization');
  const parsed = parseAuthorization(authorization);
  return {
    ...namedInHeaders(request),
    id: parsed?.id,
    authorization: parsed ? authorization?.replace(/Signature=.*$/s, 'Signature=<masked>') : authorization && '<masked>',
  };
}
