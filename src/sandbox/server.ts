import { createServer, type Server as HttpServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { type BufferPool, createBufferPool } from '../core/buffer-pool.ts';
import { IdvError, problemsError } from '../core/errors.ts';
import { createHandler, type HandlerOptions, type RequestHandler } from './handler.ts';
import { answerConnect } from './tls/answer-connect.ts';
import { isServedTarget, targetWithoutOrigin } from './tls/served-hosts.ts';
import { answerRefusedByNode } from './wire/answer-refused-by-node.ts';
import { readRequest } from './wire/received-request.ts';
import { type Reply, sandboxHeaders, sendReply } from './wire/reply.ts';

export interface SandboxOptions extends HandlerOptions {
  /** 0 picks a free port. */
  port: number;
  /** Also serves HTTPS on the port, and stands for the vendors' hosts as a proxy. */
  tls?: boolean;
}

export interface RunningSandbox {
  port: number;
  /** Origin, without a slash at its end. */
  url: string;
  /** The certificate that a client must trust, as PEM. Only with `tls`. */
  caPem?: string;
  /** Ends every connection at once. */
  close(): Promise<void>;
}

const listenAddress = '127.0.0.1';
/** The query of a GET counts as a header, and may contain an image. */
const maxHeaderSize = 16 * 2 ** 20;

/** Enough for the largest requests of several clients. */
const mostIdleBytes = 64 * 2 ** 20;

interface Service {
  handle: RequestHandler;
  memory: BufferPool;
  port: number;
}

async function serve(message: IncomingMessage, response: ServerResponse, { handle, memory, port }: Service): Promise<void> {
  const lent: Buffer[] = [];
  const lend = (byteLength: number): Buffer => {
    const buffer = memory.lend(byteLength);
    lent.push(buffer);
    return buffer;
  };
  try {
    const { request, isCutOff } = await readRequest(message, port, lend);
    if (isCutOff) response.shouldKeepAlive = false;
    const target = targetWithoutOrigin(request.target, port);
    sendReply(response, target === undefined ? notServed : await handle({ ...request, target }));
  } finally {
    // After the answer, no part of the request is needed: uploads are copied, and the journal has text.
    lent.forEach(memory.takeBack);
  }
}

const notServed: Reply = {
  status: 403,
  headers: { 'Content-Type': 'text/plain', ...sandboxHeaders },
  body: Buffer.from('the sandbox answers only for itself and for the hosts of the vendors\n'),
};

function listenError(error: NodeJS.ErrnoException, port: number): IdvError {
  const messages: Readonly<Record<string, string>> = {
    EADDRINUSE: `port ${port} is in use`,
    EACCES: `port ${port} is not open to this user`,
  };
  const message = messages[error.code ?? ''];
  if (message === undefined)
    return new IdvError('internal', `the sandbox cannot listen (${error.code ?? error.message})`, { code: 'listen-failed', cause: error });
  return problemsError([{ category: 'usage', flag: '--port', message, hint: 'leave --port out to get a free one' }]);
}

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, port)));
    server.listen(port, listenAddress, () => resolve((server.address() as AddressInfo).port));
  });

/** The handler also refuses requests without a Host. */
const serverOptions = { maxHeaderSize, requireHostHeader: false } as const;

interface PortServer {
  /** What listens on the port. */
  server: Server;
  closeAll(): void;
  secure?: HttpsServer;
  caPem?: string;
}

/** Plain HTTP only, or together with TLS on the same port. The code for TLS is loaded on demand. */
async function createPortServer(plain: HttpServer, listener: RequestListener, { tls, nowMs, uuid }: SandboxOptions): Promise<PortServer> {
  if (!tls) return { server: plain, closeAll: () => plain.closeAllConnections() };
  const [{ createSecureServer }, { createOnePort }] = await Promise.all([import('./tls/secure-server.ts'), import('./tls/one-port.ts')]);
  const { secure, caPem } = await createSecureServer(listener, { ...serverOptions, nowMs: nowMs(), uuid });
  return { ...createOnePort(plain, secure), secure, caPem };
}

/**
 * Serves the vendors' APIs on 127.0.0.1 until it is closed.
 * Throws IdvError `usage` if the port is in use or the outcome is unknown.
 */
export async function startSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  const service = { handle: await createHandler(options), memory: createBufferPool(mostIdleBytes) };
  let port = 0;
  const listener: RequestListener = (request, response) => {
    serve(request, response, { ...service, port }).catch(() => {
      // A client that went away while it was sending needs no answer. After an error in the sandbox, a client must not wait.
      if (!request.complete || response.headersSent) response.destroy();
      else response.writeHead(500, { 'Content-Type': 'text/plain', ...sandboxHeaders }).end('a fault of the sandbox itself');
    });
  };
  const plain = createServer(serverOptions, listener);
  answerRefusedByNode(plain);
  const { server, closeAll, secure, caPem } = await createPortServer(plain, listener, options);
  answerConnect(plain, secure, (target) => isServedTarget(target, port));
  port = await listen(server, options.port);
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      closeAll();
    });
  return { port, url: `http://${listenAddress}:${port}`, close, ...(caPem === undefined ? {} : { caPem }) };
}
