import type { Socket } from 'node:net';
import { promisify } from 'node:util';
import { type HttpResponse, TransportError } from '../core/http.ts';
import { type ExchangeProgress, tooLargeFailure } from './failure.ts';

/**
 * Collects bytes that arrive in pieces, up to a limit. Memory is never more than twice the bytes that arrived, however small the pieces
 * are.
 */
export interface BoundedBody {
  /** Returns false, and keeps nothing, if the limit would be exceeded. */
  append(chunk: Uint8Array): boolean;
  bytes(): Buffer;
}

const firstAllocationBytes = 16 * 1024;

export function boundedBody(maxBytes: number): BoundedBody {
  // Its own memory, because a piece of Node's pool would keep the complete pool alive.
  let buffer = Buffer.allocUnsafeSlow(Math.min(maxBytes, firstAllocationBytes));
  let length = 0;
  return {
    append(chunk) {
      const needed = length + chunk.length;
      if (needed > maxBytes) return false;
      if (needed > buffer.length) {
        const larger = Buffer.allocUnsafeSlow(Math.min(maxBytes, Math.max(needed, buffer.length * 2)));
        buffer.copy(larger, 0, 0, length);
        buffer = larger;
      }
      buffer.set(chunk, length);
      length = needed;
      return true;
    },
    bytes: () => buffer.subarray(0, length),
  };
}

export interface ResponseCallbacks {
  resolve(response: HttpResponse): void;
  reject(error: unknown): void;
}

type ReceivedHeaders = Record<string, string | string[]>;

/** Collects one answer from undici's callbacks, and updates `progress`. The body is still encoded as it was sent. */
export function answerHandler(socket: Socket, maxBytes: number, progress: ExchangeProgress, { resolve, reject }: ResponseCallbacks) {
  let status = 0;
  let headers: Record<string, string> = {};
  let body: BoundedBody;
  return {
    onRequestStart() {
      progress.sent = true;
      progress.phase = 'waiting for the answer';
    },
    onResponseStart(_controller: unknown, statusCode: number, received: ReceivedHeaders) {
      progress.phase = 'reading the answer';
      status = statusCode;
      progress.status = statusCode;
      headers = joined(received);
      if (Number(headers['content-length']) > maxBytes) throw tooLargeFailure(progress, maxBytes);
      body = boundedBody(maxBytes);
      progress.partial = () => ({ status, headers, body: body.bytes() });
    },
    onResponseData(_controller: unknown, chunk: Buffer) {
      if (!body.append(chunk)) throw tooLargeFailure(progress, maxBytes);
    },
    onResponseEnd() {
      // An answer without a length ends with its connection, but undici treats a reset as such an end too.
      if (socket.errored) reject(socket.errored);
      else resolve({ status, headers, body: body.bytes() });
    },
    onResponseError(_controller: unknown, error: Error) {
      reject(error);
    },
  };
}

const joined = (received: ReceivedHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(received).map(([name, value]) => [name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value]),
  );

/**
 * The body without its `Content-Encoding`. idv never asks for one, but some gateways compress anyway.
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
    throw new TransportError('protocol', `the answer of ${progress.target} is not valid ${name}, although it says so`, {
      sent: true,
      status: progress.status,
      partial: progress.partial?.(),
      cause,
    });
  }
  throw new TransportError('protocol', `the answer of ${progress.target} is encoded in a way that was not requested`, {
    sent: true,
    status: progress.status,
    partial: progress.partial?.(),
  });
}

/** The limit for all interim answers before one final answer. */
const maxInterimBytes = 64 * 1024;

const statusLine = /^HTTP\/\d\.\d (\d{3})(?!\d)/;
/** Enough bytes to distinguish a status from a longer number. */
const statusLength = 'HTTP/1.1 200 '.length;

/** The length of a head in bytes, including its empty line; -1 if it has not ended. */
function headLength(bytes: Buffer): number {
  const ends = ['\n\r\n', '\n\n'].flatMap((end) => {
    const index = bytes.indexOf(end, 0, 'latin1');
    return index < 0 ? [] : [index + end.length];
  });
  return ends.length === 0 ? -1 : Math.min(...ends);
}

/** There may be an empty line before an answer. */
function withoutLineBreaks(bytes: Buffer): Buffer {
  const start = bytes.findIndex((byte) => byte !== 13 && byte !== 10);
  return bytes.subarray(start < 0 ? bytes.length : start);
}

/** Gets the bytes of an answer as they arrive, and returns those of the final answer; undefined as long as that is not known. */
export type FinalAnswerFilter = (chunk: Buffer) => Buffer | undefined;

/**
 * Skips interim answers (1xx), requested or not (RFC 9110, 15.2). Throws TransportError `protocol` for a change of protocol, which was not
 * requested, and for a status that HTTP does not have. undici cannot handle any of the three.
 */
export function finalAnswerFilter({ target }: ExchangeProgress): FinalAnswerFilter {
  let buffered: Buffer = Buffer.alloc(0);
  let interimBytes = 0;
  let isFinal = false;
  const transportError = (kind: 'protocol' | 'too-large', what: string): TransportError =>
    new TransportError(kind, `the answer of ${target} ${what}`, { sent: true });

  return (chunk) => {
    if (isFinal) return chunk;
    buffered = withoutLineBreaks(buffered.length === 0 ? chunk : Buffer.concat([buffered, chunk]));
    for (;;) {
      const start = buffered.toString('latin1', 0, statusLength);
      if (start.length < statusLength && 'HTTP/'.startsWith(start.slice(0, 5))) return undefined;
      const status = Number(statusLine.exec(start)?.[1] ?? 200);
      if (status >= 200) {
        isFinal = true;
        return buffered;
      }
      if (status < 100) throw transportError('protocol', `has the status ${String(status).padStart(3, '0')}, which HTTP does not have`);
      if (status === 101) throw transportError('protocol', 'changes the protocol (HTTP 101), which was not requested');
      const length = headLength(buffered);
      interimBytes += Math.max(length, 0);
      if (interimBytes + (length < 0 ? buffered.length : 0) > maxInterimBytes)
        throw transportError('too-large', 'has too many interim answers');
      if (length < 0) return undefined;
      buffered = withoutLineBreaks(buffered.subarray(length));
    }
  };
}

/**
 * Puts a filter between a socket and undici, which reads only with `socket.read()`. The returned function sets the filter for the next
 * answer. If a filter throws, the socket ends, because undici reads in event handlers, where an error would crash the process.
 */
export function filterReads(socket: Socket): (filter: FinalAnswerFilter) => void {
  const read = socket.read.bind(socket);
  let current: FinalAnswerFilter = (chunk) => chunk;
  socket.read = (size?: number) => {
    if (size !== undefined) return read(size);
    try {
      for (let chunk: Buffer | null = read(); chunk !== null; chunk = read()) {
        const passed = current(chunk);
        if (passed !== undefined && passed.length > 0) return passed;
      }
    } catch (error) {
      socket.destroy(error as Error);
    }
    return null;
  };
  return (filter) => {
    current = filter;
  };
}
