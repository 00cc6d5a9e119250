import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Dial } from '../../src/http/connect.ts';
import { dialTo, dialWithLookup, failureOf, send } from '../support/http-send.ts';
import { certificatePath, closedPort, expiredPair, startHttp, startTcp, startTls, validPair } from '../support/loopback-servers.ts';

afterEach(() => void vi.unstubAllEnvs());

const systemError = (code: string): NodeJS.ErrnoException => Object.assign(new Error(code), { code });
const answerTls = (pair: typeof validPair): Promise<number> =>
  startTls(pair, (socket) => socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}')));
const trusting = { env: { SSL_CERT_FILE: certificatePath } };

describe('the error of a connection that fails', () => {
  it('names host and port if the connection is refused', async () => {
    const port = await closedPort();
    const failure = await failureOf(send(`http://127.0.0.1:${port}/?Signature=s3cret`));
    expect(failure).toMatchObject({ kind: 'connect', sent: false });
    expect(failure.message).toBe(`connecting failed for 127.0.0.1:${port}: connection refused (ECONNREFUSED)`);
  });

  it.each([
    ['ENOTFOUND', 'no such host'],
    ['EAI_AGAIN', 'the name server did not answer'],
  ])('names the host if the look-up fails with %s', async (code, reason) => {
    const dial = dialWithLookup((_host, _options, callback) => callback(systemError(code), ''));
    const failure = await failureOf(send('https://faceid.invalid/', { dial }));
    expect(failure).toMatchObject({ kind: 'name', sent: false });
    expect(failure.message).toBe(`name look-up failed for faceid.invalid:443: ${reason} (${code})`);
  });

  it('names the step "connecting" if the look-up succeeded', async () => {
    const port = await closedPort();
    const dial = dialWithLookup((_host, options, callback) => {
      setImmediate(() => (options.all ? callback(null, [{ address: '127.0.0.1', family: 4 }]) : callback(null, '127.0.0.1', 4)));
    });
    const failure = await failureOf(send(`https://idv.test:${port}/`, { dial }));
    expect(failure).toMatchObject({ kind: 'connect', sent: false });
    expect(failure.message).toContain(`connecting failed for idv.test:${port}`);
  });
});

describe('plain http', () => {
  const never: Dial = () => {
    throw new Error('dialled');
  };

  it.each(['http://example.com/', 'http://192.0.2.1/', 'http://[2001:db8::1]/', 'http://localhost.example.com/', 'http://128.0.0.1/'])(
    'is refused for %s before any look-up',
    async (url) => {
      const failure = await failureOf(send(url, { dial: never }));
      expect(failure).toMatchObject({ kind: 'protocol', sent: false });
      expect(failure.hint).toBe('use https://');
    },
  );

  it('is refused if localhost is another machine', async () => {
    let requests = 0;
    const port = await startHttp((_request, response) => {
      requests += 1;
      response.end();
    });
    const dial: Dial = (options) => Object.defineProperty(dialTo(port)(options), 'remoteAddress', { value: '192.0.2.7' });
    const failure = await failureOf(send(`http://localhost:${port}/`, { dial }));
    expect(failure).toMatchObject({ kind: 'protocol', sent: false });
    expect(failure.message).toContain('192.0.2.7');
    expect(requests).toBe(0);
  });
});

describe('TLS', () => {
  it('connects to a host whose certificate is trusted', async () => {
    const versions: (string | undefined)[] = [];
    const dial = dialTo(await answerTls(validPair));
    const answer = await send('https://idv.test/', { ...trusting, dial, onConnect: ({ tlsVersion }) => versions.push(tlsVersion) });
    expect(answer.body.toString()).toBe('{}');
    expect(versions).toEqual(['TLSv1.3']);
  });

  it('connects to an IP address that the certificate names', async () => {
    const port = await answerTls(validPair);
    expect((await send(`https://127.0.0.1:${port}/`, trusting)).status).toBe(200);
  });

  it('refuses a self-signed certificate and says what fixes it', async () => {
    const port = await answerTls(validPair);
    const failure = await failureOf(send(`https://127.0.0.1:${port}/?Signature=s3cret`));
    expect(failure).toMatchObject({ kind: 'tls', sent: false });
    expect(failure.message).toBe(
      `TLS handshake failed for 127.0.0.1:${port}: the certificate is self-signed (DEPTH_ZERO_SELF_SIGNED_CERT)`,
    );
    expect(failure.hint).toMatch(/^if you trust its issuer, set NODE_EXTRA_CA_CERTS/);
  });

  it('checks the certificate also with NODE_TLS_REJECT_UNAUTHORIZED=0, and says that this has no effect', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    const port = await answerTls(validPair);
    const failure = await failureOf(send(`https://127.0.0.1:${port}/`, { env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' } }));
    expect(failure).toMatchObject({
      kind: 'tls',
      sent: false,
      hint: expect.stringContaining('NODE_TLS_REJECT_UNAUTHORIZED=0 has no effect'),
    });
  });

  it.each([
    ['only has TLS older than 1.2', { maxVersion: 'TLSv1.1', minVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' }, 'TLS 1.2 or newer'],
    ['only has another protocol than HTTP/1.1', { ALPNProtocols: ['h2'] }, 'check the endpoint'],
    ['requires a client certificate', { requestCert: true, maxVersion: 'TLSv1.2' }, 'need no client certificate'],
  ] as const)('gives a hint if the server %s', async (_what, options, hint) => {
    const port = await startTls({ ...validPair, ...options } as typeof validPair, () => {});
    const failure = await failureOf(send(`https://127.0.0.1:${port}/`, trusting));
    expect(failure).toMatchObject({ kind: 'tls', sent: false });
    expect(failure.message).toMatch(/: [a-z][^(]+ \(ERR_SSL_[\w/]+\)$/);
    expect(failure.hint).toContain(hint);
  });

  it('refuses the certificate of another host', async () => {
    const dial = dialTo(await answerTls(validPair));
    const failure = await failureOf(send('https://faceid.test/', { ...trusting, dial }));
    expect(failure).toMatchObject({ kind: 'tls', sent: false });
    expect(failure.message).toContain('the certificate is for another host');
    expect(failure.hint).toContain('--endpoint');
  });

  it('refuses an expired certificate', async () => {
    const dial = dialTo(await answerTls(expiredPair));
    const failure = await failureOf(send('https://idv.test/', { env: { SSL_CERT_FILE: certificatePath }, dial }));
    expect(failure).toMatchObject({ kind: 'tls', sent: false });
    expect(failure.message).toContain('the certificate has expired');
    expect(failure.hint).toContain('clock');
    expect(failure.hint).not.toContain('NODE_EXTRA_CA_CERTS');
  });

  it('reports a failed handshake if the server does not use TLS', async () => {
    const port = await startHttp((_request, response) => response.end());
    const failure = await failureOf(send(`https://127.0.0.1:${port}/`));
    expect(failure).toMatchObject({ kind: 'tls', sent: false });
    expect(failure.message).toContain('TLS handshake failed');
  });

  it('reports a connection that is lost during the handshake as one that was not made', async () => {
    const port = await startTcp((socket) => socket.once('data', () => socket.resetAndDestroy()));
    const failure = await failureOf(send(`https://127.0.0.1:${port}/`));
    expect(failure).toMatchObject({ kind: 'connect', sent: false });
    expect(failure.message).toContain('TLS handshake failed');
  });
});
