import { once } from 'node:events';
import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { call } from '../../../src/app/call/call.ts';
import { callOf } from '../../../src/app/call/plan.ts';
import type { World } from '../../../src/app/call/world.ts';
import { type BufferPool, createBufferPool } from '../../../src/core/buffer-pool.ts';
import { TransportError } from '../../../src/core/http.ts';
import { startSandbox } from '../../../src/sandbox/server.ts';
import { compareFaceLiveness } from '../../../src/vendors/tencent/actions/compare-face-liveness.ts';
import { tencent } from '../../../src/vendors/tencent/vendor.ts';
import { testTransport } from '../../support/http-send.ts';
import { startHttp, startTcp } from '../../support/loopback-servers.ts';
import { fixedNowMs } from '../../support/memory-runtime.ts';
import { goodValues, shapeOf } from '../../support/sandbox-requests.ts';
import { success } from '../../support/scripted-transport.ts';
import { sendWorld } from '../../support/send-world.ts';

const answer = JSON.stringify({ Response: { Result: 'Success', Description: '', Sim: 96.3, BestFrameBase64: null, RequestId: 'r' } });

/** A pool that overwrites returned memory, and records what it lent and what was returned. */
function spoilingPool() {
  const pool = createBufferPool(64 * 2 ** 20);
  const lent: ArrayBufferLike[] = [];
  const returned: ArrayBufferLike[] = [];
  const bodies: BufferPool = {
    lend(byteLength) {
      const buffer = pool.lend(byteLength);
      lent.push(buffer.buffer);
      return buffer;
    },
    takeBack(buffer) {
      returned.push(buffer.buffer);
      buffer.fill('Z');
      pool.takeBack(buffer);
    },
  };
  return { bodies, lent, returned };
}

const worldFor = (port: number, bodies: BufferPool, overrides: Partial<World> = {}): World => {
  const { world } = sendWorld(tencent, shapeOf(), [], {
    transport: testTransport(),
    sendOptions: { timeoutMs: 20_000, connectTimeoutMs: 20_000, maxResponseBytes: 100_000 },
    bodies,
    ...overrides,
  });
  return { ...world, route: { ...world.route, region: 'ap-singapore', endpoint: `http://127.0.0.1:${port}` } };
};

const picture = (letter: string, byteLength: number) => ({ bytes: Buffer.alloc(byteLength, letter), mediaType: 'image/jpeg' });
const calling = (letter: string, world: World, byteLength = 200_000) =>
  call(callOf(compareFaceLiveness, { ...goodValues(), ImageBase64: picture(letter, byteLength) }), world);

/** The letters in the picture of a body, as far as the body was received. */
function lettersOf(body: string): string {
  const [, text = ''] = /"ImageBase64":"([^"]*)/.exec(body) ?? [];
  const bytes = Buffer.from(text.slice(0, text.length - (text.length % 4)), 'base64');
  return String.fromCharCode(...new Set(bytes));
}

/** The bytes received until the client closes the connection. It does so some time after an answer, even if the body has not left. */
async function readToTheEnd(socket: Socket): Promise<string> {
  const received: Buffer[] = [];
  socket.on('data', (data: Buffer) => {
    received.push(data);
    if (data.at(-1) === '}'.charCodeAt(0)) socket.end();
  });
  socket.resume();
  await once(socket, 'close');
  return Buffer.concat(received).toString('latin1');
}

describe('the memory of a request body', () => {
  it('is used for the next call when the answer is complete and the body has left', async () => {
    const port = await startHttp((request, response) => request.resume().on('end', () => response.end(answer)));
    const { bodies, lent } = spoilingPool();
    const world = worldFor(port, bodies);
    for (const letter of 'abcdef') await calling(letter, world);
    expect([lent.length, new Set(lent).size]).toEqual([6, 1]);
  });

  it('is not reused while a slow service still reads the body of a call that it has already answered', async () => {
    const sockets: Socket[] = [];
    const port = await startTcp((socket) => {
      sockets.push(socket);
      // Reads only the head of the request, and answers.
      socket.once('data', (head: Buffer) => {
        socket.pause().unshift(head);
        socket.write(`HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${answer.length}\r\n\r\n${answer}`);
      });
    });
    const { bodies: pool, lent, returned } = spoilingPool();
    const world = worldFor(port, pool);
    const mostBytes = 7_000_000;
    for (const letter of 'abc') await calling(letter, world, mostBytes);
    const bodies = await Promise.all(sockets.map(readToTheEnd));
    expect(bodies.map(lettersOf)).toEqual(['a', 'b', 'c']);
    expect([returned.length, new Set(lent).size]).toEqual([0, 3]);
  });

  it('is never reused after a time-out', async () => {
    const port = await startTcp(() => undefined);
    const { bodies, lent, returned } = spoilingPool();
    const sendOptions = { timeoutMs: 100, connectTimeoutMs: 100, maxResponseBytes: 1000 };
    const world = worldFor(port, bodies, { retries: 0, sendOptions });
    await expect(calling('a', world)).rejects.toMatchObject({ category: 'unknown' });
    expect([lent.length, returned.length]).toEqual([1, 0]);
  });

  it('is not reused if one of several attempts may still read it', async () => {
    const { bodies, returned } = spoilingPool();
    const steps = [new TransportError('connect', 'no connection', { sent: false }), success({ Result: 'Success', Sim: 96.3 })];
    const { world, transport } = sendWorld(tencent, shapeOf(), steps, { bodies, sendOptions: worldFor(1, bodies).sendOptions });
    const telling: World = {
      ...world,
      transport: {
        ...transport,
        async send(request, options) {
          const response = await transport.send(request, options);
          options.bodyRead?.();
          return response;
        },
      },
    };
    await calling('a', telling);
    expect([transport.requests.length, returned.length]).toEqual([2, 0]);
  });

  it('is not taken from the pool when an observer gets each request, because the observer may read it later', async () => {
    const port = await startHttp((request, response) => request.resume().on('end', () => response.end(answer)));
    const { bodies, lent } = spoilingPool();
    const seen: Buffer[] = [];
    const attempted: World['attempted'] = ({ signed }) => void seen.push(signed.request.body);
    for (const letter of 'ab') await calling(letter, worldFor(port, bodies, { attempted }));
    expect(lent).toEqual([]);
    expect(seen.map((body) => lettersOf(body.toString()))).toEqual(['a', 'b']);
  });

  it('is not part of the outcome, which exists longer', async () => {
    const port = await startHttp((request, response) => request.resume().on('end', () => response.end(answer)));
    const { plan } = await calling('a', worldFor(port, spoilingPool().bodies));
    expect([plan.payload, plan.borrowed, plan.actionName]).toEqual([undefined, undefined, 'CompareFaceLiveness']);
  });
});

it('each of many simultaneous calls has the signature of its own body', async () => {
  const sandbox = await startSandbox({ port: 0, rateLimit: false, nowMs: () => fixedNowMs, uuid: () => 'r' });
  const { bodies, lent } = spoilingPool();
  const world = worldFor(sandbox.port, bodies, { paidIdleMs: Number.POSITIVE_INFINITY });
  const image = goodValues().ImageBase64 as ReturnType<typeof picture>;
  let left = 60;
  const work = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const bytes = Buffer.concat([image.bytes, Buffer.alloc(60_000 + left * 2000, left)]);
      const { judged } = await call(callOf(compareFaceLiveness, { ...goodValues(), ImageBase64: { ...image, bytes } }), world);
      expect(judged.verdict).toBe('pass');
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  expect([lent.length, new Set(lent).size < 30]).toEqual([60, true]);
  await sandbox.close();
});
