import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TransportError } from '../../src/core/http.ts';
import { post, sendOptions, testTransport } from '../support/http-send.ts';
import { startTcp } from '../support/loopback-servers.ts';

/** Parts of answers, valid and invalid. */
const piece = fc.constantFrom(
  'HTTP/1.1 200 OK\r\n',
  'HTTP/1.1 204 No Content\r\n',
  'HTTP/1.1 304 Not Modified\r\n',
  'HTTP/1.0 200 OK\r\n',
  'HTTP/1.1 100 Continue\r\n',
  'HTTP/1.1 101 Switching\r\n',
  'HTTP/1.1 000 x\r\n',
  'HTTP/1.1 999 x\r\n',
  'HTTP/2.0 200 OK\r\n',
  'Content-Length: 2\r\n',
  'Content-Length: 0\r\n',
  'Content-Length: -1\r\n',
  'Content-Length: 99999999999999999999\r\n',
  'Transfer-Encoding: chunked\r\n',
  'Connection: close\r\n',
  'Connection: upgrade\r\nUpgrade: x\r\n',
  'Content-Encoding: gzip\r\n',
  'Keep-Alive: timeout=0\r\n',
  'Set-Cookie: a\r\n',
  '__proto__: x\r\n',
  'X: \u0000\r\n',
  ': x\r\n',
  '\r\n',
  '\n',
  '{}',
  '2\r\n{}\r\n0\r\n\r\n',
  'ffffffffffffffff\r\n',
  'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}',
);
const ending = fc.constantFrom('end', 'reset', 'stay' as const);

/** Each answer is sent twice over one transport: bytes left of the first answer must not be read as the second. */
it('a request ends with an answer or a TransportError for any bytes that come back, and no other error appears', async () => {
  const stray: unknown[] = [];
  const onStray = (error: unknown): void => void stray.push(error);
  process.on('uncaughtException', onStray);
  process.on('unhandledRejection', onStray);
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 7 }), ending, fc.boolean(), async (pieces, end, isCut) => {
        const bytes = Buffer.from(pieces.join(''), 'latin1');
        const port = await startTcp((socket) => {
          socket.on('data', () => {
            const half = isCut ? Math.ceil(bytes.length / 2) : bytes.length;
            socket.write(bytes.subarray(0, half));
            setImmediate(() => {
              if (half < bytes.length) socket.write(bytes.subarray(half));
              if (end === 'end') socket.end();
              if (end === 'reset') socket.resetAndDestroy();
            });
          });
        });
        const transport = testTransport();
        for (let call = 0; call < 2; call += 1) {
          const sending = transport.send(post(`http://127.0.0.1:${port}/`), { ...sendOptions, timeoutMs: 100 });
          const outcome = await sending.catch((error: unknown) => error);
          if (outcome instanceof Error) {
            expect(outcome).toBeInstanceOf(TransportError);
            expect((outcome as TransportError).kind).not.toBe('internal');
          } else expect(outcome).toMatchObject({ status: expect.any(Number) });
        }
        await transport.close();
      }),
      { numRuns: 60 },
    );
    await new Promise((resolve) => setImmediate(resolve));
    expect(stray).toEqual([]);
  } finally {
    process.off('uncaughtException', onStray);
    process.off('unhandledRejection', onStray);
  }
}, 120_000);
