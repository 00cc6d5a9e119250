import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import type { Duplex } from 'node:stream';
import { rawHttpAnswer } from '../wire/reply.ts';
import { passToServer } from './one-port.ts';

const needsTls = 'the sandbox is a proxy only if it was started with TLS: idv sandbox --tls\n';
const notServed = 'this proxy leads only to the sandbox, and only for the hosts of the vendors on ports 443 and 80\n';

/**
 * Answers CONNECT as a proxy does, but never opens a connection: what a client sends to one of these hosts stays in this process.
 * `serves` takes the target of the request, `faceid.tencentcloudapi.com:443`.
 */
export function answerConnect(plain: HttpServer, secure: HttpsServer | undefined, serves: (target: string) => boolean): void {
  plain.on('connect', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    if (!secure || !serves(request.url ?? '')) {
      socket.end(secure ? rawHttpAnswer(403, notServed) : rawHttpAnswer(501, needsTls));
      return;
    }
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    if (head.length > 0) socket.unshift(head);
    passToServer(plain, secure, socket);
  });
}
