import { sandboxCredentials } from '../../core/sandbox-credentials.ts';
import { type Acs3Stages, acs3Algorithm, signAcs3 } from '../../sign/acs3.ts';
import { canonicalQuery, sha256Hex } from '../../sign/encode.ts';
import { type GatewayRefusal, refuseWith } from '../checks/admission.ts';
import { headerOf, type ReceivedRequest, splitTarget } from '../wire/received-request.ts';
import { checkAccessKeyId, checkMoment, type SignedAliyunCall, signatureMismatch, type TakeNonce } from './caller-checks.ts';
import { commonNames, readAllPairs, readQueryPairs } from './parameters.ts';

const longestAuthorization = 4096;

interface Acs3Authorization {
  algorithm: string;
  id: string;
  /** As the client lists them. */
  signedHeaders: readonly string[];
  signature: string;
}

/** The fields after the algorithm. Clients write them in different orders, with and without blanks after the commas. */
const fieldNames = ['Credential', 'SignedHeaders', 'Signature'] as const;

export function parseAcs3Authorization(text: string | undefined): Acs3Authorization | undefined {
  if (text === undefined || text.length > longestAuthorization) return undefined;
  const [, algorithm, rest] = /^(ACS3-[A-Z0-9-]+) +(.*)$/s.exec(text) ?? [];
  const fields = (rest ?? '').split(',').map((field) => /^ *(\w+)=(.*)$/s.exec(field));
  const fieldOf = (name: string): string | undefined => fields.find((field) => field?.[1] === name)?.[2];
  const [id, names, signature] = fieldNames.map(fieldOf);
  if (algorithm === undefined || id === undefined || names === undefined || signature === undefined) return undefined;
  return fields.length === fieldNames.length ? { algorithm, id, signedHeaders: names.split(';'), signature } : undefined;
}

/** All headers, under lower-case names. */
function lowerCaseHeaders(request: ReceivedRequest): Record<string, string> {
  const names = new Set(request.headers.map(([name]) => name.toLowerCase()));
  return Object.fromEntries([...names].map((name) => [name, headerOf(request, name) ?? '']));
}

/** The stages of the signature over the request as it arrived. Without an Authorization they cover what idv would sign. */
function stagesOf(request: ReceivedRequest, given: Acs3Authorization | undefined): Acs3Stages {
  const received = readQueryPairs(request);
  const { path, query } = splitTarget(request.target);
  return signAcs3(
    {
      method: request.method === 'GET' ? 'GET' : 'POST',
      canonicalUri: path,
      canonicalQuery: 'pairs' in received ? canonicalQuery(Object.fromEntries(received.pairs)) : query,
      headers: lowerCaseHeaders(request),
      hashedPayload: sha256Hex(request.body),
      ...(given ? { signedHeaders: given.signedHeaders } : {}),
    },
    sandboxCredentials,
  );
}

export const receivedAcs3String = (request: ReceivedRequest): string =>
  stagesOf(request, parseAcs3Authorization(headerOf(request, 'authorization'))).StringToSign;

/** The client chooses which other headers it signs, and in which order it lists them. */
function whyNotSigned(names: readonly string[], headers: Readonly<Record<string, string>>): string | undefined {
  if (new Set(names).size !== names.length) return 'SignedHeaders has a name twice';
  const absent = names.find((name) => !Object.hasOwn(headers, name));
  if (absent !== undefined) return `the signed header ${absent.slice(0, 80)} was not received`;
  const missing = ['host', ...Object.keys(headers).filter((name) => name.startsWith('x-acs-'))].find((name) => !names.includes(name));
  return missing && `SignedHeaders does not list ${missing}`;
}

function checkAcs3Signature(request: ReceivedRequest, given: Acs3Authorization): GatewayRefusal | undefined {
  const received = readQueryPairs(request);
  const headers = lowerCaseHeaders(request);
  const { CanonicalRequest, StringToSign, Signature } = stagesOf(request, given);
  const mismatch = (reason: string): GatewayRefusal => signatureMismatch(StringToSign, reason, { CanonicalRequest });
  if (splitTarget(request.target).path !== '/') return mismatch('the path is not /');
  if ('reason' in received) return mismatch(received.reason);
  const unsigned = whyNotSigned(given.signedHeaders, headers);
  if (unsigned !== undefined) return mismatch(unsigned);
  if (headers['x-acs-content-sha256'] !== sha256Hex(request.body))
    return mismatch('x-acs-content-sha256 is not the digest of the body received');
  return given.signature === Signature ? undefined : mismatch('the signature is not that of the request received');
}

/**
 * Computes the signature again from the bytes received.
 * https://www.alibabacloud.com/help/en/sdk/product-overview/v3-request-structure-and-signature
 */
export function verifyAcs3(request: ReceivedRequest, nowMs: number, takeNonce: TakeNonce): SignedAliyunCall | { refusal: GatewayRefusal } {
  const given = parseAcs3Authorization(headerOf(request, 'authorization'));
  if (!given) return refuseWith('IncompleteSignature', `the Authorization header is missing or not that of ${acs3Algorithm}`);
  if (given.algorithm !== acs3Algorithm) return refuseWith('InvalidSignatureMethod', `the algorithm is not ${acs3Algorithm}`);
  const moment = {
    timestamp: headerOf(request, 'x-acs-date'),
    nonce: headerOf(request, 'x-acs-signature-nonce'),
    securityToken: headerOf(request, 'x-acs-security-token'),
  };
  const refusal = checkAccessKeyId(given.id) ?? checkAcs3Signature(request, given) ?? checkMoment(moment, nowMs, takeNonce);
  if (refusal) return { refusal };
  const received = readAllPairs(request);
  if ('reason' in received) return refuseWith('InvalidParameter', received.reason);
  // The Java core leaves its parameters of RPC in the query, and may name the action there alone.
  const named = (name: string): string | undefined => received.pairs.find(([sent]) => sent === name)?.[1];
  return {
    action: headerOf(request, 'x-acs-action') ?? named('Action'),
    version: headerOf(request, 'x-acs-version') ?? named('Version'),
    pairs: received.pairs.filter(([name]) => !commonNames.has(name)),
  };
}
