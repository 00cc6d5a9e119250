import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Dial } from '../../src/http/connect.ts';
import type { ConnectionFacts } from '../../src/http/transport.ts';
import { failureOf, post, send, sendOptions, testTransport } from '../support/http-send.ts';
import { startHttp, startScripted, startTcp } from '../support/loopback-servers.ts';

const never: Dial = () => {
  throw new Error('dialled');
};

const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}';

describe('a transport that sends a request', () => {
  it('writes path, query, headers and body as they were given', async () => {
    const { port, received } = await startScripted(ok);
    const body = Buffer.from([0, 255, 13, 10, 65]);
    const headers = { Host: 'faceid.example', 'X-TC-Action': 'GetFaceIdResultIntl', Authorization: "TC3 a='b', c=d" };
    await testTransport().send({ method: 'POST', url: `http://127.0.0.1:${port}/a/../b'?q=%7e~'&r=*`, headers, body }, sendOptions);
    const [head = '', sentBody] = received().split('\r\n\r\n');
    const [requestLine, ...lines] = head.split('\r\n');
    expect(requestLine).toBe("POST /a/../b'?q=%7e~'&r=* HTTP/1.1");
    // undici writes the name of Host in lower case, and the last two headers.
    expect(lines).toEqual([
      'host: faceid.example',
      'connection: keep-alive',
      'X-TC-Action: GetFaceIdResultIntl',
      "Authorization: TC3 a='b', c=d",
      'content-length: 5',
    ]);
    expect(sentBody).toBe(body.toString('latin1'));
  });

  it('sends a large body completely, and counts the bytes of each call separately', async () => {
    const port = await startHttp((request, response) => {
      let bytes = 0;
      request.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      request.on('end', () => response.end(String(bytes)));
    });
    const body = Buffer.alloc(9_900_000, 7);
    let sent = (): number => -1;
    const watch = (count: () => number): void => {
      sent = count;
    };
    const transport = testTransport();
    const request = { ...post(`http://127.0.0.1:${port}/`), body };
    const answer = await transport.send(request, { ...sendOptions, watch });
    expect(answer.body.toString()).toBe('9900000');
    const first = sent();
    expect(first).toBeGreaterThanOrEqual(9_900_000);
    // On a reused connection, only the bytes of the new call count.
    await transport.send({ ...request, body: Buffer.alloc(10) }, { ...sendOptions, watch });
    expect(sent()).toBeLessThan(1000);
  });

  it('sends a GET without a body or a length', async () => {
    const { port, received } = await startScripted(ok);
    const request = { ...post(`http://127.0.0.1:${port}?a=1`), method: 'GET' as const, body: Buffer.alloc(0) };
    await testTransport().send(request, sendOptions);
    expect(received()).toMatch(/^GET \/\?a=1 HTTP/);
    expect(received()).not.toMatch(/content-length|transfer-encoding/i);
  });

  it('adds a user agent only if the request has none', async () => {
    const port = await startHttp((request, response) => response.end(request.headers['user-agent']));
    const transport = testTransport({ userAgent: 'idv/1' });
    const request = post(`http://127.0.0.1:${port}/`);
    expect((await transport.send(request, sendOptions)).body.toString()).toBe('idv/1');
    const own = { ...request, headers: { ...request.headers, 'user-agent': 'own' } };
    expect((await transport.send(own, sendOptions)).body.toString()).toBe('own');
  });

  it.each([
    ['X-Name', 'a\r\nX-Other: b'],
    ['X-Name', 'a\u0000'],
    ['X-Name', '日本'],
    ['X Name', 'a'],
    ['X-Näme', 'a'],
    ['', 'a'],
  ])('refuses the header %j: %j before it connects', async (name, value) => {
    const request = { ...post('http://127.0.0.1:1/'), headers: { Host: 'a', [name]: value } };
    const failure = await failureOf(testTransport({ dial: never }).send(request, sendOptions));
    expect(failure).toMatchObject({ kind: 'protocol', sent: false });
    expect(failure.message).not.toContain('X-Other');
  });

  it('accepts a header with all special characters that undici accepts', async () => {
    const { port, received } = await startScripted(ok);
    const request = { ...post(`http://127.0.0.1:${port}/`), headers: { Host: 'a', "!#$%&'*+-.^_`|~1a": 'a\tb\u00e9 ~' } };
    expect((await testTransport().send(request, sendOptions)).status).toBe(200);
    expect(received()).toContain("!#$%&'*+-.^_`|~1a: a\tb\u00e9 ~\r\n");
  });

  it.each([
    'http://127.0.0.1:1/a b',
    'http://127.0.0.1:1/a\nb',
    ' http://127.0.0.1:1/',
    'http://127.0.0.1:1/ä',
    'http://127.0.0.1:1/?q=日本',
    'http://user@127.0.0.1:1/',
    'http://user:s3cret@127.0.0.1:1/',
    'http:/127.0.0.1:1/',
    'http:\\\\127.0.0.1:1/',
    'ftp://127.0.0.1/',
    'nonsense',
  ])('refuses the address %j before it connects', async (url) => {
    const request = { ...post('http://127.0.0.1:1/'), url };
    const failure = await failureOf(testTransport({ dial: never }).send(request, sendOptions));
    expect(failure).toMatchObject({ kind: 'protocol', sent: false, hint: expect.any(String) });
    expect(failure.message).not.toContain('s3cret');
  });

  it.each([
    ['Content-Length', '99'],
    ['Connection', 'of another kind'],
    ['Expect', '100-continue'],
  ])('closes the socket if undici refuses the request because of its %s', async (name, value) => {
    let closed: Promise<unknown> | undefined;
    const port = await startTcp((socket) => {
      closed = once(socket, 'close');
    });
    const request = { ...post(`http://127.0.0.1:${port}/`), headers: { Host: 'a', [name]: value } };
    expect(await failureOf(testTransport().send(request, sendOptions))).toMatchObject({ kind: 'protocol', sent: false });
    await expect(closed).resolves.toEqual([false]);
  });
});

