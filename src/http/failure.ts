import { TransportError } from '../core/http.ts';

export type Phase = 'name look-up' | 'connecting' | 'proxy tunnel' | 'TLS handshake' | 'waiting for the answer' | 'reading the answer';

/** How far one exchange has come. Messages and `sent` are read from it at the moment something goes wrong. */
export interface Progress {
  /** `host:port` of the target. */
  readonly target: string;
  /** `host:port` of the proxy. */
  readonly proxy: string | undefined;
  phase: Phase;
  /** True from the moment the request is handed to the socket. */
  sent: boolean;
}

const systemReasons: Readonly<Record<string, string>> = {
  ENOTFOUND: 'no such host',
  EAI_AGAIN: 'the name server did not answer',
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset',
  EPIPE: 'connection closed',
  EHOSTUNREACH: 'host unreachable',
  ENETUNREACH: 'network unreachable',
  ETIMEDOUT: 'no answer from the network',
  EPROTO: 'the other side does not speak TLS as we do',
  UND_ERR_SOCKET: 'the connection was closed',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'the answer ended before its announced length',
};

const trustCure = 'if you trust its issuer, name a PEM file with the issuer in NODE_EXTRA_CA_CERTS';
const certificateReasons: Readonly<Record<string, readonly [reason: string, cure: string]>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: ['the certificate is self-signed', trustCure],
  SELF_SIGNED_CERT_IN_CHAIN: ['the certificate chain ends in a self-signed certificate that is not trusted here', trustCure],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ["the certificate's issuer is not trusted here", trustCure],
  UNABLE_TO_GET_ISSUER_CERT: ["the certificate's issuer is not trusted here", trustCure],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ["the certificate's issuer is not trusted here", trustCure],
  CERT_HAS_EXPIRED: ['the certificate has expired', "check this machine's clock; NODE_EXTRA_CA_CERTS does not mend this"],
  CERT_NOT_YET_VALID: ['the certificate is not valid yet', "check this machine's clock; NODE_EXTRA_CA_CERTS does not mend this"],
  ERR_TLS_CERT_ALTNAME_INVALID: ['the certificate is for another host', 'check the endpoint; NODE_EXTRA_CA_CERTS does not mend this'],
};

/** True if another set of trusted roots could make the same certificate acceptable. */
export const isTrustFailure = (error: unknown): boolean => certificateReasons[codeOf(error)]?.[1] === trustCure;

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';

const via = ({ proxy }: Progress): string => (proxy === undefined ? '' : ` through the proxy ${proxy}`);
const whole = (progress: Progress, failed: string): string => `${progress.phase} ${failed} for ${progress.target}${via(progress)}`;

const reasonOf = (code: string): string => {
  const reason = systemReasons[code];
  return reason ? `${reason} (${code})` : code || 'unknown reason';
};

/** An error from before the connection was made, in Node's vocabulary. */
export function connectFailure(cause: unknown, progress: Progress): TransportError {
  if (cause instanceof TransportError) return cause;
  const code = codeOf(cause);
  const [reason, cure] = certificateReasons[code] ?? [];
  const failed = (kind: TransportError['kind'], text: string): TransportError =>
    new TransportError(kind, `${whole(progress, 'failed')}: ${text}`, { sent: false, cause });
  if (reason) return failed('tls', `${reason} (${code}); ${cure}`);
  if (progress.phase === 'name look-up') return failed('name', reasonOf(code));
  // A connection lost amid the handshake may come back, unlike one that the handshake itself ended.
  const lost = code === 'ECONNRESET' || code === 'EPIPE' || code === 'ETIMEDOUT';
  return failed(progress.phase === 'TLS handshake' && !lost ? 'tls' : 'connect', reasonOf(code));
}

const brokenOff = ['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'UND_ERR_SOCKET', 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH'];

/** undici's words for a header, path or method that no request may have. */
const unwritable = ['UND_ERR_INVALID_ARG', 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH', 'UND_ERR_NOT_SUPPORTED'];

/** An error from after the connection was made, in undici's vocabulary. */
export function exchangeFailure(cause: unknown, progress: Progress): TransportError {
  if (cause instanceof TransportError) return cause;
  const { sent } = progress;
  const code = codeOf(cause);
  const failed = (kind: TransportError['kind'], text: string): TransportError =>
    new TransportError(kind, `${whole(progress, 'failed')}: ${text}`, { sent, cause });
  if (!sent && brokenOff.includes(code)) return failed('connect', reasonOf(code));
  if (!sent && unwritable.includes(code)) return failed('protocol', 'the request cannot be written as HTTP');
  if (!sent) return failed('internal', code || 'unknown reason');
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return failed('too-large', 'the headers of the answer are too large');
  const fault = parserFault(cause, progress);
  if (fault === 'Invalid EOF state') return failed('reset', 'the answer ended before its last chunk');
  if (fault === undefined && brokenOff.includes(code)) return failed('reset', reasonOf(code));
  return failed('protocol', `the answer is not HTTP as it should be (${fault ?? (code || 'unknown reason')})`);
}

/** What llhttp, or undici on its behalf, has against the answer; some of it comes under the code of a closed socket or of a wrong length. */
function parserFault(error: unknown, progress: Progress): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.name === 'HTTPParserError') return /\(([\w ,./'-]+)\)$/.exec(error.message)?.[1] ?? 'malformed';
  if (error.message === 'bad response' || error.message === 'bad upgrade') return 'an interim answer that was not asked for';
  const headersDone = progress.phase === 'reading the answer';
  return !headersDone && codeOf(error) === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH' ? 'contradictory headers' : undefined;
}

export function timeoutFailure(progress: Progress, limitMs: number, flag: '--timeout' | '--connect-timeout'): TransportError {
  const message = `${whole(progress, 'timed out')} after ${limitMs / 1000} s (${flag})`;
  return new TransportError('timeout', message, { sent: progress.sent });
}

export function tooLargeFailure(progress: Progress, maxBytes: number): TransportError {
  return new TransportError('too-large', `${whole(progress, 'failed')}: the answer is longer than ${maxBytes} bytes`, { sent: true });
}

export function abortFailure(progress: Progress, cause: unknown): TransportError {
  return new TransportError('aborted', whole(progress, 'was stopped'), { sent: progress.sent, cause });
}
