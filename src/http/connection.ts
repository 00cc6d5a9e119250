import type { Socket } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import Client from 'undici/lib/dispatcher/client.js';
import type { HttpRequest, HttpResponse } from '../core/http.ts';
import type { Target } from './address/target.ts';
import { answerHandler, filterReads, finalAnswerFilter } from './answer.ts';
import type { ExchangeProgress } from './failure.ts';

/** One request, with its limits. */
interface LimitedRequest {
  request: HttpRequest;
  target: Target;
  progress: ExchangeProgress;
  maxResponseBytes: number;
  /** Its reason ends the exchange. */
  signal: AbortSignal;
}

/** One socket, and the HTTP client that owns it. Used by one exchange at a time. */
export interface Connection {
  /** Exchanges with the same key may share the connection. */
  readonly key: string;
  readonly socket: Socket;
  /** The answer, its body still encoded. Rejects with `connectionLostError`, with what Node or undici throws, or with the signal's reason. */
  exchange(limited: LimitedRequest): Promise<HttpResponse>;
  /** Ends the socket and its exchange. */
  end(): Promise<void>;
}

/** The connection was closed before anything was written to it. */
export const connectionLostError = Object.assign(new Error('the connection was closed'), { code: 'ECONNRESET' });

export function createConnection(key: string, socket: Socket, origin: string): Connection {
  const client = createClient(socket, origin);
  const expectAnswer = filterReads(socket);

  function exchange({ request, target, progress, maxResponseBytes, signal }: LimitedRequest): Promise<HttpResponse> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      signal.addEventListener('abort', () => {
        reject(signal.reason);
        void client.destroy(signal.reason);
      });
      const handler = answerHandler(socket, maxResponseBytes, progress, { resolve, reject });
      client.dispatch(
        {
          path: target.path,
          method: request.method,
          headers: request.headers,
          body: request.body.length > 0 ? request.body : null,
          servername: target.host,
        },
        {
          ...handler,
          onRequestStart() {
            expectAnswer(finalAnswerFilter(progress));
            handler.onRequestStart();
          },
        },
      );
    });
  }

  async function end(): Promise<void> {
    // A client that never got a request does not know its socket.
    socket.destroy();
    await client.destroy();
  }

  return { key, socket, exchange, end };
}

/**
 * The client gets only this socket. In some cases undici sends a request again on a new connection, and that must never happen to a paid
 * call.
 */
function createClient(socket: Socket, origin: string): Client {
  let isUnused = true;
  return new Client(origin, {
    connect(_options, callback) {
      const [error, first] = isUnused ? [null, socket] : [connectionLostError];
      isUnused = false;
      // If `callback` is called at once, the client loses its request.
      queueMicrotask(() => callback(error, first));
    },
    // The deadline of each exchange is the only time limit.
    headersTimeout: 0,
    maxHeaderSize: 16 * 1024,
    bodyTimeout: 0,
  });
}

export interface Pool {
  /** Takes the last used connection of this key, if it has been idle for at most `maxIdleMs`; with 0, none. */
  take(key: string, maxIdleMs: number): Connection | undefined;
  /** Registers a new connection, as in use. */
  add(connection: Connection): void;
  giveBack(connection: Connection): void;
  /** Ends every connection, in use or idle. */
  close(): Promise<void>;
}

export function connectionPool(monotonicMs = () => performance.now()): Pool {
  const all = new Set<Connection>();
  /** Since when each connection is idle, the longest first. */
  const idle = new Map<Connection, number>();
  return {
    take(key, maxIdleMs) {
      const usable = [...idle].findLast(([candidate]) => candidate.key === key && !candidate.socket.destroyed);
      const [connection, sinceMs] = usable ?? [];
      // Checked when it is taken, because the timers of a suspended process do not count that time.
      if (connection === undefined || sinceMs === undefined || maxIdleMs === 0 || monotonicMs() - sinceMs > maxIdleMs) return undefined;
      idle.delete(connection);
      return connection;
    },
    add(connection) {
      all.add(connection);
      connection.socket.once('close', () => {
        all.delete(connection);
        idle.delete(connection);
      });
    },
    giveBack(connection) {
      if (!connection.socket.destroyed) idle.set(connection, monotonicMs());
    },
    async close() {
      await Promise.all([...all].map((connection) => connection.end()));
    },
  };
}

/** True for the versions of Node with which these flags were tested. V8 prints unknown flags to standard error. */
function hasTriedFlags(nodeVersion: string): boolean {
  const major = Number.parseInt(nodeVersion, 10);
  return major >= 20 && major <= 26;
}

/**
 * Keeps V8 from optimising undici's WebAssembly parser: a process of one call gains nothing from it, and its exit waits
 * about 70 ms for the compiler threads.
 */
export function stopWasmTiering(nodeVersion: string): void {
  if (hasTriedFlags(nodeVersion)) setFlagsFromString('--liftoff-only');
}

/** Resets V8, with everything that the flag implied, because V8 accepts a code cache only from a process with the same flags. */
export function allowWasmTiering(nodeVersion: string): void {
  if (!hasTriedFlags(nodeVersion)) return;
  for (const flag of ['--no-liftoff-only', '--wasm-tier-up', '--wasm-dynamic-tiering']) setFlagsFromString(flag);
}
