import { sha256Hex } from './encode.ts';
import { signTc3, type Tc3Stages } from './tc3.ts';
import { headerOf, type Mismatch, signedMethod, splitTarget, type WireRequest } from './wire-request.ts';

const longestAuthorization = 4096;

/** The pattern accepts a scope of any form, because the scope is compared later, as one text. */
const authorizationShape =
  /^TC3-HMAC-SHA256 +Credential=([^/]*)\/((?:(?!, *SignedHeaders=).)*), *SignedHeaders=((?:(?!, *Signature=).)*), *Signature=(.*)$/s;

export interface Tc3Authorization {
  id: string;
  scope: string;
  signedHeaders: string;
  signature: string;
}

export function parseTc3Authorization(text: string | undefined): Tc3Authorization | undefined {
  if (text === undefined || text.length > longestAuthorization) return undefined;
  const [, id, scope, signedHeaders, signature] = authorizationShape.exec(text) ?? [];
  if (id === undefined || scope === undefined || signedHeaders === undefined || signature === undefined) return undefined;
  return { id, scope, signedHeaders, signature };
}

/** Unix seconds without a fraction, not before 1970. */
export const isUnixSeconds = (text: string): boolean => /^[1-9]\d{0,11}$/.test(text);

/** What the signature must contain. The bytes of the request alone do not say it. */
export interface ExpectedTc3 {
  timestamp: number;
  /** The service that must be in the scope of the signature. */
  service: string;
  /** The accepted forms of the Host. One of them must be signed. Without this list, only the Host of the request is accepted. */
  hosts?: readonly string[];
}

/** A client that does not hash the body sends this in `X-TC-Content-SHA256`. All of the vendor's SDKs have an option for it. */
const unsignedPayload = 'UNSIGNED-PAYLOAD';

const hashedPayloadOf = (request: WireRequest): string =>
  sha256Hex(headerOf(request, 'x-tc-content-sha256') === unsignedPayload ? unsignedPayload : request.body);

function mismatchOf(request: WireRequest, given: Tc3Authorization, expected: Tc3Stages): Mismatch | undefined {
  const names = given.signedHeaders.split(';');
  if (!names.includes('content-type') || !names.includes('host'))
    return { stage: 'SignedHeaders', reason: 'content-type and host must be signed' };
  if (given.signedHeaders !== [...new Set(names)].sort().join(';'))
    return { stage: 'SignedHeaders', reason: 'SignedHeaders is not in order' };
  const absent = names.find((name) => headerOf(request, name) === undefined);
  if (absent !== undefined) return { stage: 'CanonicalHeaders', reason: `the signed header \`${absent}\` was not received` };
  if (splitTarget(request.target).path !== '/') return { stage: 'CanonicalURI', reason: 'the path is not /' };
  if (given.scope !== expected.CredentialScope) return { stage: 'CredentialScope', reason: `the scope is not ${expected.CredentialScope}` };
  if (given.signature !== expected.Signature) return { stage: 'Signature', reason: 'the signature does not match the request received' };
  return undefined;
}

/** Recomputes the signature of a request from its bytes, over the headers that the request lists as signed. */
export function recomputeTc3(
  request: WireRequest,
  given: Tc3Authorization,
  { timestamp, service, hosts = [headerOf(request, 'host') ?? ''] }: ExpectedTc3,
  credentials: { id: string; secret: string },
): { stages: Tc3Stages; mismatch: Mismatch | undefined } {
  const unsigned = {
    method: signedMethod(request),
    canonicalQuery: splitTarget(request.target).query,
    hashedPayload: hashedPayloadOf(request),
  };
  const signedWith = (host: string | undefined): Tc3Stages => {
    const valueOfName = (name: string): string => (name === 'host' ? host : headerOf(request, name)) ?? '';
    const headers = Object.fromEntries(given.signedHeaders.split(';').map((name) => [name, valueOfName(name)]));
    return signTc3({ ...unsigned, headers }, { timestamp, service }, credentials);
  };
  const [first, ...others] = hosts;
  const stages = others.map(signedWith).find(({ Signature }) => Signature === given.signature) ?? signedWith(first);
  return { stages, mismatch: mismatchOf(request, given, stages) };
}
