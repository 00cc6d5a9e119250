import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { IdvError, problemsError } from '../core/errors.ts';
import { answerUnread } from './answer-unread.ts';
import type { ReceivedRequest } from './exchange.ts';
import { createHandler, type Handle, type HandlerOptions } from './handler.ts';
import { type ReadLimits, readBody } from './read-body.ts';
import { sandboxMark } from './sandbox-mark.ts';
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
/** Over the largest request that any vendor's limits allow: a form with ten pictures of 10 MB, which has 142 MiB. */
const limits: ReadLimits = { keptBytes: 160 * mebibyte, drainedBytes: 256 * mebibyte };
/** A GET's query counts as a header, and may hold any one picture. */
const maxHeaderSize = 16 * mebibyte;

const headerPairs = (raw: readonly string[]): ReceivedRequest['headers'] =>
  raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []));

async function serve(request: IncomingMessage, response: ServerResponse, handle: Handle, port: number): Promise<void> {
  const { body, bodyBytes, isCutOff } = await readBody(request.iterator({ destroyOnReturn: false }), limits);
  const { method = 'GET', url = '/', rawHeaders } = request;
  if (isCutOff) response.shouldKeepAlive = false;
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
  // Without a Host, too, a request is the handler's to refuse.
  const server = createServer({ maxHeaderSize, requireHostHeader: false }, (request, response) => {
    serve(request, response, handle, port).catch(() => {
      // A client that went away while it sent needs no answer; a fault of ours must not leave it waiting.
      if (!request.complete || response.headersSent) response.destroy();
      else response.writeHead(500, { 'Content-Type': 'text/plain', ...sandboxMark }).end('a fault of the sandbox itself');
    });
  });
  answerUnread(server);
  port = await listen(server, options.port);
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { port, url: `http://${loopback}:${port}`, close };
}
