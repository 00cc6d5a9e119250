import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { isRecord } from '../../core/json.ts';
import { sandboxCredentials } from '../../core/sandbox-credentials.ts';
import type { CallContext } from '../checks/admission.ts';
import { storedFileReply, type UploadStore } from '../files/upload-store.ts';
import type { ObjectStorage } from '../gateway.ts';
import { parseMultipart, type ReceivedPart } from '../wire/parse-multipart.ts';
import { headerOf, isLoopbackHost, type ReceivedRequest, splitTarget } from '../wire/received-request.ts';
import type { Reply } from '../wire/reply.ts';
import { writeXml } from './replies.ts';

/**
 * Alibaba Cloud's object storage, as far as clients use it for images: a signed grant allows one form with one file to be posted.
 * A client that reaches the storage by an IP address names the bucket in the path.
 */

const bucket = 'sandbox-bucket';
const bucketPath = `/${bucket}/`;
const grantLifetimeMs = 3600 * 1000;

const policySignature = (policy: string): string => createHmac('sha1', sandboxCredentials.secret).update(policy).digest('base64');

const isSignedPolicy = (policy: string, signature: string): boolean => {
  const [given, expected] = [Buffer.from(signature), Buffer.from(policySignature(policy))];
  return given.length === expected.length && timingSafeEqual(given, expected);
};

/** The fields of AuthorizeFileUpload: the right to post one file under one key. */
export function issueGrant(product: string, { requestId, origin, nowMs }: CallContext): Record<string, unknown> {
  const key = `upload/${product.replace(/[^\w-]/g, '')}/${requestId}`;
  const policy = { expiration: new Date(nowMs + grantLifetimeMs).toISOString(), conditions: [{ bucket }, ['eq', '$key', key]] };
  const encoded = Buffer.from(JSON.stringify(policy)).toString('base64');
  return {
    AccessKeyId: sandboxCredentials.id,
    Bucket: bucket,
    EncodedPolicy: encoded,
    Endpoint: origin.replace(/^http:\/\//, ''),
    ObjectKey: key,
    Signature: policySignature(encoded),
    UseAccelerate: false,
  };
}

const grantFields = ['OSSAccessKeyId', 'policy', 'Signature', 'key'] as const;
type GrantFields = Record<(typeof grantFields)[number], string>;

/** Says why the storage does not accept a file under this grant. Undefined if it does. */
function whyNotGranted({ OSSAccessKeyId, policy, Signature, key }: GrantFields, nowMs: number): string | undefined {
  if (OSSAccessKeyId !== sandboxCredentials.id || !isSignedPolicy(policy, Signature))
    return 'the policy is not one that a sandbox has signed';
  const parsed: unknown = JSON.parse(Buffer.from(policy, 'base64').toString('utf8'));
  const { expiration, conditions } = isRecord(parsed) ? parsed : {};
  if (!(Date.parse(String(expiration)) > nowMs)) return 'Invalid according to Policy: Policy expired.';
  const hasKey = Array.isArray(conditions) && conditions.some((condition) => Array.isArray(condition) && condition[2] === key);
  return hasKey ? undefined : 'Invalid according to Policy: Policy Condition failed: ["eq", "$key"]';
}

interface PostedForm {
  grant: GrantFields;
  /** `success_action_status`: the status that the client wants. */
  wantedStatus: string;
  file: ReceivedPart;
}

/** The file must be the last field: the storage reads nothing after it. */
function readForm(request: ReceivedRequest): PostedForm | { reason: string } {
  const parts = parseMultipart(headerOf(request, 'content-type') ?? '', request.body);
  if (!parts) return { reason: 'the body is not multipart/form-data' };
  const file = parts.at(-1);
  const names = parts.map(({ name }) => name);
  if (file?.name !== 'file' || new Set(names).size !== names.length) return { reason: 'file is not the last field, or a field came twice' };
  const absent = grantFields.find((name) => !names.includes(name));
  if (absent !== undefined) return { reason: `the field ${absent} is missing` };
  const fieldText = (name: string): string => parts.find((part) => part.name === name)?.content.toString('utf8') ?? '';
  const grant = Object.fromEntries(grantFields.map((name) => [name, fieldText(name)])) as GrantFields;
  return { grant, wantedStatus: fieldText('success_action_status'), file };
}

const xmlReply = (
  status: number,
  root: string,
  fields: Readonly<Record<string, unknown>>,
  headers: Readonly<Record<string, string>> = {},
): Reply => ({
  status,
  headers: { 'Content-Type': 'application/xml', ...headers },
  body: Buffer.from(writeXml(root, fields)),
});

const bucketError = (status: number, code: string, message: string): Reply => xmlReply(status, 'Error', { Code: code, Message: message });

/** More than any action accepts by URL. */
const maxObjectBytes = 32 * 2 ** 20;

function postFile(request: ReceivedRequest, uploads: UploadStore, nowMs: number): Reply {
  if (request.bodyBytes > request.body.length) return bucketError(400, 'EntityTooLarge', 'the file is longer than the sandbox keeps');
  const form = readForm(request);
  if ('reason' in form) return bucketError(400, 'MalformedPOSTRequest', form.reason);
  const reason = whyNotGranted(form.grant, nowMs);
  if (reason) return bucketError(403, 'AccessDenied', reason);
  const { key } = form.grant;
  const { content } = form.file;
  if (content.length > maxObjectBytes) return bucketError(400, 'EntityTooLarge', 'the sandbox keeps files of up to 32 MB');
  uploads.put(`${bucketPath}${key}`, content, nowMs);
  const etag = `"${createHash('md5').update(content).digest('hex').toUpperCase()}"`;
  if (form.wantedStatus !== '201')
    return { status: form.wantedStatus === '200' ? 200 : 204, headers: { ETag: etag }, body: Buffer.alloc(0) };
  const location = `http://${headerOf(request, 'host')}${bucketPath}${key}`;
  return xmlReply(201, 'PostResponse', { Bucket: bucket, Location: location, Key: key, ETag: etag }, { ETag: etag });
}

/** The bytes of a posted file, by the path of its URL. Undefined if there is no such file, or if it has expired. */
export const storedObject = (path: string, uploads: UploadStore, nowMs: number): Buffer | undefined =>
  path.startsWith(bucketPath) ? uploads.get(path, nowMs) : undefined;

export const aliyunStorage: ObjectStorage = {
  recognises: (request) => splitTarget(request.target).path.startsWith(bucketPath),
  answer(request, uploads, nowMs) {
    const { path } = splitTarget(request.target);
    if (!isLoopbackHost(request)) return bucketError(403, 'AccessDenied', 'the sandbox answers only under its own address');
    if (request.method === 'POST' && path === bucketPath) return postFile(request, uploads, nowMs);
    if (request.method !== 'GET') return bucketError(405, 'MethodNotAllowed', 'use POST on the bucket or GET on an object');
    const bytes = storedObject(path, uploads, nowMs);
    return bytes ? storedFileReply(bytes) : bucketError(404, 'NoSuchKey', 'no file was uploaded under this name, or it has expired');
  },
};
