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
  signal?: AbortSignal;
}

export interface Transport {
  send(request: HttpRequest, options: SendOptions): Promise<HttpResponse>;
  close(): Promise<void>;
}

/**
 * Why no answer came; `internal` is a fault of idv, not of the network. `sent` is false only if not one byte of the request can have left:
 * that is the one case in which a paid call may be repeated.
 */
export class TransportError extends Error {
  override readonly name = 'TransportError';
  readonly kind: 'name' | 'connect' | 'tls' | 'reset' | 'timeout' | 'too-large' | 'protocol' | 'aborted' | 'internal';
  readonly sent: boolean;

  constructor(kind: TransportError['kind'], message: string, options: { sent: boolean; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.kind = kind;
    this.sent = options.sent;
  }
}
