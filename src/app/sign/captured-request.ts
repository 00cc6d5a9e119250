import { acs3Algorithm } from '../../sign/acs3.ts';
import { type FormPair, parameterText, readPairs, singleValue } from '../../sign/form-pairs.ts';
import { parseAcs3Authorization, recomputeAcs3 } from '../../sign/recompute-acs3.ts';
import { recomputeRpc } from '../../sign/recompute-rpc.ts';
import { isUnixSeconds, parseTc3Authorization, recomputeTc3 } from '../../sign/recompute-tc3.ts';
import { recomputeV1 } from '../../sign/recompute-v1.ts';
import { utcTimestamp } from '../../sign/utc-timestamp.ts';
import { headerOf, type Mismatch, splitTarget, type WireRequest } from '../../sign/wire-request.ts';
import type { SignMethod } from '../../vendors/vendor.ts';
import type { Key } from './draft.ts';
import { serviceOf } from './draft-of.ts';

/** The time in a captured request. */
interface SignedTime {
  /** The text that is sent. */
  text: string | undefined;
  /** Undefined if it is not in the form that the service accepts. */
  seconds: number | undefined;
}

/** What a captured request claims, and what follows from its bytes. */
export interface CapturedSignature {
  id: string | undefined;
  signature: string | undefined;
  time: SignedTime;
  /** The first stage that does not match, if the key is the right one. */
  mismatch: Mismatch | undefined;
}

const unixTime = (text: string | undefined): SignedTime => ({
  text,
  seconds: text !== undefined && isUnixSeconds(text) ? Number(text) : undefined,
});

function isoTime(text: string | undefined): SignedTime {
  const ms = Date.parse(text ?? '');
  return { text, seconds: !Number.isNaN(ms) && utcTimestamp(ms / 1000) === text ? ms / 1000 : undefined };
}

export const missingStage = (stage: string, reason = `${stage} is missing`): Mismatch => ({ stage, reason });

/** The address of this machine names no product, so any product may be in the signature. */
const isLoopback = (host: string): boolean => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i.test(host);

function readTc3(request: WireRequest, key: Key): CapturedSignature {
  const given = parseTc3Authorization(headerOf(request, 'authorization'));
  const time = unixTime(headerOf(request, 'x-tc-timestamp'));
  const reading = { id: given?.id, signature: given?.signature, time };
  if (!given)
    return {
      ...reading,
      mismatch: missingStage('Authorization', 'the header Authorization is missing, or not in the form of TC3-HMAC-SHA256'),
    };
  if (time.text === undefined) return { ...reading, mismatch: missingStage('X-TC-Timestamp') };
  if (time.seconds === undefined)
    return { ...reading, mismatch: missingStage('X-TC-Timestamp', 'X-TC-Timestamp is not a whole number of seconds') };
  const host = headerOf(request, 'host') ?? '';
  const service = isLoopback(host) ? (given.scope.split('/')[1] ?? '') : serviceOf(host);
  return { ...reading, mismatch: recomputeTc3(request, given, { timestamp: time.seconds, service }, key).mismatch };
}

function readAcs3(request: WireRequest, key: Key): CapturedSignature {
  const given = parseAcs3Authorization(headerOf(request, 'authorization'));
  const reading = { id: given?.id, signature: given?.signature, time: isoTime(headerOf(request, 'x-acs-date')) };
  if (given?.algorithm !== acs3Algorithm)
    return {
      ...reading,
      mismatch: missingStage('Authorization', 'the header Authorization is missing, or not in the form of ACS3-HMAC-SHA256'),
    };
  const required = ['x-acs-date', 'x-acs-signature-nonce', 'x-acs-action', 'x-acs-version'].find(
    (name) => headerOf(request, name) === undefined,
  );
  return {
    ...reading,
    mismatch: recomputeAcs3(request, given, key).mismatch ?? (required === undefined ? undefined : missingStage(required)),
  };
}

const notEncoded = (stage: string): Mismatch => ({
  stage,
  reason: 'the parameters are not percent-encoded according to RFC 3986, with hex digits in capitals',
});

function requiredOf(pairs: readonly FormPair[], names: readonly string[]): Mismatch | undefined {
  const absent = names.find((name) => singleValue(pairs, name) === undefined);
  return absent === undefined ? undefined : missingStage(absent, `${absent} is missing, or occurs twice`);
}

function readV1(request: WireRequest, key: Key): CapturedSignature {
  const pairs = readPairs(parameterText(request));
  const value = (name: string): string | undefined => (pairs ? singleValue(pairs, name) : undefined);
  const reading = { id: value('SecretId'), signature: value('Signature'), time: unixTime(value('Timestamp')) };
  if (!pairs) return { ...reading, mismatch: notEncoded('RequestString') };
  return { ...reading, mismatch: recomputeV1(request, pairs, key).mismatch ?? requiredOf(pairs, ['Timestamp', 'Nonce']) };
}

function readRpc(request: WireRequest, key: Key): CapturedSignature {
  const [query, form] = [splitTarget(request.target).query, request.method === 'GET' ? '' : parameterText(request)].map(readPairs);
  const pairs = query && form ? [...query, ...form] : undefined;
  const value = (name: string): string | undefined => (pairs ? singleValue(pairs, name) : undefined);
  const reading = { id: value('AccessKeyId'), signature: value('Signature'), time: isoTime(value('Timestamp')) };
  if (!pairs) return { ...reading, mismatch: notEncoded('CanonicalizedQueryString') };
  const required = requiredOf(pairs, ['Signature', 'SignatureMethod', 'SignatureVersion', 'SignatureNonce', 'Timestamp']);
  return { ...reading, mismatch: recomputeRpc(request, pairs, key).mismatch ?? required };
}

/** The function that reads a request of each scheme. */
export const signatureReaders: Readonly<Record<SignMethod, (request: WireRequest, key: Key) => CapturedSignature>> = {
  tc3: readTc3,
  acs3: readAcs3,
  'hmac-sha1': readV1,
  'hmac-sha256': readV1,
  rpc: readRpc,
};