describe('a transport that receives an answer', () => {
  it('returns the status, header names in lower case, and repeated headers joined', async () => {
    const { port } = await startScripted('HTTP/1.1 418 No\r\nX-Acs-Request-Id: R1\r\nVary: a\r\nVary: b\r\nContent-Length: 0\r\n\r\n');
    const answer = await send(`http://127.0.0.1:${port}/`);
    expect(answer).toEqual({
      status: 418,
      headers: { 'x-acs-request-id': 'R1', vary: 'a, b', 'content-length': '0' },
      body: Buffer.alloc(0),
    });
  });

  it('returns a redirect and does not follow it', async () => {
    let requests = 0;
    const port = await startHttp((_request, response) => {
      requests += 1;
      response.writeHead(302, { Location: '/elsewhere' }).end();
    });
    expect(await send(`http://127.0.0.1:${port}/`)).toMatchObject({ status: 302, headers: { location: '/elsewhere' } });
    expect(requests).toBe(1);
  });

  it('accepts an answer that ends with its connection', async () => {
    const { port } = await startScripted('HTTP/1.0 200 OK\r\n\r\nhello', (socket) => socket.end());
    expect((await send(`http://127.0.0.1:${port}/`)).body.toString()).toBe('hello');
  });

  it.each([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
  ])('decodes %s although the request did not ask for it', async (encoding, compress) => {
    const port = await startHttp((_request, response) => response.setHeader('Content-Encoding', encoding).end(compress('{"ok":true}')));
    expect((await send(`http://127.0.0.1:${port}/`)).body.toString()).toBe('{"ok":true}');
  });
});

