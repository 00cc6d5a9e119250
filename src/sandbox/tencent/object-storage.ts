import { createHash } from 'node:crypto';
import { storedFileReply, type UploadStore } from '../files/upload-store.ts';
import { type ReceivedRequest, splitTarget } from '../wire/received-request.ts';
import type { Reply } from '../wire/reply.ts';
import { checkPresigned } from './upload-urls.ts';

/** Also a path whose `%2F` a client has decoded: it shall be told so, and not meet the gateway. */
export function isUpload(request: ReceivedRequest): boolean {
  const { path, query } = splitTarget(request.target);
  return /^\/[a-z]+%2F/i.test(path) || query.startsWith('q-sign-algorithm=');
}

/** Object storage fails with an HTTP status and XML. */
const fault = (status: number, code: string, message: string): Reply => ({
  status,
  headers: { 'Content-Type': 'application/xml' },
  body: Buffer.from(`<?xml version='1.0' encoding='utf-8' ?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>\n`),
});

/** More than any action takes. */
const maxFileBytes = 11 * 2 ** 20;

function store({ body, bodyBytes }: ReceivedRequest, path: string, uploads: UploadStore, nowMs: number): Reply {
  if (bodyBytes > maxFileBytes) return fault(400, 'EntityTooLarge', 'the sandbox keeps files of up to 11 MB');
  uploads.put(path, body, nowMs);
  return { status: 200, headers: { ETag: `"${createHash('md5').update(body).digest('hex')}"` }, body: Buffer.alloc(0) };
}

function fetchBack(path: string, uploads: UploadStore, nowMs: number): Reply {
  const bytes = uploads.get(path, nowMs);
  return bytes ? storedFileReply(bytes) : fault(404, 'NoSuchKey', 'nothing was PUT here, or it has expired');
}

/** PUT and GET under presigned addresses, as the vendor's object storage answers them. */
export function answerUpload(request: ReceivedRequest, uploads: UploadStore, nowMs: number): Reply {
  const { method, target } = request;
  if (method !== 'PUT' && method !== 'GET') return fault(405, 'MethodNotAllowed', 'only PUT and GET are taken');
  const checked = checkPresigned(method, target, nowMs);
  if ('fault' in checked) {
    return checked.fault === 'expired'
      ? fault(403, 'AccessDenied', 'Request has expired')
      : fault(403, 'SignatureDoesNotMatch', 'the address is not, letter for letter, one that a sandbox has signed for this method');
  }
  return method === 'PUT' ? store(request, checked.path, uploads, nowMs) : fetchBack(checked.path, uploads, nowMs);
}
