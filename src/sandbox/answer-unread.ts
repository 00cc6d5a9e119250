import { type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { sandboxMark } from './sandbox-mark.ts';

/** The statuses that Node gives to what its parser refuses; 400 to all else. */
const statuses: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

function bareAnswer(status: number): string {
  const headers = { ...sandboxMark, Connection: 'close', 'Content-Length': '0' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', ''].join('\r\n');
}

/**
 * Answers in Node's place, and under the sandbox's mark, what Node would keep from the handler: requests that are no HTTP,
 * whose headers are too long, or that expect what nobody offers. Every such answer ends its connection.
 */
export function answerUnread(server: Server): void {
  const latest = new WeakMap<Duplex, ServerResponse>();
  server.on('request', (request, response) => latest.set(request.socket, response));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const before = latest.get(socket);
    // Bytes amid another answer would be taken for a part of it.
    const isAmid = before?.headersSent && !before.writableFinished;
    if (isAmid) socket.destroy(error);
    // The parser complains of all that comes after its first complaint.
    else if (socket.writable) socket.end(bareAnswer(statuses[error.code ?? ''] ?? 400));
  });
  server.on('checkExpectation', (_request, response) => {
    response.writeHead(417, { ...sandboxMark, Connection: 'close' }).end();
  });
}
