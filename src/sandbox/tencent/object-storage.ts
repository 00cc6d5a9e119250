import { createHash } from 'node:crypto';
import type { Action } from '../../core/declare/action.ts';
import { sandboxCredentials } from '../../core/sandbox-credentials.ts';
import type { CallContext } from '../checks/admission.ts';
import { storedFileReply, type UploadStore, uploadLifetimeS } from '../files/upload-store.ts';
import type { ObjectStorage } from '../gateway.ts';
import { sealOf } from '../tokens/sealed-token.ts';
import { type ReceivedRequest, splitTarget } from '../wire/received-request.ts';
import type { Reply } from '../wire/reply.ts';

/** Tencent Cloud's object storage: presigned URLs, to which a client can PUT a file and from which it can GET the file. */

type StorageMethod = 'PUT' | 'GET';

function presignedQuery(method: StorageMethod, path: string, startS: number, endS: number): string {
  const time = `${startS}%3B${endS}`;
  const signature = sealOf('upload', `${method}\n${path}\n${time}`).toString('hex');
  const pairs = {
    'q-sign-algorithm': 'sha1',
    'q-ak': sandboxCredentials.id,
    'q-sign-time': time,
    'q-key-time': time,
    'q-header-list': 'host',
    'q-url-param-list': '',
    'q-signature': signature,
  };
  return Object.entries(pairs)
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

/** The slashes in the name of an object are percent-encoded in its path, and must stay so. */
export const objectPath = (product: string, targetAction: string, requestId: string): string =>
  `/${[product, targetAction, requestId].map(encodeURIComponent).join('%2F')}`;

/** Path and query of a presigned URL. */
export const presign = (method: StorageMethod, path: string, nowS: number): string =>
  `${path}?${presignedQuery(method, path, nowS, nowS + uploadLifetimeS)}`;

/** Says where to PUT a file, and where to GET it afterwards. */
export function issueUploadUrls(
  { product }: Action,
  values: Readonly<Record<string, unknown>>,
  context: CallContext,
): Record<string, unknown> {
  const nowS = Math.floor(context.nowMs / 1000);
  const path = objectPath(product, String(values.TargetAction), context.requestId);
  return {
    UploadUrl: `${context.origin}${presign('PUT', path, nowS)}`,
    ResourceUrl: `${context.origin}${presign('GET', path, nowS)}`,
    ExpiredTimestamp: nowS + uploadLifetimeS,
  };
}

/** Compares path and query as they came. Any other method, path or time has another signature. */
export function checkPresigned(method: string, target: string, nowMs: number): { path: string } | { refused: 'signature' | 'expired' } {
  const { path, query } = splitTarget(target);
  const [, start, end] = /&q-sign-time=(\d{1,12})%3B(\d{1,12})&/.exec(query) ?? [];
  if (query !== presignedQuery(method as StorageMethod, path, Number(start), Number(end))) return { refused: 'signature' };
  return Number(end) * 1000 <= nowMs ? { refused: 'expired' } : { path };
}

/** The storage reports an error with an HTTP status and XML. */
const storageError = (status: number, code: string, message: string): Reply => ({
  status,
  headers: { 'Content-Type': 'application/xml' },
  body: Buffer.from(`<?xml version='1.0' encoding='utf-8' ?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>\n`),
});

/** More than any action accepts. */
const maxFileBytes = 11 * 2 ** 20;

function putFile({ body, bodyBytes }: ReceivedRequest, path: string, uploads: UploadStore, nowMs: number): Reply {
  if (bodyBytes > maxFileBytes) return storageError(400, 'EntityTooLarge', 'the sandbox keeps files of up to 11 MB');
  uploads.put(path, body, nowMs);
  return { status: 200, headers: { ETag: `"${createHash('md5').update(body).digest('hex')}"` }, body: Buffer.alloc(0) };
}

function getFile(path: string, uploads: UploadStore, nowMs: number): Reply {
  const bytes = uploads.get(path, nowMs);
  return bytes ? storedFileReply(bytes) : storageError(404, 'NoSuchKey', 'no file was uploaded here, or it has expired');
}

export const tencentStorage: ObjectStorage = {
  /** Also recognises a path whose `%2F` a client has decoded. The storage then says what is wrong, and the gateway could not. */
  recognises(request) {
    const { path, query } = splitTarget(request.target);
    return /^\/[a-z]+%2F/i.test(path) || query.startsWith('q-sign-algorithm=');
  },
  answer(request, uploads, nowMs) {
    const { method, target } = request;
    if (method !== 'PUT' && method !== 'GET') return storageError(405, 'MethodNotAllowed', 'the method is not PUT or GET');
    const checked = checkPresigned(method, target, nowMs);
    if ('refused' in checked)
      return checked.refused === 'expired'
        ? storageError(403, 'AccessDenied', 'Request has expired')
        : storageError(
            403,
            'SignatureDoesNotMatch',
            'the address is not, letter for letter, one that a sandbox has signed for this method',
          );
    return method === 'PUT' ? putFile(request, checked.path, uploads, nowMs) : getFile(checked.path, uploads, nowMs);
  },
};
