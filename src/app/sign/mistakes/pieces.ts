import type { Mistake } from './mistake.ts';

/** Names that mean something of their own where they are too many or too few. */
export const strayPieces: Readonly<Record<string, { missing?: Mistake; extra?: Mistake }>> = {
  Signature: {
    extra: {
      id: 'signature-included',
      cause: 'Signature itself is among the signed parameters',
      fix: 'sign all parameters but Signature, and add it afterwards',
    },
  },
  SignatureMethod: {
    missing: {
      id: 'signature-method-missing',
      cause: 'SignatureMethod is missing',
      fix: 'sign and send SignatureMethod; only HmacSHA1 may leave it out',
    },
    extra: {
      id: 'signature-method-extra',
      cause: 'SignatureMethod is signed, and idv does not send it for HmacSHA1',
      fix: 'sign and send it in both or in neither; HmacSHA256 needs it',
    },
  },
};

/** What a piece is, said of one that is simply another. */
export const otherPieces: Readonly<Record<string, Mistake>> = {
  HTTPRequestMethod: { id: 'method', cause: 'another HTTP method was signed', fix: 'sign the method that is sent' },
  HTTPMethod: { id: 'method', cause: 'another HTTP method was signed', fix: 'sign the method that is sent' },
  method: { id: 'method', cause: 'another HTTP method was signed', fix: 'sign the method that is sent' },
  CanonicalURI: { id: 'path', cause: 'another path was signed', fix: 'sign /: these APIs have no other path' },
  path: { id: 'path', cause: 'another path was signed', fix: 'sign /: these APIs have no other path' },
  host: { id: 'host', cause: 'another host was signed', fix: 'sign the host that the request goes to; --endpoint gives idv another' },
  'content-type': { id: 'content-type', cause: 'another content-type was signed', fix: 'sign the content-type that is sent' },
  HashedRequestPayload: {
    id: 'body',
    cause: 'another body was hashed',
    fix: 'hash the very bytes that are sent; give the raw request or the curl command to see where the bodies differ',
  },
  'x-acs-content-sha256': { id: 'body', cause: 'another body was hashed', fix: 'hash the very bytes that are sent' },
  HashedCanonicalRequest: {
    id: 'canonical-request',
    cause: 'another canonical request was hashed, and no known mistake alone makes this hash: the body or several pieces differ',
    fix: 'print the canonical request of the other side and compare that',
  },
  SignedHeaders: { id: 'signed-headers', cause: 'other headers were signed', fix: 'sign the headers that are sent, sorted by name' },
  CanonicalQueryString: { id: 'query', cause: 'another query was signed', fix: 'sign what stands after the question mark of the address' },
  RequestTimestamp: { id: 'timestamp', cause: 'another timestamp was signed', fix: 'sign the timestamp that is sent' },
  Timestamp: { id: 'timestamp', cause: 'another timestamp was signed', fix: 'sign the timestamp that is sent' },
  CredentialScope: { id: 'scope', cause: 'the scope is another', fix: 'write date/service/tc3_request, the date in UTC' },
  Region: { id: 'region', cause: 'the region is another', fix: 'use the same region on both sides; --region gives idv another' },
  RegionId: { id: 'region', cause: 'the region is another', fix: 'use the same region on both sides; --region gives idv another' },
  Version: { id: 'version', cause: 'the version of the API is another', fix: 'use the version that the action belongs to' },
  'x-acs-version': { id: 'version', cause: 'the version of the API is another', fix: 'use the version that the action belongs to' },
  Action: { id: 'action', cause: 'the action is another', fix: 'compare with the command of the same action' },
  'x-acs-action': { id: 'action', cause: 'the action is another', fix: 'compare with the command of the same action' },
};
