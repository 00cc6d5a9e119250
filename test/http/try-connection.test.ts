import { describe, expect, it } from 'vitest';
import { type TrialOptions, tryConnection } from '../../src/http/try-connection.ts';
import { dialTo, dialWithLookup } from '../support/http-send.ts';
import { certificatePath, closedPort, startProxy, startSilent, startTcp, startTls, validPair } from '../support/loopback-servers.ts';

/** A clock that advances by 5 ms each time it is read. */
function ticking(): () => number {
  let nowMs = 0;
  return () => {
    nowMs += 5;
    return nowMs;
  };
}

const attempt = (url: string, options: Partial<TrialOptions> = {}) =>
  tryConnection(url, {
    env: {},
    proxy: undefined,
    userAgent: undefined,
    connectTimeoutMs: 60_000,
    signal: new AbortController().signal,
    nowMs: ticking(),
    ...options,
  });

/** The clock advances once during each step. There are two attempts: the first trusts only the certificates that Node contains. */
const stepMs = 10;

const phases = ({ steps }: Awaited<ReturnType<typeof attempt>>): string[] => steps.map(({ phase }) => phase);

describe('a trial of a connection', () => {
  it('measures TCP and TLS, reports the address, and sends nothing', async () => {
    let received = 0;
    const port = await startTls(validPair, (socket) => socket.on('data', (chunk: Buffer) => (received += chunk.length)));
    const trial = await attempt(`https://127.0.0.1:${port}`, { env: { SSL_CERT_FILE: certificatePath } });
    expect(trial).toMatchObject({ target: `127.0.0.1:${port}`, proxy: undefined, address: '127.0.0.1', failure: undefined });
    expect(trial.tlsVersion).toMatch(/^TLSv1\.[23]$/);
    expect(phases(trial)).toEqual(['connecting', 'TLS handshake']);
    expect(trial.steps.map(({ ms }) => ms)).toEqual([stepMs, stepMs]);
    expect(received).toBe(0);
  });

  it('reports the step that failed, and keeps the times of the steps before it', async () => {
    const port = await startTls(validPair, () => undefined);
    const untrusted = await attempt(`https://127.0.0.1:${port}`);
    expect(untrusted.failure).toMatchObject({ kind: 'tls', sent: false });
    expect(phases(untrusted)).toEqual(['connecting', 'TLS handshake']);
    for (const { ms } of untrusted.steps) expect(ms).toBeGreaterThan(0);

    const refused = await attempt(`http://127.0.0.1:${await closedPort()}`);
    expect(refused.failure).toMatchObject({ kind: 'connect' });
    expect(phases(refused)).toEqual(['connecting']);
    expect(refused.address).toBeUndefined();
  });

  it('reports the name look-up as the failed step for a host that does not exist', async () => {
    const dial = dialWithLookup((_host, _options, callback) => callback(Object.assign(new Error('no'), { code: 'ENOTFOUND' }), ''));
    const trial = await attempt('https://faceid.invalid', { dial });
    expect(trial.failure).toMatchObject({ kind: 'name' });
    expect(phases(trial)).toEqual(['name look-up']);
  });

  it('uses the proxy of the environment, and names it if it refuses', async () => {
    const port = await startTcp((socket) => socket.once('data', () => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')));
    const trial = await attempt('https://faceid.invalid', { env: { HTTPS_PROXY: `http://user:secret@127.0.0.1:${port}` } });
    expect(trial).toMatchObject({ target: 'faceid.invalid:443', proxy: `127.0.0.1:${port}` });
    expect(trial.failure).toMatchObject({ kind: 'proxy' });
    expect(phases(trial)).toEqual(['connecting', 'proxy tunnel']);
    expect(JSON.stringify(trial)).not.toContain('secret');
  });

  it('lists the tunnel as a step, with its time, if the proxy opens it', async () => {
    const behind = await startTls(validPair, () => undefined);
    const proxy = await startProxy(behind);
    const trial = await attempt(`https://idv.test:${behind}`, {
      env: { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`, SSL_CERT_FILE: certificatePath },
    });
    expect(trial.failure).toBeUndefined();
    expect(trial.steps).toEqual(['connecting', 'proxy tunnel', 'TLS handshake'].map((phase) => ({ phase, ms: stepMs })));
  });

  it('ends after the time-out for connecting', async () => {
    const { port } = await startSilent();
    const trial = await attempt(`https://127.0.0.1:${port}`, { connectTimeoutMs: 50 });
    expect(trial.failure).toMatchObject({ kind: 'timeout', message: expect.stringContaining('--connect-timeout') });
    expect(phases(trial)).toEqual(['connecting', 'TLS handshake']);
  });

  it('reports a proxy setting that is not valid, and shows no part of it', async () => {
    const trial = await attempt('https://faceid.invalid', { proxy: 'socks5://user:secret@127.0.0.1:1' });
    expect(trial.failure).toMatchObject({ kind: 'config' });
    expect(JSON.stringify(trial)).not.toContain('secret');
  });

  it('closes the connection that it opened', async () => {
    const { port, closed } = await startSilent();
    await attempt(`http://127.0.0.1:${port}`, { dial: dialTo(port) });
    await closed;
  });
});
