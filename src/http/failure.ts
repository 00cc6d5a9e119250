import { type HttpResponse, TransportError } from '../core/http.ts';
import { tlsFault } from './tls-fault.ts';

export type Phase = 'name look-up' | 'connecting' | 'proxy tunnel' | 'TLS handshake' | 'waiting for the answer' | 'reading the answer';

/** How far one exchange has got. If something goes wrong, messages, `sent` and `status` are read from it. */
export interface ExchangeProgress {
  /** `host:port` of the target. */
  readonly target: string;
  /** `host:port` of the proxy. */
  readonly proxy: string | undefined;
  phase: Phase;
  /** True from the moment the request is handed to the socket. */
  sent: boolean;
  /** The status of the answer, once it has begun. */
  status: number | undefined;
  /** The part of the answer that has arrived, once it has begun. */
  partial?: () => HttpResponse;
}

/** What every error says about how far the exchange got. */
const progressFacts = ({ sent, status, partial }: ExchangeProgress) => ({ sent, status, partial: partial?.() });

const systemReasons: Readonly<Record<string, string>> = {
  ENOTFOUND: 'no such host',
  EAI_AGAIN: 'the name server did not answer',
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset',
  EPIPE: 'connection closed',
  EHOSTUNREACH: 'host unreachable',
  ENETUNREACH: 'network unreachable',
  ETIMEDOUT: 'no answer from the network',
  UND_ERR_SOCKET: 'the connection was closed',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'the answer ended before its announced length',
};

export const systemCodeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';

const viaProxy = ({ proxy }: ExchangeProgress): string => (proxy === undefined ? '' : ` through the proxy ${proxy}`);
const sentence = (progress: ExchangeProgress, failed: string): string =>
  `${progress.phase} ${failed} for ${progress.target}${viaProxy(progress)}`;

/** An error at the current `progress`. */
function failureAt(progress: ExchangeProgress, kind: TransportError['kind'], text: string, more: { hint?: string; cause?: unknown } = {}) {
  return new TransportError(kind, `${sentence(progress, 'failed')}: ${text}`, { ...progressFacts(progress), ...more });
}

const reasonOf = (code: string): string => {
  const reason = systemReasons[code];
  return reason ? `${reason} (${code})` : code || 'unknown reason';
};

const hintOf = (kind: 'name' | 'connect', { proxy }: ExchangeProgress): string => {
  if (proxy !== undefined) return `check the proxy ${proxy}, which HTTPS_PROXY or ALL_PROXY names`;
  return kind === 'name'
    ? 'check the spelling of the host and the name server of this machine'
    : 'check the network and the firewall, and HTTPS_PROXY if this network needs a proxy';
};

/**
 * An error from Node, before the connection was made. `checksUnwanted` is true if a variable tells Node to accept any certificate; idv
 * ignores that variable.
 */
export function connectFailure(cause: unknown, progress: ExchangeProgress, checksUnwanted: boolean): TransportError {
  if (cause instanceof TransportError) return cause;
  const code = systemCodeOf(cause);
  // If the connection was lost during the handshake, a retry may succeed; if the handshake itself failed, it will not.
  const lost = code === 'ECONNRESET' || code === 'EPIPE' || code === 'ETIMEDOUT';
  if (progress.phase === 'TLS handshake' && !lost) {
    const { reason, hint } = tlsFault(code);
    const ignored = checksUnwanted ? '; NODE_TLS_REJECT_UNAUTHORIZED=0 has no effect' : '';
    return failureAt(progress, 'tls', `${reason} (${code || 'unknown reason'})`, { hint: `${hint}${ignored}`, cause });
  }
  const kind = progress.phase === 'name look-up' ? 'name' : 'connect';
  return failureAt(progress, kind, reasonOf(code), { hint: hintOf(kind, progress), cause });
}

/** Codes of the operating system (`ECONNRESET`), of TLS, and undici's own codes for a connection that ended. */
const isBrokenOff = (code: string): boolean =>
  /^(E[A-Z0-9]+|ERR_SSL_[\w/]+|UND_ERR_SOCKET|UND_ERR_RES_CONTENT_LENGTH_MISMATCH)$/.test(code);

/** undici's codes for a header, path or method that is not allowed in a request. */
const unwritable = ['UND_ERR_INVALID_ARG', 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH', 'UND_ERR_NOT_SUPPORTED'];

/** An error from undici, after the connection was made. */
export function exchangeFailure(cause: unknown, progress: ExchangeProgress): TransportError {
  if (cause instanceof TransportError) return cause;
  const code = systemCodeOf(cause);
  const failed = (kind: TransportError['kind'], text: string, hint?: string): TransportError =>
    failureAt(progress, kind, text, { cause, ...(hint === undefined ? {} : { hint }) });
  if (!progress.sent) {
    if (isOutOfMemory(cause)) return failed('config', 'there is no memory for the HTTP parser', memoryHint);
    if (isBrokenOff(code)) return failed('connect', reasonOf(code), hintOf('connect', progress));
    return unwritable.includes(code)
      ? failed('protocol', 'the request cannot be written as HTTP')
      : failed('internal', code || 'unknown reason');
  }
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return failed('too-large', 'the headers of the answer are too large');
  const fault = parserFault(cause, progress);
  if (fault === 'Invalid EOF state') return failed('reset', 'the answer ended before its last chunk');
  if (fault === undefined && isBrokenOff(code)) return failed('reset', reasonOf(code));
  return failed('protocol', `the answer is not valid HTTP (${fault ?? (code || 'unknown reason')})`);
}

/** V8 reserves gigabytes of address space for the memory of a WebAssembly module, which undici's parser is. */
const isOutOfMemory = (error: unknown): boolean => error instanceof RangeError && /memory/i.test(error.message);
const memoryHint = 'the parser needs about 10 GB of address space, but little memory: raise or remove the limit (ulimit -v unlimited)';

/**
 * Why llhttp or undici rejects the answer; some errors have the code of a closed socket or of a wrong length.
 */
function parserFault(error: unknown, progress: ExchangeProgress): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.name === 'HTTPParserError') return /\(([\w ,./'-]+)\)$/.exec(error.message)?.[1] ?? 'malformed';
  if (error.message === 'bad response' || error.message === 'bad upgrade') return 'an answer without a request';
  const headersDone = progress.phase === 'reading the answer';
  return !headersDone && systemCodeOf(error) === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH' ? 'contradictory headers' : undefined;
}

export function timeoutFailure(progress: ExchangeProgress, limitMs: number, flag: '--timeout' | '--connect-timeout'): TransportError {
  const message = `${sentence(progress, 'timed out')} after ${limitMs / 1000} s (${flag})`;
  return new TransportError('timeout', message, { ...progressFacts(progress), hint: `check the network, or give more time with ${flag}` });
}

export function tooLargeFailure(progress: ExchangeProgress, maxBytes: number): TransportError {
  return failureAt({ ...progress, sent: true }, 'too-large', `the answer is longer than ${maxBytes} bytes`);
}

export function abortFailure(progress: ExchangeProgress, cause: unknown): TransportError {
  return new TransportError('aborted', sentence(progress, 'was stopped'), { ...progressFacts(progress), cause });
}
