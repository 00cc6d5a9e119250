import type { Socket } from 'node:net';
import type { HttpResponse } from '../../core/http.ts';
import { type ExchangeProgress, tooLargeFailure } from '../failure.ts';
import { type BoundedBody, boundedBody } from './bounded-body.ts';

export interface Settle {
  resolve(response: HttpResponse): void;
  reject(error: unknown): void;
}

type ReceivedHeaders = Record<string, string | string[]>;

/** Gathers one answer from undici's callbacks, and keeps `progress` true. The body is still encoded as it was sent. */
export function answerHandler(socket: Socket, maxBytes: number, progress: ExchangeProgress, { resolve, reject }: Settle) {
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
      // An answer without a length ends with its connection, and undici takes a reset for such an end too.
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
