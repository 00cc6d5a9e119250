import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { IdvError, problemsError } from '../core/errors.ts';
import type { ReceivedRequest } from './exchange.ts';
import { createHandler, type Handle, type HandlerOptions } from './handler.ts';
import { sendReply } from './send-reply.ts';

export interface SandboxOptions extends HandlerOptions {
  /** 0 picks a free one. */
  port: number;
}

export interface RunningSandbox {
  port: number;
  /** Origin, without a slash at its end. */
  url: string;
  /** Ends every connection at once. */
  close(): Promise<void>;
}

const loopback = '127.0.0.1';
const mebibyte = 2 ** 20;
/** Over the largest request of any vendor, so that theirs is the limit that speaks. */
const keptBytes = 32 * mebibyte;
/** What is read and dropped beyond that: a client that is cut off while it sends sees a reset, not the answer. */
const drainedBytes = 64 * mebibyte;
/** A GET's query counts as a header, and may hold by mistake all that a POST takes. */
const maxHeaderSize = 16 * mebibyte;

async function readBody(request: IncomingMessage): Promise<{ body: Buffer; bodyBytes: number }> {
  const chunks: Buffer[] = [];
  let bodyBytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bodyBytes += (chunk as Buffer).length;
    if (bodyBytes <= keptBytes) chunks.push(chunk as Buffer);
    if (bodyBytes > drainedBytes) break;
  }
  return { body: Buffer.concat(chunks), bodyBytes };
}

const headerPairs = (raw: readonly string[]): ReceivedRequest['headers'] =>
  raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []));

async function serve(request: IncomingMessage, response: ServerResponse, handle: Handle, port: number): Promise<void> {
  const { body, bodyBytes } = await readBody(request);
  const { method = 'GET', url = '/', rawHeaders } = request;
  if (bodyBytes > drainedBytes) response.shouldKeepAlive = false;
  sendReply(response, await handle({ method, target: url, headers: headerPairs(rawHeaders), body, bodyBytes, port }));
}

function listenFault(error: NodeJS.ErrnoException, port: number): IdvError {
  const messages: Readonly<Record<string, string>> = {
    EADDRINUSE: `port ${port} is in use`,
    EACCES: `port ${port} is not open to this user`,
  };
  const message = messages[error.code ?? ''];
  if (message === undefined)
    return new IdvError('internal', `the sandbox cannot listen (${error.code ?? error.message})`, { code: 'listen-failed', cause: error });
  return problemsError([{ category: 'usage', flag: '--port', message, cure: 'leave --port out to get a free one' }]);
}

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenFault(error, port)));
    server.listen(port, loopback, () => resolve((server.address() as AddressInfo).port));
  });

/**
 * Serves the vendors' APIs on 127.0.0.1 until closed.
 * Throws IdvError `usage` where the port is taken or the outcome unknown.
 */
export async function startSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  const handle = await createHandler(options);
  let port = 0;
  const server = createServer({ maxHeaderSize }, (request, response) => {
    serve(request, response, handle, port).catch(() => {
      // A client that went away while it sent needs no answer; a fault of ours must not leave it waiting.
      if (!request.complete || response.headersSent) response.destroy();
      else response.writeHead(500, { 'Content-Type': 'text/plain', 'X-IDV-Sandbox': '1' }).end('a fault of the sandbox itself');
    });
  });
  port = await listen(server, options.port);
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { port, url: `http://${loopback}:${port}`, close };
}
