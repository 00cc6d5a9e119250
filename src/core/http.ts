/** HTTP as plain data: what is signed, what is sent, and what came back. */

export const formType = 'application/x-www-form-urlencoded';

/** By which every answer of a sandbox says that it looked at no face. */
export const sandboxHeader = 'X-IDV-Sandbox';

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT';
  /** Absolute URL, query included, exactly as sent. */
  url: string;
  /** Names in the spelling that is sent; `Host` is always present. */
  headers: Record<string, string>;
  /** The very bytes that were hashed. */
  body: Buffer;
}

export interface HttpResponse {
  status: number;
  /** Lower-case names; repeated headers joined with `, `. */
  headers: Record<string, string>;
  body: Buffer;
}

export const isFromSandbox = ({ headers }: HttpResponse): boolean => headers[sandboxHeader.toLowerCase()] !== undefined;

export interface SendOptions {
  /** The whole exchange, connecting included. */
  timeoutMs: number;
  /** Name look-up, TCP, proxy and TLS. */
  connectTimeoutMs: number;
  /** An answer longer than this is refused while it streams, never held in memory. */
  maxResponseBytes: number;
  /**
   * Over a connection that was idle for no longer than this; 0 asks for one of its own. A kept one may close as the request leaves, and
   * then it is unknown whether the call was done.
   */
  maxIdleMs?: number;
  /** Connects to addresses of the public internet alone, whatever a name leads to. */
  publicOnly?: boolean;
  /** Told, once a connection stands, how to ask for the bytes that have left. */
  watch?(sentBytes: () => number): void;
  signal?: AbortSignal;
}

export interface Transport {
  send(request: HttpRequest, options: SendOptions): Promise<HttpResponse>;
  close(): Promise<void>;
}

interface TransportErrorOptions {
  sent: boolean;
  /** Of an answer that had begun. */
  status?: number | undefined;
  /** As much of the answer as came before it ended, its body still encoded. */
  partial?: HttpResponse | undefined;
  /** What to do about it, as a sentence without a full stop. */
  hint?: string | undefined;
  cause?: unknown;
}

/**
 * Why no answer came. `proxy` is a proxy that refuses, `config` a setting of the machine that makes every call impossible, `internal` a
 * fault of idv, not of the network. `sent` is false only if not one byte of the request can have left: that is the one case in which a
 * paid call may be repeated. `status` is there once an answer had begun.
 */
export class TransportError extends Error {
  override readonly name = 'TransportError';
  readonly kind: 'name' | 'connect' | 'proxy' | 'tls' | 'reset' | 'timeout' | 'too-large' | 'protocol' | 'aborted' | 'config' | 'internal';
  readonly sent: boolean;
  readonly status: number | undefined;
  readonly partial: HttpResponse | undefined;
  readonly hint: string | undefined;

  constructor(kind: TransportError['kind'], message: string, options: TransportErrorOptions) {
    super(message, { cause: options.cause });
    this.kind = kind;
    this.sent = options.sent;
    this.status = options.status;
    this.partial = options.partial;
    this.hint = options.hint;
  }
}

/** Whether a URL leads to this machine, by the way it is written: the parser has made `127.1` and `[0::1]` the usual forms. */
export const isOwnHost = ({ hostname }: URL): boolean => /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
