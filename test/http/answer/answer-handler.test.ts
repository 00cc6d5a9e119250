import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Dial } from '../../../src/http/connect.ts';
import { failureOf, post, send, sendOptions, testTransport } from '../../support/http-send.ts';
import { startHttp, startScripted, startTcp } from '../../support/loopback-servers.ts';

const reset = (socket: Socket): void => {
  socket.resetAndDestroy();
};
const end = (socket: Socket): void => {
  socket.end();
};

describe('an answer that breaks off', () => {
  it.each([
    ['a reset before the answer', '', reset, 'waiting for the answer'],
    ['an end before the answer', '', end, 'waiting for the answer'],
    ['a reset in the headers', 'HTTP/1.1 200 OK\r\nX-A', reset, 'waiting for the answer'],
    ['a reset in a body of known length', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{', reset, 'reading the answer'],
    ['an end in a body of known length', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{', end, 'reading the answer'],
    [
      'an end, announced by Connection: close, in a body of known length',
      'HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 9\r\n\r\n{',
      end,
      'reading the answer',
    ],
    ['an end between chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"a"', end, 'reading the answer'],
    [
      'an end, announced by Connection: close, between chunks',
      'HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n',
      end,
      'reading the answer',
    ],
  ])('is reported as a reset: %s', async (_name, answer, finish, phase) => {
    const port = await startTcp((socket) => socket.once('data', () => socket.write(answer, () => finish(socket))));
    const failure = await failureOf(send(`http://127.0.0.1:${port}/?Signature=s3cret`));
    expect(failure).toMatchObject({ kind: 'reset', sent: true });
    expect(failure.message).toContain(phase);
    expect(failure.message).toContain(`127.0.0.1:${port}`);
    expect(failure.message).not.toContain('s3cret');
  });

  it('is reported as a reset, also if the body has no length', async () => {
    const answer = 'HTTP/1.1 200 OK\r\n\r\n{"Result":';
    const ends: { server?: Socket; client?: Socket } = {};
    const port = await startTcp((socket) => {
      ends.server = socket;
      socket.once('data', () => socket.write(answer));
    });
    const dial: Dial = (options) => {
      ends.client = connect(options);
      return ends.client;
    };
    const sending = failureOf(send(`http://127.0.0.1:${port}/`, { dial }));
    // A reset that overtakes the data would look like a normal end.
    while ((ends.client?.bytesRead ?? 0) < answer.length) await setImmediate();
    ends.server?.resetAndDestroy();
    expect(await sending).toMatchObject({ kind: 'reset', sent: true });
  });

  it('is reported as a reset if the server stops reading a large request', async () => {
    const port = await startTcp((socket) => socket.once('data', () => reset(socket)));
    const request = post(`http://127.0.0.1:${port}/`, Buffer.alloc(5_000_000));
    expect(await failureOf(testTransport().send(request, sendOptions))).toMatchObject({ kind: 'reset', sent: true });
  });
});

describe('an answer that is not valid HTTP', () => {
  it.each([
    ['the greeting of another protocol', 'SSH-2.0-OpenSSH_9.6\r\n'],
    ['a header without a colon', 'HTTP/1.1 200 OK\r\nnonsense\r\n\r\n'],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}'],
    ['a chunk without a size', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'],
    ['a change of protocol', 'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n'],
    ['a body that is not the gzip it claims', 'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}'],
    ['an encoding that was not requested', 'HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\nContent-Length: 2\r\n\r\n{}'],
  ])('is reported as a protocol error: %s', async (_name, answer) => {
    const { port } = await startScripted(answer);
    expect(await failureOf(send(`http://127.0.0.1:${port}/`))).toMatchObject({ kind: 'protocol', sent: true });
  });
});

describe('an answer that is too large', () => {
  it('is refused while it arrives, long before its end', async () => {
    const wholeBytes = 200_000_000;
    let writtenBytes = 0;
    let closed: Promise<unknown> | undefined;
    const port = await startHttp((_request, response) => {
      closed = once(response, 'close');
      const piece = Buffer.alloc(100_000, 97);
      const more = (): void => {
        while (writtenBytes < wholeBytes && !response.destroyed) {
          writtenBytes += piece.length;
          if (!response.write(piece)) return void response.once('drain', more);
        }
        response.end();
      };
      more();
    });
    const failure = await failureOf(send(`http://127.0.0.1:${port}/`));
    expect(failure).toMatchObject({ kind: 'too-large', sent: true });
    expect(failure.message).toContain('1000000 bytes');
    await closed;
    expect(writtenBytes).toBeLessThan(wholeBytes / 4);
  });

  it('is refused after its headers if they announce its length', async () => {
    const { port } = await startScripted('HTTP/1.1 200 OK\r\nContent-Length: 200000000\r\n\r\n');
    expect(await failureOf(send(`http://127.0.0.1:${port}/`))).toMatchObject({ kind: 'too-large', sent: true });
  });

  it('is refused if only the decoded body is too large', async () => {
    const bomb = gzipSync(Buffer.alloc(20_000_000));
    const port = await startHttp((_request, response) => response.setHeader('Content-Encoding', 'gzip').end(bomb));
    expect(bomb.length).toBeLessThan(sendOptions.maxResponseBytes);
    expect(await failureOf(send(`http://127.0.0.1:${port}/`))).toMatchObject({ kind: 'too-large', sent: true });
  });

  it('is refused if its headers are too large', async () => {
    const { port } = await startScripted(`HTTP/1.1 200 OK\r\nX-A: ${'a'.repeat(100_000)}\r\n\r\n`);
    expect(await failureOf(send(`http://127.0.0.1:${port}/`))).toMatchObject({ kind: 'too-large', sent: true });
  });

  it('is refused one byte above the limit, and accepted at the limit', async () => {
    const port = await startHttp((_request, response) => response.end('12345'));
    expect((await send(`http://127.0.0.1:${port}/`, {}, { maxResponseBytes: 5 })).body.toString()).toBe('12345');
    expect(await failureOf(send(`http://127.0.0.1:${port}/`, {}, { maxResponseBytes: 4 }))).toMatchObject({ kind: 'too-large' });
  });
});
