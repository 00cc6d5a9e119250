import { sandboxCredentials } from '../../core/sandbox-credentials.ts';
import { sha256Hex } from '../../sign/encode.ts';
import { signTc3, type Tc3Stages, tc3Algorithm } from '../../sign/tc3.ts';
import { type GatewayRefusal, refuseWith } from '../checks/admission.ts';
import { headerOf, isSandboxHost, type ReceivedRequest, splitTarget } from '../wire/received-request.ts';
import { checkClock, checkSecretId, checkSessionToken, isUnixSeconds, serviceOfHost, signatureFailure } from './caller-checks.ts';

/** With this in `X-TC-Content-SHA256`, a client says that it did not hash the body. All of the vendor's SDKs have an option for it. */
const unsignedPayload = 'UNSIGNED-PAYLOAD';

const longestAuthorization = 4096;

/** The scope is later compared as one text, so any text is read here. */
const authorizationShape = /^TC3-HMAC-SHA256 +Credential=([^/]*)\/(.*), *SignedHeaders=(.*), *Signature=(.*)$/s;

interface Tc3Authorization {
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

/** What a client can have signed. */
interface SignedFor {
  service: string;
  /** One of them must be signed. */
  hosts: readonly string[];
  /** True if the service is the sandbox's address, so that the request stands for any service. */
  isAddress: boolean;
}

/**
 * The service and the host that must be signed. A vendor's host names its service. The sandbox's address names none, so there the
 * service of the scope counts. Most of the vendor's SDKs take the endpoint up to its first dot for the service: `127`, or
 * `localhost:PORT`. The Node SDK then signs the host without its port, the others with it.
 */
function signedFor(request: ReceivedRequest, { scope }: Tc3Authorization): SignedFor {
  const host = headerOf(request, 'host') ?? '';
  const claimed = scope.split('/')[1] ?? '';
  if (!isSandboxHost(request)) return { service: serviceOfHost(request), hosts: [host], isAddress: false };
  const name = host.slice(0, host.lastIndexOf(':'));
  const isAddress = [host, name].some((form) => form.split('.')[0] === claimed);
  return { service: claimed, hosts: isAddress ? [host, name] : [host], isAddress };
}

function checkTc3Signature(request: ReceivedRequest, given: Tc3Authorization, timestamp: number): GatewayRefusal | undefined {
  const { path, query } = splitTarget(request.target);
  const { service, hosts } = signedFor(request, given);
  const names = given.signedHeaders.split(';');
  const hashedPayload = sha256Hex(headerOf(request, 'x-tc-content-sha256') === unsignedPayload ? unsignedPayload : request.body);
  const signedWith = (host: string): Tc3Stages => {
    const headers = Object.fromEntries(names.map((name) => [name, name === 'host' ? host : (headerOf(request, name) ?? '')]));
    const method = request.method === 'GET' ? 'GET' : 'POST';
    return signTc3({ method, canonicalQuery: query, headers, hashedPayload }, { timestamp, service }, sandboxCredentials);
  };
  const forms = hosts.map(signedWith);
  const expected = forms.find(({ Signature }) => Signature === given.signature) ?? (forms[0] as Tc3Stages);
  const details = { CanonicalRequest: expected.CanonicalRequest, StringToSign: expected.StringToSign };
  if (!names.includes('content-type') || !names.includes('host')) return signatureFailure('content-type and host must be signed', details);
  if (given.signedHeaders !== [...new Set(names)].sort().join(';')) return signatureFailure('SignedHeaders is not in order', details);
  const absent = names.find((name) => headerOf(request, name) === undefined);
  if (absent !== undefined) return signatureFailure(`the signed header \`${absent}\` was not received`, details);
  if (path !== '/') return signatureFailure('the path is not /', details);
  if (given.scope !== expected.CredentialScope) return signatureFailure(`the scope is not ${expected.CredentialScope}`, details);
  if (given.signature !== expected.Signature) return signatureFailure('the signature does not match the request received', details);
  return undefined;
}

/**
 * Computes the signature again from the bytes received. Returns the service that was signed for, or undefined if the request
 * stands for any service. https://www.tencentcloud.com/document/product/1061
 */
export function verifyTc3(request: ReceivedRequest, nowMs: number): { service: string | undefined } | { refusal: GatewayRefusal } {
  const given = parseTc3Authorization(headerOf(request, 'authorization'));
  if (!given) return refuseWith('AuthFailure.InvalidAuthorization', `the Authorization header is missing or not that of ${tc3Algorithm}`);
  const unknownId = checkSecretId(given.id);
  if (unknownId) return { refusal: unknownId };
  const timestamp = headerOf(request, 'x-tc-timestamp');
  if (timestamp === undefined) return refuseWith('MissingParameter', 'the header `X-TC-Timestamp` is missing');
  if (!isUnixSeconds(timestamp)) return { refusal: signatureFailure('X-TC-Timestamp is not an integer of seconds') };
  const refusal =
    checkTc3Signature(request, given, Number(timestamp)) ??
    checkClock(Number(timestamp), nowMs) ??
    checkSessionToken(headerOf(request, 'x-tc-token'));
  if (refusal) return { refusal };
  const { service, isAddress } = signedFor(request, given);
  return { service: isAddress ? undefined : service };
}
