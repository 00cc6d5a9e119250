import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { IdvError, problemsError } from '../core/errors.ts';
import { createHandler, type Handle, type HandlerOptions } from './handler.ts';
import { readRequest } from './wire/received-request.ts';
import { sandboxHeaders, sendReply } from './wire/reply.ts';

export interface SandboxOptions extends HandlerOptions {
  /** 0 picks a free port. */
  port: number;
}

export interface RunningSandbox {
  port: number;
  /** Origin, without a slash at its end. */
  url: string;
  /** Ends every connection at once. */
  close(): Promise<void>;
}

const listenAddress = '127.0.0.1';
/** The query of a GET counts as a header, and may hold any one image. */
const maxHeaderSize = 16 * 2 ** 20;

async function serve(message: IncomingMessage, response: ServerResponse, handle: Handle, port: number): Promise<void> {
  const { request, isCutOff } = await readRequest(message, port);
  if (isCutOff) response.shouldKeepAlive = false;
  sendReply(response, await handle(request));
}

/** The statuses that Node gives to requests that its parser refuses. All others get 400. */
const parserStatuses: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

function bareAnswer(status: number): string {
  const headers = { ...sandboxHeaders, Connection: 'close', 'Content-Length': '0' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', ''].join('\r\n');
}

/**
 * Node itself answers a request that is not HTTP, has too long headers, or expects something unknown. The handler never sees it.
 * These listeners answer instead, so that the answer has the sandbox's header. Each such answer ends its connection.
 */
function answerUnread(server: Server): void {
  const latest = new WeakMap<Duplex, ServerResponse>();
  server.on('request', (request, response) => latest.set(request.socket, response));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const before = latest.get(socket);
    // During another answer, these bytes would be read as a part of it.
    const isAnswering = before?.headersSent && !before.writableFinished;
    if (isAnswering) socket.destroy(error);
    // The parser reports every byte after its first error.
    else if (socket.writable) socket.end(bareAnswer(parserStatuses[error.code ?? ''] ?? 400));
  });
  server.on('checkExpectation', (_request, response) => {
    response.writeHead(417, { ...sandboxHeaders, Connection: 'close' }).end();
  });
}

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

/**
 * Serves the vendors' APIs on 127.0.0.1 until it is closed.
 * Throws IdvError `usage` if the port is taken or the outcome unknown.
 */
export async function startSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  const handle = await createHandler(options);
  let port = 0;
  // The handler also refuses requests without a Host.
  const server = createServer({ maxHeaderSize, requireHostHeader: false }, (request, response) => {
    serve(request, response, handle, port).catch(() => {
      // A client that went away while it sent needs no answer. After an error of our own, a client must not wait.
      if (!request.complete || response.headersSent) response.destroy();
      else response.writeHead(500, { 'Content-Type': 'text/plain', ...sandboxHeaders }).end('a fault of the sandbox itself');
    });
  });
  answerUnread(server);
  port = await listen(server, options.port);
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { port, url: `http://${listenAddress}:${port}`, close };
}
