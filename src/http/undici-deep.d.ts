/** The parts of undici 7.30's client that the transport uses. The client has no types of its own. */
declare module 'undici/lib/dispatcher/client.js' {
  import type { Socket } from 'node:net';

  interface ClientOptions {
    connect(options: unknown, callback: (error: Error | null, socket?: Socket) => void): void;
    /** Milliseconds; 0 for none. */
    headersTimeout: number;
    bodyTimeout: number;
    /** Bytes of all headers of an answer. */
    maxHeaderSize: number;
  }

  interface DispatchOptions {
    path: string;
    method: string;
    headers: Record<string, string>;
    body: Buffer | null;
    servername: string;
  }

  /** If a callback throws, the exchange ends, and the error is passed to `onResponseError`. */
  interface DispatchHandler {
    /** Is called just before the first byte is written. */
    onRequestStart(): void;
    onResponseStart(controller: unknown, status: number, headers: Record<string, string | string[]>): void;
    onResponseData(controller: unknown, chunk: Buffer): void;
    onResponseEnd(): void;
    onResponseError(controller: unknown, error: Error): void;
  }

  export default class Client {
    constructor(origin: string, options: ClientOptions);
    dispatch(options: DispatchOptions, handler: DispatchHandler): boolean;
    /** Ends a running exchange with `error`, and the connection. */
    destroy(error?: Error): Promise<void>;
  }
}
