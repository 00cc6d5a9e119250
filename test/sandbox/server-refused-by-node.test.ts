import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/server.ts';
import { nowMs, received } from '../support/sandbox-requests.ts';

const options = { port: 0, rateLimit: false, nowMs: () => nowMs, uuid: () => 'request' };

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox(options);
});
afterAll(() => sandbox.close());

const opened = (port: number, sent: string | Buffer): Socket => {
  const socket = connect(port, '127.0.0.1');
  socket.write(sent);
  return socket;
};

/** Everything that arrives until the sandbox ends the connection. */
const exchanged = (sent: string | Buffer): Promise<string> => text(opened(sandbox.port, sent));

const heads = (answers: string): string[] => answers.match(/HTTP\/1\.1 \d{3}/g) ?? [];

describe('bytes that never reach the handler are answered with the header of the sandbox', () => {
  it.each([
    ['text that is not HTTP', 'hello\r\n\r\n', 400],
    ['a control character in the name of a header', 'GET / HTTP/1.1\r\nHost: a\r\nA\u0001b: c\r\n\r\n', 400],
    ['two headers with a length', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n', 400],
    ['a chunk without a length', 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n', 400],
    ['an unknown expectation', 'POST / HTTP/1.1\r\nHost: a\r\nExpect: a-miracle\r\nContent-Length: 0\r\n\r\n', 417],
  ])('if they are %s', async (_name, sent, status) => {
    const answer = await exchanged(sent);
    expect(heads(answer)).toEqual([`HTTP/1.1 ${status}`]);
    expect(answer).toContain('\r\nX-IDV-Sandbox: 1\r\n');
    expect(answer).toContain('\r\nConnection: close\r\n');
  });

  it('if they are a query that is too long to read', async () => {
    const answer = await exchanged(Buffer.concat([Buffer.from('GET /?Image='), Buffer.alloc(16 * 2 ** 20 + 1, 'A')]));
    expect(heads(answer)).toEqual(['HTTP/1.1 431']);
    expect(answer).toContain('\r\nX-IDV-Sandbox: 1\r\n');
  });

  it('if they are a second request that is not HTTP, after the answer to the first', async () => {
    const socket = opened(sandbox.port, 'GET /_sandbox/clock HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
    const [first] = await once(socket, 'data');
    socket.write('nonsense\r\n\r\n');
    expect(heads(String(first))).toEqual(['HTTP/1.1 200']);
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 Bad Request\r\nX-IDV-Sandbox: 1\r\n/);
  });

  it('but not while another answer is sent, which then ends', async () => {
    await fetch(`${sandbox.url}/_sandbox/outcomes`, { method: 'POST', body: JSON.stringify({ outcome: 'fault:huge', times: 1 }) });
    const { method, target, headers, body } = received({ host: `127.0.0.1:${sandbox.port}` });
    const lines = [...headers, ['Content-Length', body.length]].map(([name, value]) => `${name}: ${value}`);
    const socket = opened(
      sandbox.port,
      Buffer.concat([Buffer.from([`${method} ${target} HTTP/1.1`, ...lines, '', ''].join('\r\n')), body]),
    );
    const [first] = await once(socket, 'data');
    socket.write('nonsense\r\n\r\n');
    const rest = await text(socket).catch(() => '');
    expect(heads(`${first}${rest}`)).toEqual(['HTTP/1.1 200']);
  });
});

it('a request without a Host is refused by the gateway', async () => {
  const answer = await exchanged('GET / HTTP/1.1\r\nConnection: close\r\n\r\n');
  expect(heads(answer)).toEqual(['HTTP/1.1 200']);
  expect(answer).toContain('"Error"');
});

it('the sandbox closes although a refused client keeps its connection', async () => {
  const other = await startSandbox(options);
  const socket = opened(other.port, 'nonsense\r\n\r\n');
  const closed = new Promise<void>((resolve) => socket.on('error', () => undefined).once('close', () => resolve()));
  const [first] = await once(socket, 'data');
  expect(String(first)).toMatch(/^HTTP\/1\.1 400 /);
  await other.close();
  await closed;
});
