import { createHash } from 'node:crypto';
import type { Lend } from './buffer-pool.ts';
import type { WireValue } from './declare/params.ts';
import { isRecord } from './json.ts';

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
  /** Told once nothing reads the body of the request any more. Never told where that is not certain: it may still be on its way out. */
  bodyRead?(): void;
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

/** A picture or clip on its way out: raw bytes until the moment they are written as base64 into the body. */
export interface Media {
  readonly bytes: Buffer;
  readonly mediaType: string;
}

/** What a parameter holds; media may lie at any depth. */
export type BodyValue = WireValue | Media | readonly BodyValue[] | { readonly [name: string]: BodyValue };

export const isMediaValue = (value: BodyValue | undefined): value is Media =>
  typeof value === 'object' && value !== null && 'bytes' in value && Buffer.isBuffer(value.bytes);

/** False where null, an empty list or an empty object lies in it: JSON has words for them, a query or a form has none. */
export function isFormable(value: BodyValue): boolean {
  if (value === null) return false;
  if (isMediaValue(value) || typeof value !== 'object') return true;
  const members: BodyValue[] = Object.values(value);
  return members.length > 0 && members.every(isFormable);
}

/** Length of padded base64 text for this many bytes. */
export const base64Length = (byteLength: number): number => Math.ceil(byteLength / 3) * 4;

/** What stands in for media wherever people or logs look. */
export function mediaNote(media: Media): string {
  return `<${media.mediaType}, ${media.bytes.length} bytes, sha256 ${createHash('sha256').update(media.bytes).digest('hex')}>`;
}

/** Raw bytes per slice: a multiple of 3, so slices join without padding; V8 slows down about fivefold on larger ones. */
const sliceBytes = 36 * 1024;

function writeBase64(target: Buffer, offset: number, bytes: Buffer): number {
  let at = offset;
  for (let from = 0; from < bytes.length; from += sliceBytes) {
    at += target.write(bytes.toString('base64', from, Math.min(from + sliceBytes, bytes.length)), at, 'latin1');
  }
  return at;
}

/** JSON text in pieces, each media as a piece of its own; the quotes around it are in the pieces before and after. */
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
 * The JSON body of a request in one buffer, which is hashed in place and sent from there.
 * Media goes in as base64 without ever being a JavaScript string of its own length. `lend` gives the memory.
 */
export function jsonBody(values: Readonly<Record<string, BodyValue>>, lend: Lend = Buffer.allocUnsafeSlow): Buffer {
  const pieces = jsonPieces(values);
  const length = pieces.reduce((sum, piece) => sum + (Buffer.isBuffer(piece) ? piece.length : base64Length(piece.bytes.length)), 0);
  const body = lend(length);
  let at = 0;
  for (const piece of pieces) at = Buffer.isBuffer(piece) ? at + piece.copy(body, at) : writeBase64(body, at, piece.bytes);
  return body;
}

/** The same value with text in the place of all media in it. */
export function replaceMedia(value: BodyValue, textOf: (media: Media) => string): WireValue {
  if (isMediaValue(value)) return textOf(value);
  if (Array.isArray(value)) return value.map((entry: BodyValue) => replaceMedia(entry, textOf));
  return isRecord(value) ? replaceAllMedia(value as Record<string, BodyValue>, textOf) : (value as WireValue);
}

const replaceAllMedia = (values: Readonly<Record<string, BodyValue>>, textOf: (media: Media) => string): Record<string, WireValue> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, replaceMedia(value, textOf)]));

/** The same values with media as notes: what a person is shown of a body. */
export const describeValues = (values: Readonly<Record<string, BodyValue>>): Record<string, WireValue> =>
  replaceAllMedia(values, mediaNote);
