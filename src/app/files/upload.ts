import { createHash } from 'node:crypto';
import { IdvError } from '../../core/errors.ts';
import { type HttpResponse, type Media, TransportError } from '../../core/http.ts';
import { mayRetry } from '../../http/retry.ts';
import type { UploadDestination, UploadScheme } from '../../vendors/vendor.ts';
import { categoryOf, redirectTarget } from '../call/failure.ts';
import { exchangeFile, type FileTransport, readFileAddress } from './file-exchange.ts';

/** The place of an uploaded file, in the form that the next action needs. */
export interface UploadedFile {
  resourceUrl: string;
  md5: string;
  bytes: number;
  expiresAt: string | null;
}

function notSent(error: TransportError, { options }: FileTransport): IdvError {
  const category = error.kind === 'protocol' ? 'unreadable' : categoryOf(error, options.signal, true);
  return new IdvError(category, `the file could not be uploaded: ${error.message}`, {
    code: 'upload-failed',
    hint: 'nothing was verified; run the command again',
    retryable: mayRetry(error, { readOnly: true }),
    billed: false,
    cause: error,
  });
}

function orderOf(scheme: UploadScheme, grant: Readonly<Record<string, unknown>>, media: Media, files: FileTransport): UploadDestination {
  const order = scheme.destinationOf(grant, media);
  if (!order) {
    const hint = 'nothing was sent; ask the vendor, or give a URL of your own in place of the file';
    throw new IdvError('unreadable', 'the service gave no address to upload to', { code: 'no-upload-url', hint, billed: false });
  }
  // A photo is sent only to the vendor, even if the answer names another address.
  readFileAddress(order.request.url, 'a place for the file', 'no-upload-url', files);
  return order;
}

/** The error of the storage, with its code but without its message, which may quote what was sent. */
function refusedBy(response: HttpResponse, url: string): IdvError {
  const { status, body } = response;
  const target = redirectTarget(response, url);
  const [, code] = /<Code>([A-Za-z.]{1,60})<\/Code>/.exec(body.subarray(0, 4096).toString('latin1')) ?? [];
  const detail = target === undefined ? (code === undefined ? '' : ` (${code})`) : `, a redirect to ${target}, and idv follows none`;
  return new IdvError('failed', `the upload was answered with HTTP ${status}${detail}`, {
    code: 'upload-refused',
    billed: false,
    hint: 'nothing was verified; the upload address may have expired, or this machine’s clock is wrong: run the command again',
  });
}

/** Sends a file to the address that the vendor granted. Throws IdvError `unreadable`, `failed`, `network` or `timeout`. */
export async function uploadTo(
  scheme: UploadScheme,
  grant: Readonly<Record<string, unknown>>,
  media: Media,
  files: FileTransport,
): Promise<UploadedFile> {
  const order = orderOf(scheme, grant, media, files);
  const response = await exchangeFile(order.request, files).catch((error: unknown) => {
    throw error instanceof TransportError ? notSent(error, files) : error;
  });
  if (response.status !== order.success) throw refusedBy(response, order.request.url);
  const etag = response.headers.etag?.replaceAll('"', '').toLowerCase();
  const md5 = createHash('md5').update(media.bytes).digest('hex');
  // The storage returns the MD5 of what it received, except for files that were sent in parts.
  if (etag !== undefined && /^[0-9a-f]{32}$/.test(etag) && etag !== md5) {
    throw new IdvError('failed', 'the file arrived damaged: the storage has a different MD5', {
      code: 'upload-damaged',
      hint: 'nothing was verified; run the command again',
      billed: false,
    });
  }
  return { resourceUrl: order.resourceUrl, md5, bytes: media.bytes.length, expiresAt: order.expiresAt };
}
