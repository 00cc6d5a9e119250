import { randomUUID, X509Certificate } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { connect, type Socket } from 'node:net';
import { type ConnectionOptions, connect as connectTls, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningSandbox, startSandbox } from '../../../src/sandbox/server.ts';
import { createCertificates } from '../../../src/sandbox/tls/certificates.ts';
import { isServedTarget, targetWithoutOrigin } from '../../../src/sandbox/tls/served-hosts.ts';
import { vendors } from '../../../src/vendors/registry.ts';

const start = (tls: boolean) => startSandbox({ port: 0, tls, rateLimit: false, nowMs: Date.now, uuid: randomUUID });

const collect = (socket: Socket | TLSSocket): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.once('end', () => resolve(text));
    socket.once('error', reject);
  });

/** The answer of a proxy to CONNECT, and the connection. */
function tunnel(port: number, target: string): Promise<{ status: number; socket: Socket; body: string }> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`));
    socket.once('error', reject);
    socket.once('data', (chunk) => {
      const [head = '', body = ''] = chunk.toString().split('\r\n\r\n');
      resolve({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]), socket, body });
    });
  });
}

const secured = (options: ConnectionOptions): Promise<TLSSocket> =>
  new Promise((resolve, reject) => {
    const socket = connectTls(options, () => resolve(socket));
    socket.once('error', reject);
  });

const get = (host: string, path: string): string => `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;

async function ask(socket: TLSSocket | Socket, host: string, path = '/_sandbox/clock'): Promise<string> {
  socket.write(get(host, path));
  return collect(socket);
}

describe('a sandbox with TLS', () => {
  let sandbox: RunningSandbox;
  beforeAll(async () => {
    sandbox = await start(true);
  });
  afterAll(() => sandbox.close());

  it('also answers plain HTTP on its port', async () => {
    const answer = await ask(connect(sandbox.port, '127.0.0.1'), `127.0.0.1:${sandbox.port}`);
    expect(answer).toMatch(/^HTTP\/1\.1 200 .*"offsetS":0/s);
  });

  it.each([undefined, 'localhost'])('answers HTTPS on its port, by the name %s', async (servername) => {
    const name = servername ?? '127.0.0.1';
    const socket = await secured({ port: sandbox.port, host: '127.0.0.1', ca: sandbox.caPem, ...(servername ? { servername } : {}) });
    expect(await ask(socket, `${name}:${sandbox.port}`)).toMatch(/^HTTP\/1\.1 200 .*"offsetS":0/s);
  });

  it.each(vendors.flatMap(({ hosts }) => hosts.map(({ host }) => host)))('answers for %s after CONNECT', async (host) => {
    const { status, socket } = await tunnel(sandbox.port, `${host}:443`);
    expect(status).toBe(200);
    const inside = await secured({ socket, servername: host, ca: sandbox.caPem });
    expect(inside.authorized).toBe(true);
    const answer = await ask(inside, host, '/');
    expect(answer).toMatch(/^HTTP\/1\.1 /);
    expect(answer).toMatch(/\r\nx-idv-sandbox: 1\r\n/i);
  });

  it('reads what a client sends together with CONNECT', async () => {
    const target = 'faceid.tencentcloudapi.com:443';
    const plain = `GET / HTTP/1.1\r\nHost: faceid.tencentcloudapi.com\r\nConnection: close\r\n\r\n`;
    const socket = connect(sandbox.port, '127.0.0.1', () => socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n${plain}`));
    expect(await collect(socket)).toMatch(/^HTTP\/1\.1 200 Connection Established\r\n\r\nHTTP\/1\.1 200 OK.*AuthFailure/s);
  });

  it('also accepts plain HTTP after CONNECT, as Alibaba’s Python core sends it', async () => {
    const { status, socket } = await tunnel(sandbox.port, 'saf.ap-southeast-1.aliyuncs.com:80');
    expect(status).toBe(200);
    expect(await ask(socket, 'saf.ap-southeast-1.aliyuncs.com', '/?AccessKeyId=x&Format=JSON')).toMatch(/InvalidAccessKeyId\.NotFound/);
  });

  it.each([
    'example.com:443',
    'faceid.tencentcloudapi.com:8443',
    'faceid.tencentcloudapi.com.example.com:443',
    'xfaceid.tencentcloudapi.com:443',
    '127.0.0.1:1',
    'localhost:22',
    '169.254.169.254:443',
    '[::1]:443',
    '',
  ])('refuses CONNECT to "%s"', async (target) => {
    const { status, body } = await tunnel(sandbox.port, target || '/');
    expect([status, body]).toEqual([403, expect.stringContaining('leads only to the sandbox')]);
  });

  it('has no certificate for another host', async () => {
    await expect(secured({ port: sandbox.port, host: '127.0.0.1', servername: 'example.com', ca: sandbox.caPem })).rejects.toThrow(
      /altnames|alt names/i,
    );
  });

  it('is not trusted without its certificate', async () => {
    await expect(secured({ port: sandbox.port, host: '127.0.0.1', servername: 'localhost' })).rejects.toThrow(/certificate/);
  });

  it('still answers after other connections broke', async () => {
    const socket = connect(sandbox.port, '127.0.0.1', () => socket.resetAndDestroy());
    await new Promise((resolve) => socket.once('close', resolve));
    const garbage = connect(sandbox.port, '127.0.0.1', () => garbage.end(Buffer.from([22, 3, 1, 0, 0, 255])));
    await collect(garbage).catch(() => undefined);
    expect(await ask(connect(sandbox.port, '127.0.0.1'), `127.0.0.1:${sandbox.port}`)).toMatch(/^HTTP\/1\.1 200/);
  });

  it.each([
    [`http://127.0.0.1:PORT/_sandbox/clock`, 200],
    ['http://localhost:PORT/_sandbox/clock', 200],
    ['http://faceid.tencentcloudapi.com/', 200],
    ['http://example.com/', 403],
    ['http://127.0.0.1:1/_sandbox/clock', 403],
    ['http://faceid.tencentcloudapi.com@example.com/', 403],
  ])('answers a proxied request for %s with %i', async (url, status) => {
    const target = url.replace('PORT', String(sandbox.port));
    const got = await new Promise((resolve, reject) => {
      const sent = httpRequest(
        { port: sandbox.port, host: '127.0.0.1', path: target, method: 'GET', headers: { Host: `127.0.0.1:${sandbox.port}` } },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        },
      );
      sent.once('error', reject);
      sent.end();
    });
    expect(got).toBe(status);
  });

  it('ends every connection when it is closed', async () => {
    const other = await start(true);
    const plain = connect(other.port, '127.0.0.1');
    const { socket } = await tunnel(other.port, 'faceid.tencentcloudapi.com:443');
    const inside = await secured({ socket, servername: 'faceid.tencentcloudapi.com', ca: other.caPem });
    const ended = [plain, inside].map((each) => new Promise((resolve) => each.once('close', resolve)));
    await other.close();
    await Promise.all(ended);
  });
});

