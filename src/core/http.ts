import { createHash } from 'node:crypto';
import type { Lend } from './buffer-pool.ts';
import type { WireValue } from './declare/params.ts';
import { isRecord } from './json.ts';

/** HTTP as plain data: what is signed, what is sent, and what is received. */

export const formType = 'application/x-www-form-urlencoded';

/** The header of every answer of a sandbox. It shows that no face was compared. */
export const sandboxHeader = 'X-IDV-Sandbox';

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT';
  /** The absolute URL with its query, exactly as sent. */
  url: string;
  /** Names are spelled as sent. `Host` is always present. */
  headers: Record<string, string>;
  /** Exactly the bytes that were hashed. */
  body: Buffer;
}

export interface HttpResponse {
  status: number;
  /** Names are in lower case. The values of repeated headers are joined with `, `. */
  headers: Record<string, string>;
  body: Buffer;
}

export const isFromSandbox = ({ headers }: HttpResponse): boolean => headers[sandboxHeader.toLowerCase()] !== undefined;

export interface SendOptions {
  /** The limit for the complete exchange, with connecting. */
  timeoutMs: number;
  /** The limit for name look-up, TCP, proxy and TLS together. */
  connectTimeoutMs: number;
  /** A longer answer is rejected while it arrives, so that it never fills the memory. */
  maxResponseBytes: number;
  /**
   * The request uses no connection that was idle for longer than this; 0 means a new connection. An idle connection may be closed while the
   * request is sent, and then it is not known whether the call was done.
   */
  maxIdleMs?: number;
  /** True if only addresses of the public internet may be connected to, also after the name look-up. */
  publicOnly?: boolean;
  /** Called when nothing reads the body of the request any more. Never called if that is not certain: it may still be read for sending. */
  bodyRead?(): void;
  /** Called when the connection is made, with a function that returns how many bytes were sent so far. */
  watch?(sentBytes: () => number): void;
  signal?: AbortSignal;
}

export interface Transport {
  send(request: HttpRequest, options: SendOptions): Promise<HttpResponse>;
  close(): Promise<void>;
}

interface TransportErrorOptions {
  sent: boolean;
  /** The status of an answer that had begun. */
  status?: number | undefined;
  /** The part of the answer that arrived; its body is still encoded. */
  partial?: HttpResponse | undefined;
  /** What to do about it, as a sentence without a full stop. */
  hint?: string | undefined;
  cause?: unknown;
}

/**
 * Why there was no answer. `proxy` means that a proxy refuses. `config` means that a setting of this machine makes every call impossible.
 * `internal` is a bug in idv. `sent` is false only if not one byte of the request can have been sent: only then may a paid call be
 * repeated. `status` is set if an answer had begun.
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

/** True if the text of a URL names this machine. The URL parser has already normalised forms such as `127.1` and `[0::1]`. */
export const isOwnHost = ({ hostname }: URL): boolean => /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);

/** A picture or clip to send. It stays raw bytes until it is written as base64 into the body. */
export interface Media {
  readonly bytes: Buffer;
  readonly mediaType: string;
}

/** The value of a parameter. It may contain media at any depth. */
export type BodyValue = WireValue | Media | readonly BodyValue[] | { readonly [name: string]: BodyValue };

export const isMediaValue = (value: BodyValue | undefined): value is Media =>
  typeof value === 'object' && value !== null && 'bytes' in value && Buffer.isBuffer(value.bytes);

/** False if the value contains null, an empty list or an empty object: JSON can express them, but a query or a form cannot. */
export function isFormable(value: BodyValue): boolean {
  if (value === null) return false;
  if (isMediaValue(value) || typeof value !== 'object') return true;
  const members: BodyValue[] = Object.values(value);
  return members.length > 0 && members.every(isFormable);
}

/** The length of the padded base64 text of this many bytes. */
export const base64Length = (byteLength: number): number => Math.ceil(byteLength / 3) * 4;

/** The note that replaces media in everything that people see and in logs. */
export function mediaNote(media: Media): string {
  return `<${media.mediaType}, ${media.bytes.length} bytes, sha256 ${createHash('sha256').update(media.bytes).digest('hex')}>`;
}

/** Raw bytes per slice. It is a multiple of 3, so that slices have no padding. V8 is about five times slower on larger slices. */
const sliceBytes = 36 * 1024;

function writeBase64(target: Buffer, offset: number, bytes: Buffer): number {
  let at = offset;
  for (let from = 0; from < bytes.length; from += sliceBytes) {
    at += target.write(bytes.toString('base64', from, Math.min(from + sliceBytes, bytes.length)), at, 'latin1');
  }
  return at;
}

/** JSON text in pieces. Each media is a separate piece; its quotes are in the pieces before and after it. */
function jsonPieces(values: Readonly<Record<string, BodyValue>>): (Buffer | Media)[] {
  const pieces: (Buffer | Media)[] = [];
  let text = '';
  const writeAll = <T>(items: readonly T[], write: (item: T) => void): void => {
    for (const [index, item] of items.entries()) {
      if (index > 0) text += ',';
      write(item);
    }
  };
  const write = (value: BodyValue): void => {
    if (isMediaValue(value)) {
      pieces.push(Buffer.from(`${text}"`), value);
      text = '"';
    } else if (Array.isArray(value)) {
      text += '[';
      writeAll<BodyValue>(value, write);
      text += ']';
    } else if (isRecord(value)) {
      text += '{';
      writeAll(Object.entries(value), ([name, member]) => {
        text += `${JSON.stringify(name)}:`;
        write(member as BodyValue);
      });
      text += '}';
    } else text += JSON.stringify(value);
  };
  write(values);
  return [...pieces, Buffer.from(text)];
}

/**
 * The JSON body of a request in one buffer, which is hashed and sent without copying. Media is written as base64 in slices, so that no
 * JavaScript string of its full length is made. `lend` provides the memory.
 */
export function jsonBody(values: Readonly<Record<string, BodyValue>>, lend: Lend = Buffer.allocUnsafeSlow): Buffer {
  const pieces = jsonPieces(values);
  const length = pieces.reduce((sum, piece) => sum + (Buffer.isBuffer(piece) ? piece.length : base64Length(piece.bytes.length)), 0);
  const body = lend(length);
  let at = 0;
  for (const piece of pieces) at = Buffer.isBuffer(piece) ? at + piece.copy(body, at) : writeBase64(body, at, piece.bytes);
  return body;
}

/** The same value with all media replaced by text. */
export function replaceMedia(value: BodyValue, textOf: (media: Media) => string): WireValue {
  if (isMediaValue(value)) return textOf(value);
  if (Array.isArray(value)) return value.map((entry: BodyValue) => replaceMedia(entry, textOf));
  return isRecord(value) ? replaceAllMedia(value as Record<string, BodyValue>, textOf) : (value as WireValue);
}

const replaceAllMedia = (values: Readonly<Record<string, BodyValue>>, textOf: (media: Media) => string): Record<string, WireValue> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, replaceMedia(value, textOf)]));

/** The same values with media replaced by notes, for people. */
export const describeValues = (values: Readonly<Record<string, BodyValue>>): Record<string, WireValue> =>
  replaceAllMedia(values, mediaNote);
