import { once } from 'node:events';
import { connect as connectTcp, isIP, type LookupFunction, type Socket, type TcpNetConnectOpts } from 'node:net';
import { type SendOptions, TransportError } from '../core/http.ts';
import { isPublicAddress, privateAddressError } from './address/public-address.ts';
import { type Env, isLoopback, type Target } from './address/target.ts';
import { abortFailure, type ExchangeProgress, systemCodeOf, timeoutFailure } from './failure.ts';
import type { ProxyServer } from './proxy/parse-proxy.ts';
import { isTrustFailure } from './tls-fault.ts';
import { systemCertificates } from './trust.ts';

/** Opens a TCP connection; the name look-up is part of it. */
export type Dial = (options: TcpNetConnectOpts) => Socket;

export interface ConnectRoute {
  target: Target;
  proxy: ProxyServer | undefined;
  /** Refuses a target that is not on the public internet. Only the proxy itself knows what it connects to. */
  publicOnly: boolean;
  env: Env;
  userAgent: string | undefined;
  dial: Dial | undefined;
  /** Replaces the system's look-up; `publicOnly` filters it. */
  lookup: LookupFunction | undefined;
}

type Certificates = string | string[] | undefined;

/**
 * A socket on which the request can be written at once. Throws what Node throws, a TransportError, or `signal.reason`;
 * `progress.phase` says how far it got.
 */
export async function openConnection(route: ConnectRoute, progress: ExchangeProgress, signal: AbortSignal): Promise<Socket> {
  try {
    return await openWith(undefined, route, progress, signal);
  } catch (error) {
    const certificates = isTrustFailure(systemCodeOf(error)) ? await systemCertificates(route.env) : undefined;
    if (certificates === undefined || certificates.length === 0) throw error;
    return openWith(certificates, route, progress, signal);
  }
}

async function openWith(certificates: Certificates, route: ConnectRoute, progress: ExchangeProgress, signal: AbortSignal): Promise<Socket> {
  const { target, proxy, userAgent } = route;
  const tcp = await openTcp(route, progress, signal);
  try {
    const openTlsOver = (socket: Socket, host: string): Promise<Socket> => openTls(socket, host, certificates, progress, signal);
    const outer = proxy?.secure ? await openTlsOver(tcp, proxy.host) : tcp;
    if (proxy) {
      progress.phase = 'proxy tunnel';
      // The code for proxies is loaded only for a proxy.
      const { openTunnel } = await import('./proxy/open-tunnel.ts');
      await openTunnel(outer, target, proxy, userAgent, signal);
    }
    if (target.secure) return await openTlsOver(outer, target.host);
    return checkedLoopback(outer, target);
  } catch (error) {
    tcp.destroy();
    throw signal.aborted ? signal.reason : error;
  }
}

async function openTcp(
  { target, proxy, publicOnly, dial, lookup }: ConnectRoute,
  progress: ExchangeProgress,
  signal: AbortSignal,
): Promise<Socket> {
  signal.throwIfAborted();
  const { host, port } = proxy ?? target;
  if (publicOnly && isIP(target.host) !== 0 && !isPublicAddress(target.host)) throw privateAddressError(target.name, target.host);
  const isChecked = publicOnly && proxy === undefined;
  const look = isChecked ? (await import('./address/public-lookup.ts')).publicLookup(target.name, lookup) : lookup;
  progress.phase = isIP(host) === 0 ? 'name look-up' : 'connecting';
  const socket = (dial ?? connectTcp)({
    host,
    port,
    noDelay: true,
    keepAlive: true,
    // Node gives each of several addresses 250 ms by default: less than one round trip between continents.
    autoSelectFamilyAttemptTimeout: 1000,
    ...(look === undefined ? {} : { lookup: look }),
  });
  socket.once('lookup', (error: Error | null) => {
    if (!error) progress.phase = 'connecting';
  });
  await ready(socket, 'connect', signal);
  const { remoteAddress } = socket;
  if (!isChecked || remoteAddress === undefined || isPublicAddress(remoteAddress)) return socket;
  socket.destroy();
  throw privateAddressError(target.name, remoteAddress);
}

async function openTls(socket: Socket, host: string, ca: Certificates, progress: ExchangeProgress, signal: AbortSignal): Promise<Socket> {
  progress.phase = 'TLS handshake';
  const { connect } = await import('node:tls');
  const secure = connect({
    socket,
    host,
    ALPNProtocols: ['http/1.1'],
    // Set explicitly; otherwise NODE_TLS_REJECT_UNAUTHORIZED=0 would apply.
    rejectUnauthorized: true,
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...(ca === undefined ? {} : { ca }),
  });
  return ready(secure, 'secureConnect', signal);
}

/** The listener stays, because an error while the socket changes its owner must not crash the process. */
async function ready(socket: Socket, event: 'connect' | 'secureConnect', signal: AbortSignal): Promise<Socket> {
  socket.on('error', () => {});
  try {
    await once(socket, event, { signal });
    return socket;
  } catch (error) {
    socket.destroy();
    throw signal.aborted ? signal.reason : error;
  }
}

/** Refuses a connection to another machine: `localhost` is a name like any other, and may point anywhere. */
function checkedLoopback(socket: Socket, target: Target): Socket {
  const { remoteAddress } = socket;
  // Undefined if the connection is gone; then writing to it fails.
  if (remoteAddress === undefined || isLoopback(remoteAddress)) return socket;
  throw new TransportError('protocol', `${target.name} is ${remoteAddress} here, not this machine: plain http is refused`, { sent: false });
}

/** Everything that can end an exchange from outside, as one signal whose reason is a TransportError. */
export interface Deadline {
  signal: AbortSignal;
  /** Starts the time-out for connecting; the returned function stops it. */
  startConnectTimer(): () => void;
  stop(cause: unknown): void;
  /** Removes timers and listeners. */
  clear(): void;
}

/** With a longer time, setTimeout would fire at once. */
const longestTimerMs = 2 ** 31 - 1;

export function startDeadline(options: SendOptions, progress: ExchangeProgress): Deadline {
  const controller = new AbortController();
  const abortAfter = (limitMs: number, flag: '--timeout' | '--connect-timeout'): NodeJS.Timeout =>
    setTimeout(() => controller.abort(timeoutFailure(progress, limitMs, flag)), Math.min(limitMs, longestTimerMs));
  const stop = (cause: unknown): void => controller.abort(abortFailure(progress, cause));
  const onAbort = (): void => stop(options.signal?.reason);
  const timers = [abortAfter(options.timeoutMs, '--timeout')];
  if (options.signal?.aborted) onAbort();
  options.signal?.addEventListener('abort', onAbort, { once: true });
  return {
    signal: controller.signal,
    startConnectTimer() {
      const timer = abortAfter(options.connectTimeoutMs, '--connect-timeout');
      timers.push(timer);
      return () => clearTimeout(timer);
    },
    stop,
    clear() {
      timers.forEach(clearTimeout);
      options.signal?.removeEventListener('abort', onAbort);
    },
  };
}

/** `TLSv1.3`; undefined on plain http. */
export const tlsVersionOf = (socket: Socket): string | undefined =>
  'getProtocol' in socket && typeof socket.getProtocol === 'function' ? (socket.getProtocol() ?? undefined) : undefined;
