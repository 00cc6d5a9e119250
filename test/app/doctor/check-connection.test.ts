import { describe, expect, it } from 'vitest';
import { checkConnection } from '../../../src/app/doctor/check-connection.ts';
import { TransportError } from '../../../src/core/http.ts';
import type { ConnectionTrial } from '../../../src/http/try-connection.ts';

const trial: ConnectionTrial = {
  target: 'api.example:443',
  proxy: undefined,
  address: '192.0.2.1',
  tlsVersion: 'TLSv1.3',
  steps: [
    { phase: 'name look-up', ms: 3 },
    { phase: 'connecting', ms: 20 },
    { phase: 'TLS handshake', ms: 41 },
  ],
  failure: undefined,
};

describe('checkConnection', () => {
  it('shows the time of each step', () => {
    expect(checkConnection(trial, 'acme')).toEqual({
      id: 'connection',
      vendor: 'acme',
      subject: 'api.example:443',
      status: 'ok',
      message: 'name 3 ms, TCP 20 ms, TLS 41 ms, TLSv1.3',
      fix: null,
      details: { proxy: null, address: '192.0.2.1', tlsVersion: 'TLSv1.3', nameMs: 3, tcpMs: 20, tlsMs: 41 },
    });
  });

  it('names the proxy', () => {
    const steps = [...trial.steps.slice(0, 2), { phase: 'proxy tunnel', ms: 9 } as const, ...trial.steps.slice(2)];
    expect(checkConnection({ ...trial, proxy: 'proxy.example:8080', steps }, 'acme')).toMatchObject({
      message: 'through the proxy proxy.example:8080: name 3 ms, TCP 20 ms, proxy 9 ms, TLS 41 ms, TLSv1.3',
      details: { proxy: 'proxy.example:8080', proxyMs: 9 },
    });
  });

  it('gives the hint of a failure, and the times of the steps before it', () => {
    const failure = new TransportError('tls', 'TLS handshake failed for api.example:443: the certificate has expired (CERT_HAS_EXPIRED)', {
      sent: false,
      hint: 'check the clock',
    });
    expect(checkConnection({ ...trial, address: undefined, tlsVersion: undefined, failure }, 'acme')).toMatchObject({
      status: 'wrong',
      message: 'TLS handshake failed: the certificate has expired (CERT_HAS_EXPIRED)',
      fix: 'check the clock',
      details: { tcpMs: 20 },
    });
  });

  it('names what to check when a proxy fails without a hint, and nothing without a proxy', () => {
    const failure = new TransportError('connect', 'connecting failed for api.example:443', { sent: false });
    const fix = 'check HTTPS_PROXY, ALL_PROXY and NO_PROXY, or the setting proxy';
    expect(checkConnection({ ...trial, proxy: 'proxy.example:8080', failure }, 'acme')).toMatchObject({
      message: 'connecting failed',
      fix,
    });
    expect(checkConnection({ ...trial, failure }, 'acme')).toMatchObject({ fix: null });
  });

  it('shows no version of TLS for a plain connection', () => {
    const steps = [{ phase: 'connecting', ms: 1 } as const, { phase: 'waiting for the answer', ms: 2 } as const];
    expect(checkConnection({ ...trial, tlsVersion: undefined, address: undefined, steps }, 'acme')).toMatchObject({
      message: 'TCP 1 ms, answer 2 ms',
      details: { tlsVersion: null, address: null, answerMs: 2 },
    });
  });
});
