import type { Socket } from 'node:net';
import Client from 'undici/lib/dispatcher/client.js';
import { type HttpRequest, type HttpResponse, type SendOptions, type Transport, TransportError } from '../core/http.ts';
import { answerHandler } from './answer/answer-handler.ts';
import { decodedBody } from './answer/decoded-body.ts';
import { type Dial, openConnection } from './connect.ts';
import { type Deadline, startDeadline } from './deadline.ts';
import { connectFailure, exchangeFailure, type Progress } from './failure.ts';
import { type Connection, connectionPool, type Pool } from './pool.ts';
import { type Env, type ProxyServer, proxyFor } from './proxy/proxy-for.ts';
import { type Target, targetOf } from './target.ts';
import { stopWasmTiering } from './wasm-tiering.ts';

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
  /** Read: `HTTPS_PROXY`, `NO_PROXY`, `SSL_CERT_FILE`, in either case where both are usual. */
  env: Env;
  /** As in `process.versions.node`. */
  nodeVersion: string;
  /** Sent where the request has no `User-Agent` of its own. */
  userAgent?: string;
  /** Called for each new connection, not for one that is used again. */
  onConnect?(facts: ConnectionFacts): void;
  dial?: Dial;
}

interface Exchange {
  request: HttpRequest;
  target: Target;
  proxy: ProxyServer | undefined;
  options: SendOptions;
  progress: Progress;
  deadline: Deadline;
}

/** The connection was closed before anything was written to it. */
const connectionLost = Object.assign(new Error('the connection was closed'), { code: 'ECONNRESET' });

/**
 * Sends over HTTP/1.1, reusing connections per origin. Throws only TransportError. Nothing is ever sent twice,
 * redirected, or sent in clear beyond loopback. `close()` ends what is running and leaves nothing that keeps the process alive.
 */
export function createTransport(transportOptions: TransportOptions): Transport {
  const pool = connectionPool<Client>();
  const running = new Set<Deadline>();
  let started = false;
  let closed = false;

  async function send(request: HttpRequest, options: SendOptions): Promise<HttpResponse> {
    const target = targetOf(request.url);
    if (closed) throw new TransportError('aborted', `nothing was sent to ${target.name}: the transport is closed`, { sent: false });
    if (!started) stopWasmTiering(transportOptions.nodeVersion);
    started = true;
    const proxy = proxyFor(target, transportOptions.env);
    const progress: Progress = { target: target.name, proxy: proxy?.name, phase: 'connecting', sent: false };
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
  }

  return { send, close };
}

/** Over an idle connection if there is one that still stands, else over a new one. */
async function answer(exchange: Exchange, pool: Pool<Client>, transportOptions: TransportOptions): Promise<HttpResponse> {
  const lent = pool.take(exchange.target.origin);
  if (lent) {
    try {
      return await exchangeOver(lent, exchange, pool, transportOptions.userAgent);
    } catch (error) {
      if (error !== connectionLost) throw error;
    }
  }
  const connection = await open(exchange, transportOptions);
  pool.add(connection);
  return exchangeOver(connection, exchange, pool, transportOptions.userAgent);
}

async function open({ target, proxy, progress, deadline }: Exchange, transportOptions: TransportOptions): Promise<Connection<Client>> {
  const { env, dial, onConnect } = transportOptions;
  const connected = deadline.connecting();
  const route = { target, proxy, env, ...(dial ? { dial } : {}) };
  const socket = await openConnection(route, progress, deadline.signal).catch((error: unknown) => {
    throw connectFailure(error, progress);
  });
  connected();
  onConnect?.({ target: target.name, proxy: proxy?.name, address: socket.remoteAddress, tlsVersion: tlsVersionOf(socket) });
  return { origin: target.origin, socket, client: clientOver(socket, target.origin) };
}

async function exchangeOver(
  connection: Connection<Client>,
  exchange: Exchange,
  pool: Pool<Client>,
  userAgent: string | undefined,
): Promise<HttpResponse> {
  const { options, progress } = exchange;
  try {
    const response = await dispatch(connection, exchange, userAgent);
    pool.giveBack(connection);
    const encoding = response.headers['content-encoding'];
    return { ...response, body: await decodedBody(response.body, encoding, options.maxResponseBytes, progress) };
  } catch (error) {
    void connection.client.destroy();
    throw error;
  }
}

/**
 * The client gets this one socket and never another: undici writes a request again on a new connection in cases of its own choosing,
 * and a paid call must not be one of them.
 */
function clientOver(socket: Socket, origin: string): Client {
  let unused = true;
  return new Client(origin, {
    connect(_options, callback) {
      const [error, first] = unused ? [null, socket] : [connectionLost];
      unused = false;
      // Called back at once, the client forgets the request that it is connecting for.
      queueMicrotask(() => callback(error, first));
    },
    // The deadline of each exchange is the only clock.
    headersTimeout: 0,
    maxHeaderSize: 16 * 1024,
    bodyTimeout: 0,
  });
}

function dispatch({ client, socket }: Connection<Client>, exchange: Exchange, userAgent: string | undefined): Promise<HttpResponse> {
  const { request, target, options, progress, deadline } = exchange;
  return new Promise((resolve, reject) => {
    if (deadline.signal.aborted) return reject(deadline.signal.reason);
    deadline.signal.addEventListener('abort', () => {
      reject(deadline.signal.reason);
      void client.destroy(deadline.signal.reason);
    });
    client.dispatch(
      {
        path: target.path,
        method: request.method,
        headers: withUserAgent(request.headers, userAgent),
        body: request.body.length > 0 ? request.body : null,
        servername: target.host,
      },
      answerHandler(socket, options.maxResponseBytes, progress, { resolve, reject }),
    );
  });
}

function withUserAgent(headers: Record<string, string>, userAgent: string | undefined): Record<string, string> {
  if (userAgent === undefined || Object.keys(headers).some((name) => name.toLowerCase() === 'user-agent')) return headers;
  return { ...headers, 'User-Agent': userAgent };
}

const tlsVersionOf = (socket: Socket): string | undefined =>
  'getProtocol' in socket && typeof socket.getProtocol === 'function' ? (socket.getProtocol() ?? undefined) : undefined;
