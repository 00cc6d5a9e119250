import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import type { Socket } from 'node:net';
import { TransportError } from '../../core/http.ts';
import type { Target } from '../target.ts';
import type { ProxyServer } from './proxy-for.ts';

/** Has the proxy at the other end of `socket` connect to `target`. Throws TransportError `connect` if it will not. */
export async function openTunnel(socket: Socket, target: Target, proxy: ProxyServer, signal: AbortSignal): Promise<void> {
  const connect = request({
    method: 'CONNECT',
    path: target.name,
    createConnection: () => socket,
    headers: {
      Host: target.name,
      'Proxy-Connection': 'Keep-Alive',
      ...(proxy.authorization === undefined ? {} : { 'Proxy-Authorization': proxy.authorization }),
    },
  });
  connect.removeHeader('Connection');
  connect.on('error', () => {});
  connect.end();
  const [{ statusCode = 0 }, , firstBytes] = (await once(connect, 'connect', { signal })) as [IncomingMessage, Socket, Buffer];
  if (statusCode < 200 || statusCode > 299) throw tunnelRefusal(statusCode, target, proxy);
  if (firstBytes.length > 0) socket.unshift(firstBytes);
}

function tunnelRefusal(status: number, target: Target, proxy: ProxyServer): TransportError {
  const cure =
    status === 407
      ? 'it wants other credentials: HTTPS_PROXY=http://user:password@host:port'
      : 'ask for the host to be allowed, or exempt it in NO_PROXY';
  return new TransportError('connect', `the proxy ${proxy.name} refused a tunnel to ${target.name} (HTTP ${status}); ${cure}`, {
    sent: false,
  });
}
