import { sandboxCredentials } from '../../core/sandbox-credentials.ts';
import { acs3Algorithm, signAcs3, signedHeaders } from '../../sign/acs3.ts';
import { canonicalQuery, sha256Hex } from '../../sign/encode.ts';
import { type GatewayRefusal, refuseWith } from '../checks/admission.ts';
import { headerOf, type ReceivedRequest, splitTarget } from '../wire/received-request.ts';
import { idFault, momentFault, signatureFailure } from './caller-checks.ts';
import type { TakeNonce } from './nonces.ts';
import { readParameters, readQuery } from './parameters.ts';
import type { Verification } from './verified.ts';

const longestAuthorization = 4096;

const authorizationShape = /^(ACS3-[A-Z0-9-]+) Credential=([^,]*),SignedHeaders=([^,]*),Signature=([^,]*)$/;

export interface Acs3Authorization {
  algorithm: string;
  id: string;
  signedHeaders: string;
  signature: string;
}

export function parseAuthorization(text: string | undefined): Acs3Authorization | undefined {
  if (text === undefined || text.length > longestAuthorization) return undefined;
  const [, algorithm, id, names, signature] = authorizationShape.exec(text) ?? [];
  if (algorithm === undefined || id === undefined || names === undefined || signature === undefined) return undefined;
  return { algorithm, id, signedHeaders: names, signature };
}

/** Under lower-case names, as all of them must be signed. */
function headersOf(request: ReceivedRequest): Record<string, string> {
  const names = new Set(request.headers.map(([name]) => name.toLowerCase()));
  return Object.fromEntries([...names].map((name) => [name, headerOf(request, name) ?? '']));
}

function signatureFault(request: ReceivedRequest, given: Acs3Authorization): GatewayRefusal | undefined {
  const received = readQuery(request);
  const { path, query: sent } = splitTarget(request.target);
  const headers = headersOf(request);
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
  const fail = (reason: string): GatewayRefusal => signatureFailure(StringToSign, reason, { CanonicalRequest });
  if (path !== '/') return fail('the path is not /');
  if ('fault' in received) return fail(received.fault);
  if (given.signedHeaders !== signedHeaders(headers)) return fail(`SignedHeaders is not ${signedHeaders(headers)}`);
  if (headers['x-acs-content-sha256'] !== hashedPayload) return fail('x-acs-content-sha256 is not the digest of the body received');
  return given.signature === Signature ? undefined : fail('the signature is not that of the request received');
}

/**
 * Recomputes the signature from the bytes received.
 * https://www.alibabacloud.com/help/en/sdk/product-overview/v3-request-structure-and-signature
 */
export function verifyAcs3(request: ReceivedRequest, nowMs: number, takeNonce: TakeNonce): Verification {
  const given = parseAuthorization(headerOf(request, 'authorization'));
  if (!given) return refuseWith('IncompleteSignature', `the Authorization header is missing or not that of ${acs3Algorithm}`);
  if (given.algorithm !== acs3Algorithm) return refuseWith('InvalidSignatureMethod', `the sandbox takes ${acs3Algorithm}`);
  const moment = {
    timestamp: headerOf(request, 'x-acs-date'),
    nonce: headerOf(request, 'x-acs-signature-nonce'),
    securityToken: headerOf(request, 'x-acs-security-token'),
  };
  const fault = idFault(given.id) ?? signatureFault(request, given) ?? momentFault(moment, nowMs, takeNonce);
  if (fault) return { refusal: fault };
  const received = readParameters(request);
  if ('fault' in received) return refuseWith('InvalidParameter', received.fault);
  return { action: headerOf(request, 'x-acs-action'), version: headerOf(request, 'x-acs-version'), pairs: received.pairs };
}
