import { parameterText } from '../../../sign/form-pairs.ts';
import type { Parameter } from '../../../sign/tencent-v1.ts';
import { headerOf, splitTarget, type WireRequest } from '../../../sign/wire-request.ts';
import type { SignMethod } from '../../../vendors/vendor.ts';
import { loosePairs, readAuthorization, secondsOf } from '../draft-of.ts';
import type { Theirs } from './theirs.ts';

/** The time, nonce and key id with which another party signed. */
type Moment = Pick<Theirs, 'timestamp' | 'nonce' | 'id'>;

const longestTimestamp = 40;

/** Decodes a text completely, however often it was encoded. */
function bare(text: string): string {
  let now = text.slice(0, 512);
  for (let round = 0; round < 3; round += 1) {
    try {
      now = decodeURIComponent(now);
    } catch {
      return now;
    }
  }
  return now;
}

/** Unix seconds of a timestamp in any form that people send, right or wrong. */
export function readTimestamp(text: string | undefined): number | undefined {
  const stamp = bare(text ?? '').trim();
  if (stamp.length > longestTimestamp) return undefined;
  if (/^\d{9,13}$/.test(stamp)) return secondsOf(stamp);
  const [, year, month, day, hour, minute, second, zone = 'Z'] =
    /^(\d{4})-(\d{1,2})-(\d{1,2})[T ](\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?$/.exec(stamp) ?? [];
  if (year === undefined) return undefined;
  const two = (digits = ''): string => digits.padStart(2, '0');
  const ms = Date.parse(`${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}${zone}`);
  return Number.isNaN(ms) ? undefined : Math.floor(ms / 1000);
}

const some = (moment: { timestamp: number | undefined; nonce: string | undefined; id: string | undefined }): Moment => ({
  ...(moment.timestamp === undefined ? {} : { timestamp: moment.timestamp }),
  ...(moment.nonce === undefined || moment.nonce === '' ? {} : { nonce: moment.nonce }),
  ...(moment.id === undefined || moment.id === '' ? {} : { id: moment.id }),
});

const valueIn = (pairs: readonly Parameter[], ...names: string[]): string | undefined => pairs.find(([name]) => names.includes(name))?.[1];

/** From parameters, with the names of either vendor. */
export const momentOfPairs = (pairs: readonly Parameter[]): Moment =>
  some({
    timestamp: readTimestamp(valueIn(pairs, 'Timestamp')),
    nonce: bare(valueIn(pairs, 'Nonce', 'SignatureNonce') ?? ''),
    id: bare(valueIn(pairs, 'SecretId', 'AccessKeyId') ?? ''),
  });

/** From header lines, as in a canonical request. */
export const momentOfHeaders = (headers: WireRequest['headers']): Moment =>
  some({
    timestamp: readTimestamp(headerOf({ headers }, 'x-tc-timestamp') ?? headerOf({ headers }, 'x-acs-date')),
    nonce: headerOf({ headers }, 'x-acs-signature-nonce'),
    id: readAuthorization(headerOf({ headers }, 'authorization'))?.id,
  });

const pairsOfRequest = (request: WireRequest): Parameter[] => [
  ...loosePairs(splitTarget(request.target).query),
  ...loosePairs(parameterText(request)),
];

export function schemeOfPairs(pairs: readonly Parameter[]): SignMethod | undefined {
  const names = pairs.map(([name]) => name);
  if (names.includes('AccessKeyId') || names.includes('SignatureVersion')) return 'rpc';
  if (!names.includes('SecretId') && !names.includes('Nonce')) return undefined;
  return valueIn(pairs, 'SignatureMethod') === 'HmacSHA256' ? 'hmac-sha256' : 'hmac-sha1';
}

/** The scheme of a request's signature; undefined if it has no known signature. */
export function schemeOfRequest(request: WireRequest): SignMethod | undefined {
  const authorization = headerOf(request, 'authorization') ?? '';
  if (authorization.startsWith('TC3-')) return 'tc3';
  if (authorization.startsWith('ACS3-')) return 'acs3';
  const fromPairs = schemeOfPairs(pairsOfRequest(request));
  if (fromPairs) return fromPairs;
  const has = (start: string): boolean => request.headers.some(([name]) => name.toLowerCase().startsWith(start));
  return has('x-tc-') ? 'tc3' : has('x-acs-') ? 'acs3' : undefined;
}

export function momentOfRequest(request: WireRequest, scheme: SignMethod): Moment {
  return scheme === 'tc3' || scheme === 'acs3' ? momentOfHeaders(request.headers) : momentOfPairs(pairsOfRequest(request));
}
