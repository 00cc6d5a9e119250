import { createHash } from 'node:crypto';
import { IdvError } from '../../core/errors.ts';
import { type HttpResponse, TransportError } from '../../core/http.ts';
import { plural } from '../../core/text/printable.ts';
import { categoryOf, redirectTarget } from '../call/failure.ts';
import { addressName, exchangeFile, type FileTransport, readFileAddress } from './file-exchange.ts';

/** A file that an answer points to, and what it must be. */
export interface RemoteFile {
  url: string;
  /** 32 hex digits, any case. */
  md5: string | undefined;
  bytes: number | undefined;
}

/** The limit for a file whose size the service names. A file of unknown size has the limit of any answer. */
const maxNamedBytes = 256 * 2 ** 20;

/** Why the content is not the announced file; undefined if it is. */
function contentFault(body: Buffer, { md5, bytes }: RemoteFile): string | undefined {
  if (bytes !== undefined && body.length !== bytes) return `it has ${plural(body.length, 'byte')}, not the ${bytes} that the service named`;
  const found = createHash('md5').update(body).digest('hex');
  return md5 !== undefined && found !== md5.toLowerCase() ? 'its MD5 differs from the one that the service named' : undefined;
}

/** The answer came, but one of its files cannot be downloaded: never a reason to repeat the call. */
function notFetched(error: TransportError, name: string, { options }: FileTransport): IdvError {
  const stopped = error.kind === 'aborted' ? categoryOf(error, options.signal, true) : undefined;
  // The service named the address, not the user.
  const category = error.kind === 'protocol' || error.kind === 'too-large' ? 'unreadable' : (stopped ?? 'output');
  return new IdvError(category, `${name} could not be downloaded: ${error.message}`, {
    code: 'download-failed',
    hint: error.hint,
    cause: error,
  });
}

function refused(response: HttpResponse, name: string, url: string): IdvError {
  const { status } = response;
  const target = redirectTarget(response, url);
  const detail = target === undefined ? '' : `, a redirect to ${target}; idv does not follow redirects`;
  return new IdvError('output', `${name} answered HTTP ${status}${detail}`, {
    code: 'download-refused',
    ...(status === 403 || status === 404 ? { hint: 'the address may have expired' } : {}),
  });
}

/**
 * Downloads a complete file and checks its size and MD5. Throws IdvError `output` if that fails, and `unreadable` if the file is not what
 * the service announced. Writes nothing.
 */
export async function download(file: RemoteFile, files: FileTransport): Promise<Buffer> {
  const url = readFileAddress(file.url, 'a file', 'file-url', files);
  const name = addressName(url);
  // The URL as given: each %2F in it is part of the object's name, and parsing would change it.
  const request = { method: 'GET' as const, url: file.url, headers: { Host: url.host }, body: Buffer.alloc(0) };
  const limit = file.bytes === undefined ? undefined : Math.min(Math.max(file.bytes, 0), maxNamedBytes);
  const response = await exchangeFile(request, files, limit).catch((error: unknown) => {
    throw error instanceof TransportError ? notFetched(error, name, files) : error;
  });
  if (response.status !== 200) throw refused(response, name, file.url);
  const fault = contentFault(response.body, file);
  if (fault)
    throw new IdvError('unreadable', `${name} did not arrive complete: ${fault}`, {
      code: 'download-damaged',
      hint: 'nothing was written',
    });
  return response.body;
}
