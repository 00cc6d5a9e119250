import { createHash } from 'node:crypto';
import { storedFileReply, type UploadStore } from '../files/upload-store.ts';
import { type FormPart, parseMultipart } from '../wire/parse-multipart.ts';
import { headerOf, isLoopbackHost, type ReceivedRequest, splitTarget } from '../wire/received-request.ts';
import type { Reply } from '../wire/reply.ts';
import { bucket, grantTrouble } from './grant.ts';
import { writeXml } from './write-xml.ts';

/**
 * The vendor's object storage as far as its clients use it for pictures. A client that reaches it by an IP address
 * names the bucket in the path.
 */
const folder = `/${bucket}/`;

export const isOfBucket = (request: ReceivedRequest): boolean => splitTarget(request.target).path.startsWith(folder);

const xml = (
  status: number,
  root: string,
  fields: Readonly<Record<string, unknown>>,
  headers: Readonly<Record<string, string>> = {},
): Reply => ({
  status,
  headers: { 'Content-Type': 'application/xml', ...headers },
  body: Buffer.from(writeXml(root, fields)),
});

const fault = (status: number, code: string, message: string): Reply => xml(status, 'Error', { Code: code, Message: message });

const textFields = ['OSSAccessKeyId', 'policy', 'Signature', 'key'] as const;

interface Form {
  texts: Record<(typeof textFields)[number] | 'success_action_status', string>;
  file: FormPart;
}

/** More than any action takes by its address. */
const longestFileBytes = 32 * 2 ** 20;

/** The store reads no field behind the file. */
function readForm(request: ReceivedRequest): Form | { trouble: string } {
  const parts = parseMultipart(headerOf(request, 'content-type') ?? '', request.body);
  if (!parts) return { trouble: 'the body is not multipart/form-data' };
  const file = parts.at(-1);
  const names = parts.map(({ name }) => name);
  if (file?.name !== 'file' || new Set(names).size !== names.length)
    return { trouble: 'file is not the last field, or a field came twice' };
  const absent = textFields.find((name) => !names.includes(name));
  if (absent !== undefined) return { trouble: `the field ${absent} is missing` };
  const textOf = (name: string): string => parts.find((part) => part.name === name)?.content.toString('utf8') ?? '';
  const [OSSAccessKeyId, policy, Signature, key] = textFields.map(textOf) as [string, string, string, string];
  return { texts: { OSSAccessKeyId, policy, Signature, key, success_action_status: textOf('success_action_status') }, file };
}

function take(request: ReceivedRequest, uploads: UploadStore, nowMs: number): Reply {
  if (request.bodyBytes > request.body.length) return fault(400, 'EntityTooLarge', 'the file is longer than the sandbox keeps');
  const form = readForm(request);
  if ('trouble' in form) return fault(400, 'MalformedPOSTRequest', form.trouble);
  const { OSSAccessKeyId, policy, Signature, key, success_action_status: status } = form.texts;
  const trouble = grantTrouble({ accessKeyId: OSSAccessKeyId, policy, signature: Signature, key }, nowMs);
  if (trouble) return fault(403, 'AccessDenied', trouble);
  const { content } = form.file;
  if (content.length > longestFileBytes) return fault(400, 'EntityTooLarge', 'the sandbox keeps files of up to 32 MB');
  uploads.put(`${folder}${key}`, content, nowMs);
  const etag = `"${createHash('md5').update(content).digest('hex').toUpperCase()}"`;
  if (status !== '201') return { status: status === '200' ? 200 : 204, headers: { ETag: etag }, body: Buffer.alloc(0) };
  const location = `http://${headerOf(request, 'host')}${folder}${key}`;
  return xml(201, 'PostResponse', { Bucket: bucket, Location: location, Key: key, ETag: etag }, { ETag: etag });
}

/** What was posted, under the path of its address; undefined where nothing was, or no longer is. */
export const storedObject = (path: string, uploads: UploadStore, nowMs: number): Buffer | undefined =>
  path.startsWith(folder) ? uploads.get(path, nowMs) : undefined;

/** A form with a file, and the file again under its name. */
export function answerBucket(request: ReceivedRequest, uploads: UploadStore, nowMs: number): Reply {
  const { path } = splitTarget(request.target);
  if (!isLoopbackHost(request)) return fault(403, 'AccessDenied', 'the sandbox answers only under its own address');
  if (request.method === 'POST' && path === folder) return take(request, uploads, nowMs);
  if (request.method !== 'GET') return fault(405, 'MethodNotAllowed', 'only a POST to the bucket and a GET of an object are taken');
  const bytes = storedObject(path, uploads, nowMs);
  return bytes ? storedFileReply(bytes) : fault(404, 'NoSuchKey', 'nothing was posted under this name, or it has expired');
}
