import { type Acs3Stages, signAcs3 } from './acs3.ts';
import { canonicalQuery, sha256Hex } from './encode.ts';
import { readPairs, repeatedName } from './form-pairs.ts';
import { headerOf, type Mismatch, signedMethod, splitTarget, type WireRequest } from './wire-request.ts';

const longestAuthorization = 4096;

/** The fields after the algorithm. Clients write them in different orders, with and without blanks after the commas. */
const fieldNames = ['Credential', 'SignedHeaders', 'Signature'] as const;

export interface Acs3Authorization {
  algorithm: string;
  id: string;
  /** In the order in which the client lists them. */
  signedHeaders: readonly string[];
  signature: string;
}

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
function headersOf(request: WireRequest): Record<string, string> {
  const names = new Set(request.headers.map(([name]) => name.toLowerCase()));
  return Object.fromEntries([...names].map((name) => [name, headerOf(request, name) ?? '']));
}

/** The query in canonical form. A query that cannot be read stays unchanged. */
function readQuery(text: string): { query: string; fault?: string } {
  const pairs = readPairs(text);
  if (!pairs) return { query: text, fault: 'the parameters are not percent-encoded as RFC 3986 has it' };
  const repeated = repeatedName(pairs);
  if (repeated !== undefined) return { query: text, fault: `the parameter ${repeated.slice(0, 80)} came twice` };
  return { query: canonicalQuery(Object.fromEntries(pairs)) };
}

/** Finds a header that must be signed and is not, or a wrong list. The client may sign other headers too, and list them in any order. */
function whyNotSigned(names: readonly string[], headers: Readonly<Record<string, string>>): Mismatch | undefined {
  const mismatch = (reason: string): Mismatch => ({ stage: 'SignedHeaders', reason });
  if (new Set(names).size !== names.length) return mismatch('SignedHeaders has a name twice');
  const absent = names.find((name) => !Object.hasOwn(headers, name));
  if (absent !== undefined) return mismatch(`the signed header ${absent.slice(0, 80)} was not received`);
  const missing = ['host', ...Object.keys(headers).filter((name) => name.startsWith('x-acs-'))].find((name) => !names.includes(name));
  return missing === undefined ? undefined : mismatch(`SignedHeaders does not list ${missing}`);
}

/**
 * Recomputes the signature of a request from its bytes, over the headers that the request lists as signed. Without an Authorization
 * header, it uses the headers that idv would sign.
 */
export function recomputeAcs3(
  request: WireRequest,
  given: Acs3Authorization | undefined,
  credentials: { id: string; secret: string },
): { stages: Acs3Stages; mismatch: Mismatch | undefined } {
  const { path, query: sent } = splitTarget(request.target);
  const headers = headersOf(request);
  const hashedPayload = sha256Hex(request.body);
  const { query, fault } = readQuery(sent);
  const unsigned = { method: signedMethod(request), canonicalUri: path, canonicalQuery: query, headers, hashedPayload };
  const stages = signAcs3({ ...unsigned, ...(given ? { signedHeaders: given.signedHeaders } : {}) }, credentials);
  const mismatch = (): Mismatch | undefined => {
    if (path !== '/') return { stage: 'CanonicalURI', reason: 'the path is not /' };
    if (fault !== undefined) return { stage: 'CanonicalQueryString', reason: fault };
    const notSigned = given && whyNotSigned(given.signedHeaders, headers);
    if (notSigned) return notSigned;
    if (headers['x-acs-content-sha256'] !== hashedPayload)
      return { stage: 'HashedRequestPayload', reason: 'x-acs-content-sha256 is not the digest of the body received' };
    if (given?.signature !== stages.Signature) return { stage: 'Signature', reason: 'the signature is not that of the request received' };
    return undefined;
  };
  return { stages, mismatch: mismatch() };
}
