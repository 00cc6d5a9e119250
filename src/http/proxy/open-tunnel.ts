import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import type { Socket } from 'node:net';
import { TransportError } from '../../core/http.ts';
import type { Target } from '../address/target.ts';
import type { ProxyServer } from './parse-proxy.ts';

/**
 * Asks the proxy at the other end of `socket` to connect to `target`. Throws TransportError `connect` if the proxy could not connect, and
 * `proxy` if it refuses.
 */
export async function openTunnel(
  socket: Socket,
  target: Target,
  proxy: ProxyServer,
  userAgent: string | undefined,
  signal: AbortSignal,
): Promise<void> {
  const connect = request({
    method: 'CONNECT',
    path: target.name,
    createConnection: () => socket,
    headers: {
      Host: target.name,
      ...(userAgent === undefined ? {} : { 'User-Agent': userAgent }),
      'Proxy-Connection': 'Keep-Alive',
      ...(proxy.authorization === undefined ? {} : { 'Proxy-Authorization': proxy.authorization }),
    },
  });
  connect.removeHeader('Connection');
  connect.on('error', () => {});
  connect.end();
  const [answer, , firstBytes] = (await once(connect, 'connect', { signal })) as [IncomingMessage, Socket, Buffer];
  const { statusCode = 0 } = answer;
  if (statusCode < 200 || statusCode > 299) throw tunnelRefusal(answer, target, proxy);
  if (firstBytes.length > 0) socket.unshift(firstBytes);
}

/** The schemes in `Proxy-Authenticate`, which lists challenges: `Basic realm="a, b", Negotiate`. */
export function schemesOf(challenges: string): string[] {
  const parts = challenges.replace(/"(?:[^"\\]|\\.)*"?/gs, '""').split(',');
  return [...new Set(parts.flatMap((part) => /^\s*([\w-]{1,20})(?:\s+[^=\s]|\s*$)/.exec(part)?.[1] ?? []))].slice(0, 5);
}

function wantsCredentials({ headers }: IncomingMessage, { name, authorization }: ProxyServer): { reason: string; hint: string } {
  const schemes = schemesOf(headers['proxy-authenticate']?.toString() ?? '');
  const offer = schemes.length === 0 ? '' : `: it offers ${schemes.join(', ')}`;
  if (schemes.length > 0 && !schemes.some((scheme) => scheme.toLowerCase() === 'basic')) {
    const hint = 'idv supports only Basic: run a local proxy that supports one of these, or exempt the host in NO_PROXY';
    return { reason: `wants another type of credentials${offer}`, hint };
  }
  return authorization === undefined
    ? { reason: `wants credentials${offer}`, hint: `give them in HTTPS_PROXY=http://user:password@${name}` }
    : { reason: `wants other credentials${offer}`, hint: 'check user name and password in the proxy variable' };
}

function tunnelRefusal(answer: IncomingMessage, target: Target, proxy: ProxyServer): TransportError {
  const { statusCode: status = 0 } = answer;
  const refused = `the proxy ${proxy.name} refused a tunnel to ${target.name} (HTTP ${status})`;
  if (status === 407) {
    const { reason, hint } = wantsCredentials(answer, proxy);
    return new TransportError('proxy', `${refused} and ${reason}`, { sent: false, hint });
  }
  // An error of the proxy itself is temporary; a refusal by its rules is not.
  const kind = status === 429 || status >= 500 ? 'connect' : 'proxy';
  return new TransportError(kind, refused, {
    sent: false,
    hint: 'ask the administrator to allow the host there, or exempt it in NO_PROXY',
  });
}
