import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finalAnswerFilter } from '../../../src/http/answer.ts';
import type { ExchangeProgress } from '../../../src/http/failure.ts';
import { failureOf, post, send, sendOptions, testTransport } from '../../support/http-send.ts';
import { startScripted, startTcp } from '../../support/loopback-servers.ts';

const progress: ExchangeProgress = {
  target: 'a.test:443',
  proxy: undefined,
  phase: 'waiting for the answer',
  sent: true,
  status: undefined,
};
const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}';

/** The output of the filter for `text`, which is cut into pieces at `cuts`. */
function filtered(text: string, cuts: readonly number[]): string {
  const filter = finalAnswerFilter(progress);
  const bytes = Buffer.from(text, 'latin1');
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  const pieces = [0, ...places].map((start, index) => bytes.subarray(start, places[index] ?? bytes.length));
  return Buffer.concat(pieces.flatMap((piece) => filter(piece) ?? [])).toString('latin1');
}

const interim = fc
  .tuple(
    fc.integer({ min: 100, max: 199 }),
    fc.constantFrom('', ' Continue', ' Early Hints'),
    fc.array(fc.constantFrom('Link: <a>', 'X: 200'), { maxLength: 2 }),
  )
  .filter(([status]) => status !== 101)
  .map(([status, reason, headers]) => `HTTP/1.1 ${[`${status}${reason}`, ...headers].join('\r\n')}\r\n\r\n`);
const final = fc
  .tuple(fc.integer({ min: 200, max: 999 }), fc.string({ maxLength: 40 }))
  .map(([status, body]) => `HTTP/1.1 ${status} x\r\nA: b\r\n\r\n${Buffer.from(body).toString('latin1')}HTTP/1.1 100 Continue\r\n\r\n`);

describe('finalAnswerFilter', () => {
  it('removes only the interim answers before the final one, wherever the bytes are cut', () => {
    fc.assert(
      fc.property(fc.array(interim, { maxLength: 4 }), final, fc.array(fc.nat(400), { maxLength: 12 }), (interims, answer, cuts) => {
        expect(filtered(`${interims.join('')}${answer}`, cuts)).toBe(answer);
      }),
    );
  });

  it.each(['SSH-2.0-OpenSSH\r\n', 'HTTP/1.1 1000 x\r\n\r\n', 'HTTP/1.1 abc\r\n\r\n', 'HTTPS/1.1 100 x\r\n\r\n', '<html>…</html> and more'])(
    'passes text that is not HTTP: %j',
    (text) => {
      expect(filtered(text, [3, 9])).toBe(Buffer.from(text, 'latin1').toString('latin1'));
    },
  );

  it.each(['000', '001', '042', '099'])('refuses the status %s', (status) => {
    expect(() => filtered(`HTTP/1.1 ${status} x\r\n\r\n`, [])).toThrow(expect.objectContaining({ kind: 'protocol', sent: true }));
  });

  it.each(['', 'Upgrade: x\r\nConnection: upgrade\r\n'])('refuses a change of protocol with the headers %j', (headers) => {
    expect(() => filtered(`HTTP/1.1 101 x\r\n${headers}\r\n`, [])).toThrow(/HTTP 101/);
  });

  it('refuses interim answers that are too long', () => {
    const filter = finalAnswerFilter(progress);
    expect(() => {
      for (let piece = 0; piece < 70; piece += 1) filter(Buffer.from(`HTTP/1.1 102 x\r\nA: ${'a'.repeat(1000)}\r\n\r\n`));
    }).toThrow(expect.objectContaining({ kind: 'too-large', sent: true }));
    const endless = finalAnswerFilter(progress);
    endless(Buffer.from('HTTP/1.1 102 x\r\nA: '));
    expect(() => endless(Buffer.alloc(70_000, 97))).toThrow(expect.objectContaining({ kind: 'too-large' }));
  });

  it('passes a large answer that comes in one piece with an interim answer', () => {
    const answer = `${ok}${'x'.repeat(200_000)}`;
    expect(filtered(`HTTP/1.1 100 Continue\r\n\r\n${answer}`, [])).toBe(answer);
  });
});

describe('an interim answer', () => {
  it.each(['100 Continue', '102 Processing', '103 Early Hints', '199 Whatever'])(
    'is skipped although it was not requested: %s',
    async (status) => {
      const { port } = await startScripted(`HTTP/1.1 ${status}\r\n\r\nHTTP/1.1 ${status}\r\nLink: <a>\r\n\r\n${ok}`);
      const transport = testTransport();
      expect((await transport.send(post(`http://127.0.0.1:${port}/`), sendOptions)).body.toString()).toBe('{}');
    },
  );

  it('is skipped at every call on one connection', async () => {
    const port = await startTcp((socket) => socket.on('data', () => socket.write(`HTTP/1.1 100 Continue\r\n\r\n${ok}`)));
    const transport = testTransport();
    for (let call = 0; call < 3; call += 1) {
      expect((await transport.send(post(`http://127.0.0.1:${port}/`), sendOptions)).status).toBe(200);
    }
  });

  it('is reported as a reset if no final answer follows', async () => {
    const { port } = await startScripted('HTTP/1.1 100 Continue\r\n\r\n', (socket) => socket.end());
    expect(await failureOf(send(`http://127.0.0.1:${port}/`))).toMatchObject({ kind: 'reset', sent: true, status: undefined });
  });
});

describe('a status that a final answer cannot have', () => {
  it.each(['000 x', '001 x', '099 x', '101 Switching Protocols'])('is reported as a protocol error: %s', async (status) => {
    const { port } = await startScripted(`HTTP/1.1 ${status}\r\nContent-Length: 2\r\n\r\n{}`);
    const failure = await failureOf(send(`http://127.0.0.1:${port}/`));
    expect(failure).toMatchObject({ kind: 'protocol', sent: true });
    expect(failure.message).toContain(`127.0.0.1:${port}`);
  });
});
