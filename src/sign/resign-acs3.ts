import { type Acs3Stages, acs3SignedHeaders, signAcs3 } from './acs3.ts';
import { canonicalQuery, sha256Hex } from './encode.ts';
import { readPairs, repeatedName } from './form-pairs.ts';
import { headerOf, type Mismatch, signedMethod, splitTarget, type WireRequest } from './wire-request.ts';

const longestAuthorization = 4096;

const authorizationShape = /^(ACS3-[A-Z0-9-]+) Credential=([^,]*),SignedHeaders=([^,]*),Signature=([^,]*)$/;

export interface Acs3Authorization {
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

/** Under lower-case names, as all of them must be signed. */
function headersOf(request: WireRequest): Record<string, string> {
  const names = new Set(request.headers.map(([name]) => name.toLowerCase()));
  return Object.fromEntries([...names].map((name) => [name, headerOf(request, name) ?? '']));
}

/** The query in canonical form; where it cannot be read, as it was sent. */
function readQuery(text: string): { query: string; fault?: string } {
  const pairs = readPairs(text);
  if (!pairs) return { query: text, fault: 'the parameters are not percent-encoded as RFC 3986 has it' };
  const repeated = repeatedName(pairs);
  if (repeated !== undefined) return { query: text, fault: `the parameter ${repeated.slice(0, 80)} came twice` };
  return { query: canonicalQuery(Object.fromEntries(pairs)) };
}

/** Signs a request again as its own bytes say. */
export function resignAcs3(
  request: WireRequest,
  given: Acs3Authorization,
  credentials: { id: string; secret: string },
): { stages: Acs3Stages; mismatch: Mismatch | undefined } {
  const { path, query: sent } = splitTarget(request.target);
  const headers = headersOf(request);
  const hashedPayload = sha256Hex(request.body);
  const { query, fault } = readQuery(sent);
  const stages = signAcs3(
    { method: signedMethod(request), canonicalUri: path, canonicalQuery: query, headers, hashedPayload },
    credentials,
  );
  const mismatch = (): Mismatch | undefined => {
    if (path !== '/') return { stage: 'CanonicalURI', reason: 'the path is not /' };
    if (fault !== undefined) return { stage: 'CanonicalQueryString', reason: fault };
    if (given.signedHeaders !== acs3SignedHeaders(headers))
      return { stage: 'SignedHeaders', reason: `SignedHeaders is not ${acs3SignedHeaders(headers)}` };
    if (headers['x-acs-content-sha256'] !== hashedPayload)
      return { stage: 'HashedRequestPayload', reason: 'x-acs-content-sha256 is not the digest of the body received' };
    if (given.signature !== stages.Signature) return { stage: 'Signature', reason: 'the signature is not that of the request received' };
    return undefined;
  };
  return { stages, mismatch: mismatch() };
}
