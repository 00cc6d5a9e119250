import { createHash } from 'node:crypto';
import { IdvError } from '../../core/errors.ts';
import { type SendOptions, type Transport, TransportError } from '../../core/http.ts';
import { isOwnHost } from '../../core/own-host.ts';
import { categoryOf } from '../call/transport-category.ts';

/** A file that an answer points to, and what it must be. */
export interface RemoteFile {
  url: string;
  /** 32 hex digits, any case. */
  md5: string | undefined;
  bytes: number | undefined;
}

export interface FileTransport {
  transport: Transport;
  options: SendOptions;
  /** Only a service on this machine may point to a file on this machine. */
  loopback: boolean;
}

/** What a URL may be called in a message: presigned ones are keys. */
const nameOf = (url: URL): string => `${url.host}${url.pathname.slice(0, 60)}`;

function parseUrl(text: string, loopback: boolean): URL {
  const refuse = (why: string): IdvError => new IdvError('unreadable', `the service points to a file ${why}`, { code: 'file-url' });
  if (!URL.canParse(text)) throw refuse('at an address that is no URL');
  const url = new URL(text);
  const own = isOwnHost(url);
  if (own && !loopback) throw refuse('on this machine');
  if (url.protocol !== 'https:' && !own) throw refuse('without https');
  return url;
}

/** Why the content is not what was promised; undefined if it is. */
function contentFault(body: Buffer, { md5, bytes }: RemoteFile): string | undefined {
  if (bytes !== undefined && body.length !== bytes) return `it has ${body.length} bytes, not the ${bytes} that the service named`;
  const found = createHash('md5').update(body).digest('hex');
  return md5 !== undefined && found !== md5.toLowerCase() ? 'its MD5 is not the one that the service named' : undefined;
}

/** Fetches a file whole and checks size and MD5. Throws IdvError `network`, `timeout`, `failed` or `unreadable`; nothing is written. */
export async function download(file: RemoteFile, { transport, options, loopback }: FileTransport): Promise<Buffer> {
  const url = parseUrl(file.url, loopback);
  const name = nameOf(url);
  // The URL as given: its %2F are part of the object's name, and parsing must not touch them.
  const request = { method: 'GET' as const, url: file.url, headers: { Host: url.host }, body: Buffer.alloc(0) };
  const response = await transport.send(request, options).catch((error: unknown) => {
    if (!(error instanceof TransportError)) throw error;
    throw new IdvError(categoryOf(error, options.signal), `${name} could not be fetched: ${error.message}`, {
      code: 'download-failed',
      hint: 'the verdict stands; ask for the result again to get new addresses',
      cause: error,
    });
  });
  if (response.status !== 200) {
    const hint =
      response.status === 403 || response.status === 404
        ? 'the address may have expired: ask for the result again'
        : 'ask for the result again';
    throw new IdvError('failed', `${name} answered HTTP ${response.status}`, { code: 'download-refused', hint });
  }
  const fault = contentFault(response.body, file);
  if (fault)
    throw new IdvError('unreadable', `${name} did not arrive whole: ${fault}`, {
      code: 'download-damaged',
      hint: 'nothing was written; ask for the result again',
    });
  return response.body;
}
