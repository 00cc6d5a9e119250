import type { LookupFunction } from 'node:net';
import { type HttpRequest, type HttpResponse, type SendOptions, type Transport, TransportError } from '../core/http.ts';
import { type Env, proxyFor, type Target, targetOf } from './address/target.ts';
import { decodedBody } from './answer.ts';
import { type Deadline, type Dial, openConnection, startDeadline, tlsVersionOf } from './connect.ts';
import {
  allowWasmTiering,
  type Connection,
  connectionLostError,
  connectionPool,
  createConnection,
  type Pool,
  stopWasmTiering,
} from './connection.ts';
import { connectFailure, type ExchangeProgress, exchangeFailure } from './failure.ts';
import type { ProxyServer } from './proxy/parse-proxy.ts';

const headerName = /^[!#$%&'*+\-.^_`|~\w]+$/;
/** One byte per character: https://www.rfc-editor.org/rfc/rfc9110#section-5.5 */
const headerValue = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Throws TransportError `protocol` for a header that is not allowed in a request, before anything is opened. */
function refuseUnwritable({ headers }: HttpRequest): void {
  const unwritable = Object.entries(headers).find(([name, value]) => !headerName.test(name) || !headerValue.test(value));
  if (unwritable === undefined) return;
  const [name] = unwritable;
  const what = headerName.test(name) ? `its header ${name} contains` : 'the name of a header contains';
  throw new TransportError('protocol', `the request cannot be written as HTTP: ${what} characters that are not allowed`, {
    sent: false,
    hint: 'check the values that become headers: region, action, session token',
  });
}

export interface ConnectionFacts {
  /** `host:port` of the target and of the proxy. */
  target: string;
  proxy: string | undefined;
  /** The peer's address: the proxy's, if there is one. */
  address: string | undefined;
  /** `TLSv1.3`; nothing on plain http. */
  tlsVersion: string | undefined;
}

export interface TransportOptions {
  /** Read: `HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY` in either case, `SSL_CERT_FILE`, `NODE_TLS_REJECT_UNAUTHORIZED`. */
  env: Env;
  /** A proxy that replaces those in `env`. */
  proxy?: string | undefined;
  /** As in `process.versions.node`. */
  nodeVersion: string;
  /** Sent if the request has no `User-Agent`, and to proxies. */
  userAgent?: string;
  /** Called for each new connection, but not for a reused one. */
  onConnect?(facts: ConnectionFacts): void;
  /** A monotonic clock in milliseconds; by default the clock of the process. */
  monotonicMs?(): number;
  dial?: Dial;
  lookup?: LookupFunction;
}

interface Exchange {
  request: HttpRequest;
  target: Target;
  proxy: ProxyServer | undefined;
  options: SendOptions;
  progress: ExchangeProgress;
  deadline: Deadline;
}

/**
 * Sends over HTTP/1.1, reusing connections per origin. Throws only TransportError. It never sends anything twice, never follows redirects,
 * and never uses plain http except to loopback. `close()` ends everything that is running, so that nothing keeps the process alive.
 */
export function createTransport(transportOptions: TransportOptions): Transport {
  const pool = connectionPool(transportOptions.monotonicMs);
  const running = new Set<Deadline>();
  let started = false;
  let closed = false;

  async function send(given: HttpRequest, options: SendOptions): Promise<HttpResponse> {
    const target = targetOf(given.url);
    const request = withUserAgent(given, transportOptions.userAgent);
    refuseUnwritable(request);
    if (closed) throw new TransportError('aborted', `nothing was sent to ${target.name}: the transport is closed`, { sent: false });
    if (!started) stopWasmTiering(transportOptions.nodeVersion);
    started = true;
    const proxy = proxyFor(target, transportOptions.env, transportOptions.proxy);
    const progress: ExchangeProgress = { target: target.name, proxy: proxy?.name, phase: 'connecting', sent: false, status: undefined };
    const deadline = startDeadline(options, progress);
    running.add(deadline);
    try {
      return await answer({ request, target, proxy, options, progress, deadline }, pool, transportOptions);
    } catch (error) {
      throw exchangeFailure(error, progress);
    } finally {
      running.delete(deadline);
      deadline.clear();
    }
  }

  async function close(): Promise<void> {
    closed = true;
    for (const deadline of running) deadline.stop(new Error('the transport was closed'));
    await pool.close();
    if (started) allowWasmTiering(transportOptions.nodeVersion);
  }

  return { send, close };
}

/** A connection with a checked address is not shared with exchanges that allow any address, and the other way round. */
const keyOf = ({ target, options }: Exchange): string => (options.publicOnly ? `public ${target.origin}` : target.origin);

/** Uses an idle connection if one is open and may be used, else a new one. */
async function answer(exchange: Exchange, pool: Pool, transportOptions: TransportOptions): Promise<HttpResponse> {
  const idle = pool.take(keyOf(exchange), exchange.options.maxIdleMs ?? Number.POSITIVE_INFINITY);
  if (idle) {
    try {
      return await runExchange(idle, exchange, pool);
    } catch (error) {
      if (error !== connectionLostError) throw error;
    }
  }
  const connection = await open(exchange, transportOptions);
  pool.add(connection);
  return runExchange(connection, exchange, pool);
}

async function open(exchange: Exchange, { env, userAgent, dial, lookup, onConnect }: TransportOptions): Promise<Connection> {
  const { target, proxy, options, progress, deadline } = exchange;
  const stopConnectTimer = deadline.startConnectTimer();
  const route = { target, proxy, publicOnly: options.publicOnly === true, env, userAgent, dial, lookup };
  const socket = await openConnection(route, progress, deadline.signal).catch((error: unknown) => {
    throw connectFailure(error, progress, env.NODE_TLS_REJECT_UNAUTHORIZED === '0');
  });
  stopConnectTimer();
  onConnect?.({ target: target.name, proxy: proxy?.name, address: socket.remoteAddress, tlsVersion: tlsVersionOf(socket) });
  return createConnection(keyOf(exchange), socket, target.origin);
}

async function runExchange(connection: Connection, exchange: Exchange, pool: Pool): Promise<HttpResponse> {
  const { request, target, options, progress, deadline } = exchange;
  const { maxResponseBytes } = options;
  const { socket } = connection;
  const bytesBefore = socket.bytesWritten;
  // Bytes that were written but not sent yet are in the socket's buffer.
  options.watch?.(() => Math.max(0, socket.bytesWritten - socket.writableLength - bytesBefore));
  try {
    const response = await connection.exchange({ request, target, progress, maxResponseBytes, signal: deadline.signal });
    pool.giveBack(connection);
    // A service may answer before it has read everything. What has not left this process yet is read from the body later.
    if (socket.writableLength === 0) options.bodyRead?.();
    return { ...response, body: await decodedBody(response.body, response.headers['content-encoding'], maxResponseBytes, progress) };
  } catch (error) {
    void connection.end();
    throw error;
  }
}

function withUserAgent(request: HttpRequest, userAgent: string | undefined): HttpRequest {
  const { headers } = request;
  if (userAgent === undefined || Object.keys(headers).some((name) => name.toLowerCase() === 'user-agent')) return request;
  return { ...request, headers: { ...headers, 'User-Agent': userAgent } };
}

/** The resolver's defaults: seconds for each name server, and number of attempts. See resolv.conf(5). */
const [defaultSeconds, defaultAttempts] = [5, 2];

/**
 * The value of `RES_OPTIONS` for the resolver of the C library, so that a look-up ends soon after idv gave up. It runs in a thread, and a
 * process cannot end before its threads. Undefined if the resolver's own limits are short enough.
 */
export function resolverOptions(connectTimeoutMs: number): string | undefined {
  const seconds = Math.floor(connectTimeoutMs / 1000);
  if (seconds >= defaultSeconds * defaultAttempts) return undefined;
  const attempts = seconds >= 2 ? defaultAttempts : 1;
  return `timeout:${Math.max(1, Math.floor(seconds / attempts))} attempts:${attempts}`;
}
