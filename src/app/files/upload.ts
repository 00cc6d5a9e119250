import { createHash } from 'node:crypto';
import type { Media } from '../../core/body.ts';
import { IdvError } from '../../core/errors.ts';
import { type HttpResponse, TransportError } from '../../core/http.ts';
import { isOwnHost } from '../../core/own-host.ts';
import type { UploadOrder, UploadScheme } from '../../providers/provider.ts';
import { categoryOf } from '../call/transport-category.ts';
import type { FileTransport } from './download.ts';

/** Where an uploaded file is, as the next action wants to hear it. */
export interface UploadedFile {
  resourceUrl: string;
  md5: string;
  bytes: number;
  expiresAt: string | null;
}

const attemptsAtMost = 3;

async function sendFile({ request }: UploadOrder, { transport, options }: FileTransport): Promise<HttpResponse> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transport.send(request, options);
    } catch (error) {
      // The same bytes at the same place twice are harmless and not paid for.
      const passing = error instanceof TransportError && ['connect', 'name', 'reset'].includes(error.kind);
      if (passing && attempt < attemptsAtMost) continue;
      if (!(error instanceof TransportError)) throw error;
      throw new IdvError(categoryOf(error, options.signal), `the file could not be uploaded: ${error.message}`, {
        code: 'upload-failed',
        hint: 'nothing was verified; run the command again',
        retryable: true,
        cause: error,
      });
    }
  }
}

function orderOf(scheme: UploadScheme, grant: Readonly<Record<string, unknown>>, media: Media, loopback: boolean): UploadOrder {
  const order = scheme.order(grant, media);
  if (!order) throw new IdvError('unreadable', 'the service gave no address to upload to', { code: 'no-upload-url' });
  const url = new URL(order.request.url);
  if (url.protocol !== 'https:' && !isOwnHost(url))
    throw new IdvError('unreadable', 'the service gave an address without https to upload to', { code: 'no-upload-url' });
  // A photo goes to nobody on this machine because an answer from elsewhere says so.
  if (isOwnHost(url) && !loopback)
    throw new IdvError('unreadable', 'the service gave an address on this machine to upload to', { code: 'no-upload-url' });
  return order;
}

/** What the store says is wrong, in its own code; its message may quote what was sent. */
function refusedBy({ status, body }: HttpResponse): IdvError {
  const [, code] = /<Code>([A-Za-z.]{1,60})<\/Code>/.exec(body.subarray(0, 4096).toString('latin1')) ?? [];
  return new IdvError('failed', `the upload was answered with HTTP ${status}${code === undefined ? '' : ` (${code})`}`, {
    code: 'upload-refused',
    hint: 'nothing was verified; the grant may have expired, or this machine’s clock is wrong: run the command again',
  });
}

/** Sends a file where the vendor's grant says. Throws IdvError `unreadable`, `failed`, `network` or `timeout`. */
export async function uploadTo(
  scheme: UploadScheme,
  grant: Readonly<Record<string, unknown>>,
  media: Media,
  files: FileTransport,
): Promise<UploadedFile> {
  const order = orderOf(scheme, grant, media, files.loopback);
  const response = await sendFile(order, files);
  if (response.status !== order.success) throw refusedBy(response);
  const etag = response.headers.etag?.replaceAll('"', '').toLowerCase();
  const md5 = createHash('md5').update(media.bytes).digest('hex');
  // A store names what it received by its MD5, but for files sent in parts.
  if (etag !== undefined && /^[0-9a-f]{32}$/.test(etag) && etag !== md5) {
    throw new IdvError('failed', 'the file arrived damaged: the store’s MD5 is another', {
      code: 'upload-damaged',
      hint: 'run the command again',
    });
  }
  return { resourceUrl: order.resourceUrl, md5, bytes: media.bytes.length, expiresAt: order.expiresAt };
}
