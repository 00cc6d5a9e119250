import type { Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { rawHttpAnswer, sandboxHeaders } from './reply.ts';

/** The statuses that Node gives to requests that its parser refuses. All others get 400. */
const parserStatuses: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/**
 * Node itself answers a request that is not HTTP, has too long headers, or expects something unknown. The handler never sees it.
 * These listeners answer instead, so that the answer has the sandbox's header. Each such answer ends its connection.
 */
export function answerRefusedByNode(server: Pick<Server, 'on'>): void {
  const latest = new WeakMap<Duplex, ServerResponse>();
  server.on('request', (request, response) => latest.set(request.socket, response));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const response = latest.get(socket);
    // During another answer, these bytes would be read as a part of it.
    const isAnswering = response?.headersSent && !response.writableFinished;
    if (isAnswering) socket.destroy(error);
    // The parser reports every byte after its first error.
    else if (socket.writable) socket.end(rawHttpAnswer(parserStatuses[error.code ?? ''] ?? 400));
  });
  server.on('checkExpectation', (_request, response) => {
    response.writeHead(417, { ...sandboxHeaders, Connection: 'close' }).end();
  });
}
