import type { Mistake } from './mistake.ts';

/** Pieces that have a special cause if they are missing or additional. */
export const missingOrExtraPieces: Readonly<Record<string, { missing?: Mistake; extra?: Mistake }>> = {
  Signature: {
    extra: {
      id: 'signature-included',
      cause: 'Signature itself is among the signed parameters',
      fix: 'sign all parameters except Signature, and add Signature afterwards',
    },
  },
  SignatureMethod: {
    missing: {
      id: 'signature-method-missing',
      cause: 'SignatureMethod is missing',
      fix: 'sign and send SignatureMethod: this signature needs it',
    },
    extra: {
      id: 'signature-method-extra',
      cause: 'SignatureMethod is signed, but idv does not send it for HmacSHA1',
      fix: 'sign and send it in both or in neither; HmacSHA256 needs it',
    },
  },
};

/** The cause for a piece with a different value. */
export const changedPieces: Readonly<Record<string, Mistake>> = {
  HTTPRequestMethod: { id: 'method', cause: 'a different HTTP method was signed', fix: 'sign the method that is sent' },
  HTTPMethod: { id: 'method', cause: 'a different HTTP method was signed', fix: 'sign the method that is sent' },
  method: { id: 'method', cause: 'a different HTTP method was signed', fix: 'sign the method that is sent' },
  CanonicalURI: { id: 'path', cause: 'a different path was signed', fix: 'sign /: these APIs have no other path' },
  path: { id: 'path', cause: 'a different path was signed', fix: 'sign /: these APIs have no other path' },
  host: {
    id: 'host',
    cause: 'a different host was signed',
    fix: 'sign the host to which the request is sent; --endpoint selects another host for idv',
  },
  'content-type': { id: 'content-type', cause: 'a different content-type was signed', fix: 'sign the content-type that is sent' },
  HashedRequestPayload: {
    id: 'body',
    cause: 'a different body was hashed',
    fix: 'hash exactly the bytes that are sent; give the raw request or the curl command to see where the bodies differ',
  },
  'x-acs-content-sha256': { id: 'body', cause: 'a different body was hashed', fix: 'hash exactly the bytes that are sent' },
  HashedCanonicalRequest: {
    id: 'canonical-request',
    cause: 'a different canonical request was hashed, and no single known mistake makes this hash: the body or several pieces differ',
    fix: 'print the canonical request of the other side, and compare that',
  },
  SignedHeaders: { id: 'signed-headers', cause: 'different headers were signed', fix: 'sign the headers that are sent, sorted by name' },
  CanonicalQueryString: {
    id: 'query',
    cause: 'a different query was signed',
    fix: 'sign what stands after the question mark of the address',
  },
  RequestTimestamp: { id: 'timestamp', cause: 'a different timestamp was signed', fix: 'sign the timestamp that is sent' },
  Timestamp: { id: 'timestamp', cause: 'a different timestamp was signed', fix: 'sign the timestamp that is sent' },
  CredentialScope: { id: 'scope', cause: 'the scope is different', fix: 'write date/service/tc3_request, the date in UTC' },
  Region: {
    id: 'region',
    cause: 'the region is different',
    fix: 'use the same region on both sides; --region selects another region for idv',
  },
  RegionId: {
    id: 'region',
    cause: 'the region is different',
    fix: 'use the same region on both sides; --region selects another region for idv',
  },
  Version: { id: 'version', cause: 'the version of the API is different', fix: 'use the version to which the action belongs' },
  'x-acs-version': { id: 'version', cause: 'the version of the API is different', fix: 'use the version to which the action belongs' },
  Action: { id: 'action', cause: 'the action is different', fix: 'compare with the command of the same action' },
  'x-acs-action': { id: 'action', cause: 'the action is different', fix: 'compare with the command of the same action' },
};
