import { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TransportError } from '../../src/core/http.ts';
import { dialWithLookup, failureOf, send } from '../support/http-send.ts';
import { rounds, startSilent, startTcp } from '../support/loopback-servers.ts';

describe('a time-out', () => {
  // Only the test moves the clock, so a loaded machine may connect as late as it likes.
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  /** The failure of the exchange after this much time. Everything that needs no time happens before. */
  async function failureAfter(ms: number, sending: Promise<unknown>, first: Promise<unknown> = Promise.resolve()): Promise<TransportError> {
    const failed = failureOf(sending);
    await first;
    await rounds();
    vi.advanceTimersByTime(ms);
    return failed;
  }

  it('ends an exchange that gets no answer, and closes its socket', async () => {
    const { port, came, closed } = await startSilent();
    const failure = await failureAfter(50, send(`http://127.0.0.1:${port}/?Signature=s3cret`, {}, { timeoutMs: 50 }), came);
    expect(failure).toMatchObject({ kind: 'timeout', sent: true });
    expect(failure.message).toBe(`waiting for the answer timed out for 127.0.0.1:${port} after 0.05 s (--timeout)`);
    await closed;
  });

  it('ends the reading of an answer that is never complete', async () => {
    const { port, came } = await startSilent((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{'));
    const failure = await failureAfter(50, send(`http://127.0.0.1:${port}/`, {}, { timeoutMs: 50 }), came);
    expect(failure).toMatchObject({ kind: 'timeout', sent: true });
    expect(failure.message).toContain('reading the answer');
  });

  it.each([
    ['name look-up', dialWithLookup(() => {})],
    ['connecting', () => new Socket()],
  ] as const)('ends the step %s before anything is sent', async (phase, dial) => {
    const url = phase === 'connecting' ? 'https://192.0.2.1/' : 'https://idv.test/';
    const failure = await failureAfter(20, send(url, { dial }, { connectTimeoutMs: 20 }));
    expect(failure).toMatchObject({ kind: 'timeout', sent: false });
    expect(failure.message).toBe(`${phase} timed out for ${new URL(url).host}:443 after 0.02 s (--connect-timeout)`);
  });

  it('ends the TLS handshake before anything is sent', async () => {
    const { port, came } = await startSilent();
    const failure = await failureAfter(50, send(`https://127.0.0.1:${port}/`, {}, { connectTimeoutMs: 50 }), came);
    expect(failure).toMatchObject({ kind: 'timeout', sent: false });
    expect(failure.message).toContain('TLS handshake timed out');
  });

  it('ends the wait for a proxy tunnel before anything is sent', async () => {
    const { port, came } = await startSilent();
    const env = { HTTPS_PROXY: `http://127.0.0.1:${port}` };
    const failure = await failureAfter(50, send('https://idv.test/', { env }, { connectTimeoutMs: 50 }), came);
    expect(failure).toMatchObject({ kind: 'timeout', sent: false });
    expect(failure.message).toContain('proxy tunnel timed out');
  });

  it('includes the time for connecting if it is for the complete call (--timeout)', async () => {
    const failure = await failureAfter(20, send('https://192.0.2.1/', { dial: () => new Socket() }, { timeoutMs: 20 }));
    expect(failure).toMatchObject({ kind: 'timeout', sent: false });
    expect(failure.message).toContain('(--timeout)');
  });
});

describe('a call that is aborted', () => {
  it('opens no connection if the abort comes first', async () => {
    const signal = AbortSignal.abort();
    const dial = (): never => {
      throw new Error('dialled');
    };
    expect(await failureOf(send('https://idv.test/', { dial }, { signal }))).toMatchObject({ kind: 'aborted', sent: false });
  });

  it('stops connecting, and sends nothing', async () => {
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

  it('sends nothing if the abort comes right after connecting', async () => {
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

  it('stops waiting for the answer, and reports that the request was sent', async () => {
    const controller = new AbortController();
    const port = await startTcp((socket) => socket.once('data', () => controller.abort()));
    const failure = await failureOf(send(`http://127.0.0.1:${port}/`, {}, { signal: controller.signal }));
    expect(failure).toMatchObject({ kind: 'aborted', sent: true });
    expect(failure.message).toContain('waiting for the answer was stopped');
  });
});
