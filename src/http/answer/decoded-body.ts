import { promisify } from 'node:util';
import { TransportError } from '../../core/http.ts';
import { type ExchangeProgress, tooLargeFailure } from '../failure.ts';

/**
 * The body without its `Content-Encoding`. None is ever asked for, but gateways have been seen to compress anyway.
 * Throws TransportError `too-large` for more than `maxBytes`, `protocol` for what cannot be decoded.
 */
export async function decodedBody(
  body: Buffer,
  encoding: string | undefined,
  maxBytes: number,
  progress: ExchangeProgress,
): Promise<Buffer> {
  const name = encoding?.trim().toLowerCase();
  if (!name || name === 'identity' || body.length === 0) return body;
  const { brotliDecompress, gunzip, inflate } = await import('node:zlib');
  const limits = { maxOutputLength: maxBytes };
  try {
    if (name === 'gzip' || name === 'x-gzip') return await promisify(gunzip)(body, limits);
    if (name === 'br') return await promisify(brotliDecompress)(body, limits);
    if (name === 'deflate') return await promisify(inflate)(body, limits);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE') throw tooLargeFailure(progress, maxBytes);
    throw new TransportError('protocol', `the answer of ${progress.target} is not the ${name} it says it is`, {
      sent: true,
      status: progress.status,
      partial: progress.partial?.(),
      cause,
    });
  }
  throw new TransportError('protocol', `the answer of ${progress.target} is encoded in a way that was not asked for`, {
    sent: true,
    status: progress.status,
    partial: progress.partial?.(),
  });
}
