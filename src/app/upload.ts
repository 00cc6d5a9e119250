import { createHash } from 'node:crypto';
import type { Media } from '../core/body.ts';
import { IdvError } from '../core/errors.ts';
import { TransportError } from '../core/http.ts';
import type { FileTransport } from './download.ts';

/** Where an uploaded file is, as the next action wants to hear it. */
export interface UploadedFile {
  resourceUrl: string;
  md5: string;
  bytes: number;
  expiresAt: string | null;
}

/** Members of a CreateUploadUrl result. */
export interface UploadGrant {
  UploadUrl?: unknown;
  ResourceUrl?: unknown;
  ExpiredTimestamp?: unknown;
}

const attemptsAtMost = 3;

async function put(
  url: string,
  { bytes }: Media,
  { transport, options }: FileTransport,
): Promise<{ status: number; etag: string | undefined }> {
  const { host } = new URL(url);
  // The host is all that the address signs, and its %2F are part of the object's name: it is sent as it came.
  const request = { method: 'PUT' as const, url, headers: { Host: host }, body: bytes };
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { status, headers } = await transport.send(request, options);
      return { status, etag: headers.etag?.replaceAll('"', '').toLowerCase() };
    } catch (error) {
      // Putting the same bytes at the same place twice is harmless and not paid for.
      const passing = error instanceof TransportError && ['connect', 'name', 'reset'].includes(error.kind);
      if (passing && attempt < attemptsAtMost) continue;
      if (!(error instanceof TransportError)) throw error;
      throw new IdvError(error.kind === 'timeout' ? 'timeout' : 'network', `the file could not be uploaded: ${error.message}`, {
        code: 'upload-failed',
        hint: 'nothing was verified; run the command again',
        retryable: true,
        cause: error,
      });
    }
  }
}

/** Puts a file at the address that CreateUploadUrl gave. Throws IdvError `unreadable`, `failed`, `network` or `timeout`. */
export async function uploadTo(grant: UploadGrant, media: Media, files: FileTransport): Promise<UploadedFile> {
  const { UploadUrl, ResourceUrl, ExpiredTimestamp } = grant;
  if (typeof UploadUrl !== 'string' || typeof ResourceUrl !== 'string' || !URL.canParse(UploadUrl)) {
    throw new IdvError('unreadable', 'the service gave no address to upload to', { code: 'no-upload-url' });
  }
  const { status, etag } = await put(UploadUrl, media, files);
  if (status !== 200)
    throw new IdvError('failed', `the upload was answered with HTTP ${status}`, {
      code: 'upload-refused',
      hint: 'the address may have expired; run the command again',
    });
  const md5 = createHash('md5').update(media.bytes).digest('hex');
  // The store names what it received by its MD5, but for files sent in parts.
  if (etag !== undefined && /^[0-9a-f]{32}$/.test(etag) && etag !== md5) {
    throw new IdvError('failed', 'the file arrived damaged: the store’s MD5 is another', {
      code: 'upload-damaged',
      hint: 'run the command again',
    });
  }
  const expiresAt = Number.isSafeInteger(ExpiredTimestamp) ? new Date((ExpiredTimestamp as number) * 1000).toISOString() : null;
  return { resourceUrl: ResourceUrl, md5, bytes: media.bytes.length, expiresAt };
}
