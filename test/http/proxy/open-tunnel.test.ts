import { describe, expect, it } from 'vitest';
import { schemesOf } from '../../../src/http/proxy/open-tunnel.ts';
import { dialTo, failureOf, post, send, sendOptions, testTransport } from '../../support/http-send.ts';
import { certificatePath, closedPort, startHttp, startProxy, startTcp, startTls, validPair } from '../../support/loopback-servers.ts';

const answering = (): Promise<number> =>
  startTls(validPair, (socket) => socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}')));

const envFor = (proxy: string, more: Record<string, string> = {}): Record<string, string> => ({
  HTTPS_PROXY: proxy,
  SSL_CERT_FILE: certificatePath,
  ...more,
});

describe('a proxy from the environment', () => {
  it('is asked for a tunnel to the target, and sees neither path nor authorization', async () => {
    const proxy = await startProxy(await answering());
    const proxies: (string | undefined)[] = [];
    const env = envFor(`http://127.0.0.1:${proxy.port}`);
    const request = post('https://idv.test/secret-path');
    const headers = { ...request.headers, Authorization: 'TC3-HMAC-SHA256 Signature=a' };
    const transport = testTransport({ env, onConnect: (facts) => proxies.push(facts.proxy) });
    const answer = await transport.send({ ...request, headers }, sendOptions);
    expect(answer.status).toBe(200);
    expect(proxy.heads[0]).toMatch(/^CONNECT idv\.test:443 HTTP\/1\.1\r\n/);
    expect(proxy.heads[0]).toContain('\r\nHost: idv.test:443\r\n');
    expect(proxy.heads.join('')).not.toMatch(/authorization|secret-path/i);
    expect(proxies).toEqual([`127.0.0.1:${proxy.port}`]);
  });

  it('gets the credentials of its URL, percent-decoded', async () => {
    const proxy = await startProxy(await answering());
    const answer = await send('https://idv.test/', { env: envFor(`http://user:p%40ss@127.0.0.1:${proxy.port}`) });
    expect(answer.status).toBe(200);
    expect(proxy.heads[0]).toContain(`Proxy-Authorization: Basic ${Buffer.from('user:p@ss').toString('base64')}\r\n`);
  });

  it('is not used for hosts in NO_PROXY, nor for loopback addresses', async () => {
    const proxy = await startProxy(0);
    const env = envFor(`http://127.0.0.1:${proxy.port}`, {
      HTTP_PROXY: `http://127.0.0.1:${proxy.port}`,
      NO_PROXY: 'other.test,.idv.test',
    });
    const securePort = await answering();
    expect((await send('https://idv.test/', { env, dial: dialTo(securePort) })).status).toBe(200);
    expect((await send(`https://127.0.0.1:${securePort}/`, { env })).status).toBe(200);
    const plainPort = await startHttp((_request, response) => response.end());
    expect((await send(`http://127.0.0.1:${plainPort}/`, { env })).status).toBe(200);
    expect(proxy.heads).toEqual([]);
  });

  it.each([
    ['403 Forbidden', 'proxy'],
    ['404 Not Found', 'proxy'],
    ['407 Proxy Authentication Required', 'proxy'],
    // A temporary problem of the proxy, so another attempt is allowed.
    ['429 Too Many Requests', 'connect'],
    ['503 Service Unavailable', 'connect'],
  ] as const)('is named in the error if it answers %s, without its credentials', async (status, kind) => {
    const proxy = await startProxy(0, `HTTP/1.1 ${status}\r\nContent-Length: 0`);
    const failure = await failureOf(send('https://idv.test/', { env: envFor(`http://user:s3cret@127.0.0.1:${proxy.port}`) }));
    expect(failure).toMatchObject({ kind, sent: false });
    expect(failure.message).toContain(`the proxy 127.0.0.1:${proxy.port} refused a tunnel to idv.test:443 (HTTP ${status.slice(0, 3)})`);
    expect(failure.hint).toMatch(/\w{3}/);
    expect(`${failure.message} ${failure.hint}`).not.toContain('s3cret');
  });

  it.each([
    ['http://', 'Basic realm="proxy, of ours"', 'wants credentials: it offers Basic', 'HTTPS_PROXY=http://user:password@'],
    ['http://user:s3cret@', 'Basic realm="x"', 'wants other credentials: it offers Basic', 'check user name and password'],
    ['http://', 'NTLM', 'wants another type of credentials: it offers NTLM', 'supports only Basic'],
    [
      'http://user:s3cret@',
      'Negotiate\r\nProxy-Authenticate: NTLM',
      'another type of credentials: it offers Negotiate, NTLM',
      'supports only Basic',
    ],
    ['http://', 'Negotiate, Basic realm="x"', 'wants credentials: it offers Negotiate, Basic', 'user:password@'],
  ])('is reported with the schemes that it offers, for the URL %s… and the challenge %s', async (scheme, challenges, reason, hint) => {
    const proxy = await startProxy(0, `HTTP/1.1 407 No\r\nProxy-Authenticate: ${challenges}\r\nContent-Length: 0`);
    const failure = await failureOf(send('https://idv.test/', { env: envFor(`${scheme}127.0.0.1:${proxy.port}`) }));
    expect(failure).toMatchObject({ kind: 'proxy', sent: false });
    expect(failure.message).toContain(reason);
    expect(failure.hint).toContain(hint);
    expect(`${failure.message} ${failure.hint}`).not.toContain('s3cret');
  });

  it('gets the user agent of idv', async () => {
    const proxy = await startProxy(await answering());
    await send('https://idv.test/', { env: envFor(`http://127.0.0.1:${proxy.port}`), userAgent: 'idv/1.2.3' });
    expect(proxy.heads[0]).toContain('\r\nUser-Agent: idv/1.2.3\r\n');
  });

  it('is named in the error if it cannot be reached, without its credentials', async () => {
    const port = await closedPort();
    const failure = await failureOf(send('https://idv.test/', { env: envFor(`http://user:s3cret@127.0.0.1:${port}`) }));
    expect(failure).toMatchObject({ kind: 'connect', sent: false });
    expect(failure.message).toContain(`for idv.test:443 through the proxy 127.0.0.1:${port}: connection refused`);
    expect(failure.message).not.toContain('s3cret');
  });

  it.each([
    ['hangs up', (): string => ''],
    ['does not speak HTTP', (): string => 'SSH-2.0\r\n'],
  ])('counts as a connection that was not made if it %s', async (_name, answer) => {
    const port = await startTcp((socket) => socket.once('data', () => socket.end(answer())));
    const failure = await failureOf(send('https://idv.test/', { env: envFor(`127.0.0.1:${port}`) }));
    expect(failure).toMatchObject({ kind: 'connect', sent: false });
    expect(failure.message).toContain('proxy tunnel failed');
  });

  it('can itself use TLS', async () => {
    const target = await startProxy(await answering());
    const port = await startTls(validPair, (socket) => {
      const upstream = dialTo(target.port)({ port: 0 });
      socket.pipe(upstream.on('error', () => {})).pipe(socket);
    });
    const answer = await send('https://idv.test/', { env: envFor(`https://127.0.0.1:${port}`) });
    expect(answer.status).toBe(200);
  });
});

describe('schemesOf', () => {
  it.each([
    ['Basic realm="a, Digest b"', ['Basic']],
    ['Digest realm="x", nonce="y", qop="auth, auth-int", Basic realm="z"', ['Digest', 'Basic']],
    ['NTLM', ['NTLM']],
    ['NTLM TlRMTVNTUAA=', ['NTLM']],
    ['Negotiate, NTLM, Negotiate', ['Negotiate', 'NTLM']],
    ['Basic realm="unclosed, NTLM', ['Basic']],
    ['Basic realm = "x" , Negotiate', ['Basic', 'Negotiate']],
    ['', []],
    [' , =x', []],
  ])('finds in %j the schemes %j', (challenges, schemes) => {
    expect(schemesOf(challenges)).toEqual(schemes);
  });

  it('takes less than a second for a header of up to 400,000 characters', () => {
    for (const text of [' ', '"', ',', 'a ', '\\"', 'a=']) {
      const started = performance.now();
      schemesOf(text.repeat(200_000));
      expect(performance.now() - started).toBeLessThan(1000);
    }
  });
});
