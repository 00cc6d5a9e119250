import { once } from 'node:events';
import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { dialWithLookup, failureOf, send } from '../support/http-send.ts';
import { startTcp } from '../support/loopback-servers.ts';

describe('time-outs', () => {
  it('ends an exchange that gets no answer, and its socket', async () => {
    let closed: Promise<unknown> | undefined;
    const port = await startTcp((socket) => {
      closed = once(socket.resume(), 'close');
    });
    const failure = await failureOf(send(`http://127.0.0.1:${port}/?Signature=s3cret`, {}, { timeoutMs: 50 }));
    expect(failure).toMatchObject({ kind: 'timeout', sent: true });
    expect(failure.message).toBe(`waiting for the answer timed out for 127.0.0.1:${port} after 0.05 s (--timeout)`);
    await closed;
  });

  it('ends an answer that never ends', async () => {
    const port = await startTcp((socket) => socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{')));
    const failure = await failureOf(send(`http://127.0.0.1:${port}/`, {}, { timeoutMs: 50 }));
    expect(failure).toMatchObject({ kind: 'timeout', sent: true });
    expect(failure.message).toContain('reading the answer');
  });

  it.each([
    ['name look-up', dialWithLookup(() => {})],
    ['connecting', () => new Socket()],
  ] as const)('ends the %s, with nothing sent', async (phase, dial) => {
    const url = phase === 'connecting' ? 'https://192.0.2.1/' : 'https://idv.test/';
    const failure = await failureOf(send(url, { dial }, { connectTimeoutMs: 20 }));
    expect(failure).toMatchObject({ kind: 'timeout', sent: false });
    expect(failure.message).toBe(`${phase} timed out for ${new URL(url).host}:443 after 0.02 s (--connect-timeout)`);
  });

  it('ends the TLS handshake, with nothing sent', async () => {
    const port = await startTcp((socket) => void socket.resume());
    const failure = await failureOf(send(`https://127.0.0.1:${port}/`, {}, { connectTimeoutMs: 50 }));
    expect(failure).toMatchObject({ kind: 'timeout', sent: false });
    expect(failure.message).toContain('TLS handshake timed out');
  });

  it('counts connecting into the whole time', async () => {
    const failure = await failureOf(send('https://192.0.2.1/', { dial: () => new Socket() }, { timeoutMs: 20 }));
    expect(failure).toMatchObject({ kind: 'timeout', sent: false });
    expect(failure.message).toContain('(--timeout)');
  });
});

describe('abort', () => {
  it('sends nothing if it came first', async () => {
    const signal = AbortSignal.abort();
    const dial = (): never => {
      throw new Error('dialled');
    };
    expect(await failureOf(send('https://idv.test/', { dial }, { signal }))).toMatchObject({ kind: 'aborted', sent: false });
  });

  it('ends connecting, with nothing sent', async () => {
    const controller = new AbortController();
    const socket = new Socket();
    const dial = (): Socket => {
      setImmediate(() => controller.abort());
      return socket;
    };
    const failure = await failureOf(send('https://192.0.2.1/', { dial }, { signal: controller.signal }));
    expect(failure).toMatchObject({ kind: 'aborted', sent: false });
    expect(socket.destroyed).toBe(true);
  });

  it('sends nothing if it came once the connection stood', async () => {
    const controller = new AbortController();
    let receivedBytes = 0;
    const port = await startTcp((socket) => {
      socket.on('data', (chunk) => {
        receivedBytes += chunk.length;
      });
    });
    const onConnect = (): void => controller.abort();
    const failure = await failureOf(send(`http://127.0.0.1:${port}/`, { onConnect }, { signal: controller.signal }));
    expect(failure).toMatchObject({ kind: 'aborted', sent: false });
    expect(receivedBytes).toBe(0);
  });

  it('ends waiting, and says that the request had left', async () => {
    const controller = new AbortController();
    const port = await startTcp((socket) => socket.once('data', () => controller.abort()));
    const failure = await failureOf(send(`http://127.0.0.1:${port}/`, {}, { signal: controller.signal }));
    expect(failure).toMatchObject({ kind: 'aborted', sent: true });
    expect(failure.message).toContain('waiting for the answer was stopped');
  });
});
