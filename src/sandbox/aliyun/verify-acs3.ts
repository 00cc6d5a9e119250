import { sandboxCredentials } from '../../core/sandbox-credentials.ts';
import { acs3Algorithm, acs3SignedHeaders, signAcs3 } from '../../sign/acs3.ts';
import { canonicalQuery, sha256Hex } from '../../sign/encode.ts';
import { type GatewayRefusal, refuseWith } from '../checks/admission.ts';
import { headerOf, type ReceivedRequest, splitTarget } from '../wire/received-request.ts';
import { checkAccessKeyId, checkMoment, type SignedAliyunCall, signatureMismatch, type TakeNonce } from './caller-checks.ts';
import { readAllPairs, readQueryPairs } from './parameters.ts';

const longestAuthorization = 4096;

const authorizationShape = /^(ACS3-[A-Z0-9-]+) Credential=([^,]*),SignedHeaders=([^,]*),Signature=([^,]*)$/;

interface Acs3Authorization {
  algorithm: string;
  id: string;
  signedHeaders: string;
  signature: string;
}

export function parseAcs3Authorization(text: string | undefined): Acs3Authorization | undefined {
  if (text === undefined || text.length > longestAuthorization) return undefined;
  const [, algorithm, id, names, signature] = authorizationShape.exec(text) ?? [];
  if (algorithm === undefined || id === undefined || names === undefined || signature === undefined) return undefined;
  return { algorithm, id, signedHeaders: names, signature };
}

/** All headers, under lower-case names. `signedHeaders` says which of them must be signed. */
function lowerCaseHeaders(request: ReceivedRequest): Record<string, string> {
  const names = new Set(request.headers.map(([name]) => name.toLowerCase()));
  return Object.fromEntries([...names].map((name) => [name, headerOf(request, name) ?? '']));
}

function checkAcs3Signature(request: ReceivedRequest, given: Acs3Authorization): GatewayRefusal | undefined {
  const received = readQueryPairs(request);
  const { path, query: sent } = splitTarget(request.target);
  const headers = lowerCaseHeaders(request);
  const hashedPayload = sha256Hex(request.body);
  const query = 'pairs' in received ? canonicalQuery(Object.fromEntries(received.pairs)) : sent;
  const { CanonicalRequest, StringToSign, Signature } = signAcs3(
    {
      method: request.method === 'GET' ? 'GET' : 'POST',
      canonicalUri: path,
      canonicalQuery: query,
      headers,
      hashedPayload,
    },
    sandboxCredentials,
  );
  const mismatch = (reason: string): GatewayRefusal => signatureMismatch(StringToSign, reason, { CanonicalRequest });
  if (path !== '/') return mismatch('the path is not /');
  if ('reason' in received) return mismatch(received.reason);
  if (given.signedHeaders !== acs3SignedHeaders(headers)) return mismatch(`SignedHeaders is not ${acs3SignedHeaders(headers)}`);
  if (headers['x-acs-content-sha256'] !== hashedPayload) return mismatch('x-acs-content-sha256 is not the digest of the body received');
  return given.signature === Signature ? undefined : mismatch('the signature is not that of the request received');
}

/**
 * Computes the signature again from the bytes received.
 * https://www.alibabacloud.com/help/en/sdk/product-overview/v3-request-structure-and-signature
 */
export function verifyAcs3(request: ReceivedRequest, nowMs: number, takeNonce: TakeNonce): SignedAliyunCall | { refusal: GatewayRefusal } {
  const given = parseAcs3Authorization(headerOf(request, 'authorization'));
  if (!given) return refuseWith('IncompleteSignature', `the Authorization header is missing or not that of ${acs3Algorithm}`);
  if (given.algorithm !== acs3Algorithm) return refuseWith('InvalidSignatureMethod', `the sandbox takes ${acs3Algorithm}`);
  const moment = {
    timestamp: headerOf(request, 'x-acs-date'),
    nonce: headerOf(request, 'x-acs-signature-nonce'),
    securityToken: headerOf(request, 'x-acs-security-token'),
  };
  const refusal = checkAccessKeyId(given.id) ?? checkAcs3Signature(request, given) ?? checkMoment(moment, nowMs, takeNonce);
  if (refusal) return { refusal };
  const received = readAllPairs(request);
  if ('reason' in received) return refuseWith('InvalidParameter', received.reason);
  return { action: headerOf(request, 'x-acs-action'), version: headerOf(request, 'x-acs-version'), pairs: received.pairs };
}
