import type { Server as HttpServer } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import { createServer, type Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** The first byte of every TLS connection: the type of a handshake record. */
const tlsHandshake = 22;

/** Reads the first byte of a connection, and puts it back for the server that the connection is given to. */
function readFirst(socket: Duplex, use: (first: number) => void): void {
  const first = socket.read(1) as Buffer | null;
  if (first === null) {
    socket.once('readable', () => readFirst(socket, use));
    return;
  }
  socket.unshift(first);
  use(first[0] ?? 0);
}

/** Gives a connection to one of the two servers. The first byte decides which one. */
export const passToServer = (plain: HttpServer, secure: HttpsServer, socket: Duplex): void =>
  readFirst(socket, (first) => (first === tlsHandshake ? secure : plain).emit('connection', socket));

/** A server for both plain HTTP and TLS on one port. The first byte of a connection shows which of the two it is. */
export function createOnePort(plain: HttpServer, secure: HttpsServer): { server: Server; closeAll(): void } {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // A connection that breaks before its first byte has no other listener yet.
    socket.on('error', () => socket.destroy());
    passToServer(plain, secure, socket);
  });
  return {
    server,
    closeAll: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}