describe('a transport', () => {
  it('uses one connection for calls in sequence', async () => {
    const facts: ConnectionFacts[] = [];
    const port = await startHttp((request, response) => response.end(String(request.socket.remotePort)));
    const transport = testTransport({ onConnect: (fact) => facts.push(fact) });
    const first = await transport.send(post(`http://127.0.0.1:${port}/`), sendOptions);
    const second = await transport.send(post(`http://127.0.0.1:${port}/`), sendOptions);
    expect(second.body).toEqual(first.body);
    expect(facts).toEqual([{ target: `127.0.0.1:${port}`, proxy: undefined, address: '127.0.0.1', tlsVersion: undefined }]);
  });

  it('opens a new connection if no idle time is allowed, and uses an idle connection again afterwards', async () => {
    const port = await startHttp((request, response) => response.end(String(request.socket.remotePort)));
    const transport = testTransport();
    const peer = async (maxIdleMs: number): Promise<string> =>
      (await transport.send(post(`http://127.0.0.1:${port}/`), { ...sendOptions, maxIdleMs })).body.toString();
    const first = await peer(Number.POSITIVE_INFINITY);
    const second = await peer(0);
    expect(second).not.toBe(first);
    expect([first, second]).toContain(await peer(Number.POSITIVE_INFINITY));
  });

  it('uses an idle connection only for as long as a call allows', async () => {
    const port = await startHttp((request, response) => response.end(String(request.socket.remotePort)));
    let nowMs = 0;
    const transport = testTransport({ monotonicMs: () => nowMs });
    const peerAt = async (atMs: number): Promise<string> => {
      nowMs = atMs;
      return (await transport.send(post(`http://127.0.0.1:${port}/`), { ...sendOptions, maxIdleMs: 2000 })).body.toString();
    };
    const first = await peerAt(0);
    expect(await peerAt(2000)).toBe(first);
    expect(await peerAt(4001)).not.toBe(first);
  });

  it('does not lose a call on a new connection when the idle connection would be reset', async () => {
    let connections = 0;
    const port = await startTcp((socket) => {
      connections += 1;
      let calls = 0;
      socket.on('data', () => {
        calls += 1;
        if (calls === 1) socket.write(ok);
        else socket.resetAndDestroy();
      });
    });
    const transport = testTransport();
    const url = `http://127.0.0.1:${port}/`;
    await transport.send(post(url), sendOptions);
    expect((await transport.send(post(url), { ...sendOptions, maxIdleMs: 0 })).status).toBe(200);
    expect(connections).toBe(2);
    expect(await failureOf(transport.send(post(url), sendOptions))).toMatchObject({ kind: 'reset', sent: true });
  });

  it('uses one connection for each of three simultaneous calls', async () => {
    const waiting: (() => void)[] = [];
    const port = await startHttp((_request, response) => {
      waiting.push(() => response.end());
      if (waiting.length === 3) for (const answer of waiting) answer();
    });
    const transport = testTransport();
    const calls = [1, 2, 3].map(() => transport.send(post(`http://127.0.0.1:${port}/`), sendOptions));
    expect((await Promise.all(calls)).map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  it('opens another connection when the server has closed the first', async () => {
    const closings: Promise<unknown>[] = [];
    const port = await startTcp((socket) => {
      closings.push(once(socket, 'close'));
      socket.once('data', () => socket.end(ok));
    });
    const transport = testTransport();
    for (let call = 1; call <= 3; call += 1) {
      expect((await transport.send(post(`http://127.0.0.1:${port}/`), sendOptions)).status).toBe(200);
      await Promise.all(closings);
    }
    expect(closings).toHaveLength(3);
  });

  it('reports that nothing was sent if the connection was lost before', async () => {
    const { port, received } = await startScripted(ok);
    let socket: Socket | undefined;
    const dial: Dial = (options) => {
      socket = connect(options);
      return socket;
    };
    const failure = await failureOf(send(`http://127.0.0.1:${port}/`, { dial, onConnect: () => socket?.destroy() }));
    expect(failure).toMatchObject({ kind: 'connect', sent: false });
    expect(received()).toBe('');
  });

  it('ends a running exchange and its socket on close(), and sends nothing afterwards', async () => {
    let closed: Promise<unknown> = Promise.reject(new Error('no connection'));
    closed.catch(() => {});
    const transport = testTransport();
    const port = await startTcp((socket) => {
      closed = once(socket, 'close');
      socket.once('data', () => void transport.close());
    });
    const url = `http://127.0.0.1:${port}/`;
    expect(await failureOf(transport.send(post(url), sendOptions))).toMatchObject({ kind: 'aborted', sent: true });
    await closed;
    expect(await failureOf(transport.send(post(url), sendOptions))).toMatchObject({ kind: 'aborted', sent: false });
  });

  it('ends an idle connection on close()', async () => {
    let closed: Promise<unknown> | undefined;
    const port = await startTcp((socket) => {
      closed = once(socket, 'close');
      socket.once('data', () => socket.write(ok));
    });
    const transport = testTransport();
    await transport.send(post(`http://127.0.0.1:${port}/`), sendOptions);
    await transport.close();
    await expect(closed).resolves.toEqual([false]);
  });
});