describe('a sandbox without TLS', () => {
  it('has no certificate, and says what a CONNECT needs', async () => {
    const sandbox = await start(false);
    expect(sandbox.caPem).toBeUndefined();
    const { status, body } = await tunnel(sandbox.port, 'faceid.tencentcloudapi.com:443');
    expect([status, body]).toEqual([501, 'the sandbox is a proxy only if it was started with TLS: idv sandbox --tls\n']);
    await sandbox.close();
  });
});

describe('the certificates', () => {
  it('are new in every run, and last from yesterday for 90 days', async () => {
    const nowMs = Date.UTC(2026, 0, 15);
    const made = await Promise.all([0, 1].map(() => createCertificates({ nowMs, uuid: randomUUID })));
    const [first, second] = made.map(({ caPem }) => new X509Certificate(caPem));
    expect(first?.fingerprint256).not.toBe(second?.fingerprint256);
    expect(first?.serialNumber).not.toBe(second?.serialNumber);
    expect([first?.ca, new Date(first?.validFrom ?? '').getTime(), new Date(first?.validTo ?? '').getTime()]).toEqual([
      true,
      Date.UTC(2026, 0, 14),
      Date.UTC(2026, 3, 15),
    ]);
    const leaf = new X509Certificate(made[0]?.pemFor('localhost').cert ?? '');
    expect(first && leaf.checkIssued(first) && leaf.verify(first.publicKey)).toBe(true);
    expect([leaf.ca, leaf.checkHost('localhost'), leaf.checkHost('example.com')]).toEqual([false, 'localhost', undefined]);
    expect(made[0]?.caPem).not.toMatch(/PRIVATE/);
  });
});

describe('the hosts that the sandbox answers for', () => {
  it.each([
    ['faceid.tencentcloudapi.com:443', true],
    ['FACEID.tencentcloudapi.com:443', true],
    ['saf.ap-southeast-1.aliyuncs.com:443', true],
    ['localhost:4567', true],
    ['localhost:4568', false],
    ['faceid.tencentcloudapi.com', false],
    ['faceid.tencentcloudapi.com:443\r\nX: y', false],
  ])('%j is a target of CONNECT: %s', (target, isServed) => expect(isServedTarget(target, 4567)).toBe(isServed));

  it.each([
    ['/', '/'],
    ['*', '*'],
    ['http://localhost:4567', '/'],
    ['http://localhost:4567?a=b', '/?a=b'],
    ['http://faceid.tencentcloudapi.com:80/?a=%2F', '/?a=%2F'],
    ['http://faceid.tencentcloudapi.com:81/', undefined],
    ['http://example.com/', undefined],
  ])('%s is read as %s', (target, read) => expect(targetWithoutOrigin(target, 4567)).toBe(read));
});
