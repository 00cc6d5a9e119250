import { describe, expect, it } from 'vitest';
import type { TransportError } from '../../src/core/http.ts';
import { connectFailure, type ExchangeProgress, exchangeFailure } from '../../src/http/failure.ts';

const before: ExchangeProgress = { target: 'a.test:443', proxy: undefined, phase: 'connecting', sent: false, status: undefined };

describe('exchangeFailure before anything was sent', () => {
  it('reports an unknown error as a bug in idv', () => {
    expect(exchangeFailure(new TypeError('x is not a function'), before)).toMatchObject({ kind: 'internal', sent: false });
  });

  it('reports a request that cannot be written as HTTP as a protocol error', () => {
    const cause = Object.assign(new Error('invalid header'), { code: 'UND_ERR_INVALID_ARG' });
    expect(exchangeFailure(cause, before)).toMatchObject({ kind: 'protocol', sent: false });
  });

  it('reports missing memory if the parser gets none', () => {
    const cause = new RangeError('WebAssembly.Instance(): Out of memory: Cannot allocate Wasm memory for new instance');
    const failure = exchangeFailure(cause, before);
    expect(failure).toMatchObject({ kind: 'config', sent: false, hint: expect.stringContaining('ulimit -v') });
    expect(failure.message).toContain('memory');
  });
});

describe('connectFailure', () => {
  const shaking: ExchangeProgress = { ...before, phase: 'TLS handshake' };
  const failed = (code: string): TransportError => connectFailure(Object.assign(new Error(code), { code }), shaking, false);

  it.each(['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE'])(
    'explains a handshake without a common cipher, also under the name %s',
    (code) => {
      expect(failed(code)).toMatchObject({ kind: 'tls', message: expect.stringContaining('no common cipher') });
    },
  );

  it.each(['CERT_REVOKED', 'ERR_SSL_EE_KEY_TOO_SMALL', 'INVALID_PURPOSE', ''])('has a hint for the TLS error "%s"', (code) => {
    expect(failed(code)).toMatchObject({ kind: 'tls', sent: false, hint: expect.stringContaining('check the endpoint') });
  });

  it.each(['ECONNRESET', 'EPIPE', 'ETIMEDOUT'])('reports a handshake that ends with %s as a connection that was not made', (code) => {
    expect(failed(code)).toMatchObject({ kind: 'connect', sent: false });
  });
});

describe('exchangeFailure after the request was sent', () => {
  const sent: ExchangeProgress = { ...before, phase: 'waiting for the answer', sent: true };
  const failed = (code: string): TransportError => exchangeFailure(Object.assign(new Error(code), { code }), sent);

  it.each([
    'ECONNRESET',
    'EPIPE',
    'ETIMEDOUT',
    'EHOSTUNREACH',
    'ENETDOWN',
    'ECONNABORTED',
    'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
    'ERR_SSL_SSL/TLS_ALERT_BAD_RECORD_MAC',
    'UND_ERR_SOCKET',
  ])('reports %s as a broken connection', (code) => {
    expect(failed(code)).toMatchObject({ kind: 'reset', sent: true, status: undefined });
  });

  it.each(['ERR_ASSERTION', 'UND_ERR', 'HPE_INVALID_CONSTANT'])('reports %s as an answer that is not HTTP', (code) => {
    expect(failed(code)).toMatchObject({ kind: 'protocol', sent: true });
  });

  it('reports the status with which the answer began', () => {
    const reading: ExchangeProgress = { ...sent, phase: 'reading the answer', status: 429 };
    expect(exchangeFailure(Object.assign(new Error('x'), { code: 'ECONNRESET' }), reading)).toMatchObject({ kind: 'reset', status: 429 });
  });
});
