import type { IncomingMessage } from 'node:http';
import type { Lend } from '../../core/buffer-pool.ts';
import { headerOf, type WireRequest } from '../../sign/wire-request.ts';

export { contentTypeOf, headerOf, splitTarget } from '../../sign/wire-request.ts';

/** An HTTP request as it arrived. Nothing is decoded or merged, because a signature is checked over the exact bytes. */
export interface ReceivedRequest extends WireRequest {
  /** How many bytes the client sent: more than `body` holds if the body was too long to keep. */
  bodyBytes: number;
  /** The port on which the sandbox received it. */
  port: number;
  /** Gives memory that belongs to the request until it is answered. */
  lend?: Lend;
}

/** False if the Host is a domain name that points to this machine. A web page could use such a name to reach the sandbox. */
export const isLoopbackHost = (request: ReceivedRequest): boolean =>
  /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i.test(headerOf(request, 'host') ?? '');

/** False if a browser says that another site caused the request. Other clients do not send the header. */
export const isOwnFetch = (request: ReceivedRequest): boolean => /^(?:none|same-origin)?$/.test(headerOf(request, 'sec-fetch-site') ?? '');

/** True if the Host is this sandbox, with its port. */
export function isSandboxHost(request: ReceivedRequest): boolean {
  const names = ['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${request.port}`);
  return names.includes(headerOf(request, 'host')?.toLowerCase() ?? '');
}

export interface ReadLimits {
  /** A body is kept up to this length. */
  keptBytes: number;
  /** The rest is read up to this length and dropped. A client that is cut off while it sends sees a reset, not the answer. */
  drainedBytes: number;
}

export interface ReadBody {
  body: Buffer;
  /** How many bytes arrived: more than `body` holds if its end was dropped. */
  bodyBytes: number;
  /** True if the client had still more to send. */
  isCutOff: boolean;
}

/** Reads a body up to its limits. Rejects if the client breaks off. */
export async function readBody(chunks: AsyncIterable<Buffer>, { keptBytes, drainedBytes }: ReadLimits): Promise<ReadBody> {
  const kept: Buffer[] = [];
  let bodyBytes = 0;
  for await (const chunk of chunks) {
    bodyBytes += chunk.length;
    if (bodyBytes <= keptBytes) kept.push(chunk);
    if (bodyBytes > drainedBytes) break;
  }
  return { body: Buffer.concat(kept), bodyBytes, isCutOff: bodyBytes > drainedBytes };
}

/** More than the largest request that a vendor allows: a form of 142 MiB, with ten images of 10 MB. */
const limits: ReadLimits = { keptBytes: 160 * 2 ** 20, drainedBytes: 256 * 2 ** 20 };

const headerPairs = (raw: readonly string[]): ReceivedRequest['headers'] =>
  raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []));

/** A header cannot make the sandbox reserve more memory than this. */
const mostAnnounced = 16 * 2 ** 20;

/** Reads a body whose length is known in advance. Rejects if the client breaks off. */
const readInto = (body: Buffer, message: IncomingMessage): Promise<ReadBody> =>
  new Promise((resolve, reject) => {
    let bodyBytes = 0;
    message.on('data', (chunk: Buffer) => {
      body.set(chunk, bodyBytes);
      bodyBytes += chunk.length;
    });
    message.once('end', () => resolve({ body: body.subarray(0, bodyBytes), bodyBytes, isCutOff: false }));
    message.once('error', reject).once('close', () => reject(new Error('the client broke off')));
  });

/** Reads a complete request. `isCutOff` means that the connection cannot be used again. */
export async function readRequest(
  message: IncomingMessage,
  port: number,
  lend: Lend,
): Promise<{ request: ReceivedRequest; isCutOff: boolean }> {
  const announced = Number(message.headers['content-length']);
  const reading =
    announced <= mostAnnounced ? readInto(lend(announced), message) : readBody(message.iterator({ destroyOnReturn: false }), limits);
  const { isCutOff, ...read } = await reading;
  const { method = 'GET', url = '/', rawHeaders } = message;
  return { request: { method, target: url, headers: headerPairs(rawHeaders), ...read, port, lend }, isCutOff };
}
