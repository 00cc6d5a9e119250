import { sha256Hex } from './encode.ts';
import { signTc3, type Tc3Stages } from './tc3.ts';
import { headerOf, type Mismatch, signedMethod, splitTarget, type WireRequest } from './wire-request.ts';

const longestAuthorization = 4096;

/** What stands in the scope is compared as one text, so nothing is asked of its shape here. */
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

/** What the request itself does not decide. */
export interface Tc3Terms {
  timestamp: number;
  /** The one that must be signed for. */
  service: string;
  /** The Host that must be signed, if another than the request's. */
  host?: string;
}

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

/** Signs a request again as its own bytes say, over the headers that it says are signed. */
export function resignTc3(
  request: WireRequest,
  given: Tc3Authorization,
  { timestamp, service, host }: Tc3Terms,
  credentials: { id: string; secret: string },
): { stages: Tc3Stages; mismatch: Mismatch | undefined } {
  const signedValue = (name: string): string => (name === 'host' ? host : undefined) ?? headerOf(request, name) ?? '';
  const stages = signTc3(
    {
      method: signedMethod(request),
      canonicalQuery: splitTarget(request.target).query,
      headers: Object.fromEntries(given.signedHeaders.split(';').map((name) => [name, signedValue(name)])),
      hashedPayload: sha256Hex(request.body),
    },
    { timestamp, service },
    credentials,
  );
  return { stages, mismatch: mismatchOf(request, given, stages) };
}
