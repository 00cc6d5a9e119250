import { describe, expect, it } from 'vitest';
import type { HttpResponse } from '../../src/core/http.ts';
import { main } from '../../src/main.ts';
import { memoryRuntime, ownKeys } from '../support/memory-runtime.ts';
import { scriptedTransport } from '../support/scripted-transport.ts';

/** A megabyte from the service may cost a command seconds at most, wherever it is in the answer and in every output format. */

const megabyte = 2 ** 20;
const filled = (pump: string): string => pump.repeat(Math.ceil(megabyte / pump.length));
const RequestId = '0CE4BBEF-F149-490C-97CE-CBBD66E25D6C';
const url = 'http://bucket.oss-cn-shanghai.aliyuncs.com/a.jpg';
const compare = ['liveness', 'result', 'token-of-the-test'];
const detect = ['vision', 'detect', '--image-url', url];

/** Texts that the code for tables or terminals may process repeatedly. */
const shownPumps = [' ', '\n', 'a', '\u001b[31m', 'e\u0301', '漢', '"'];

/** Texts that the search for an echo of the request may process repeatedly. */
const saidPumps = [' ', '\t ', 'server string to sign is:', 'string to sign ', 'string ', 'canonical_', 'https://a/?', '\\"', 'a'];

/** Texts that the XML parser may process repeatedly. */
const xmlPumps = [' ', '&amp;', '&lt', '<a>', '<a b="', '<!--', '<![CDATA[', '&#x41;', '<a/>', '</'];

async function run(
  argv: readonly string[],
  body: string,
  type = 'application/json',
): Promise<{ exitCode: number; ms: number; all: string }> {
  const answer: HttpResponse = { status: 200, headers: { 'content-type': type }, body: Buffer.from(body) };
  const runtime = memoryRuntime({ env: ownKeys, openTransport: async () => scriptedTransport([answer]) });
  const startedMs = performance.now();
  const exitCode = await main(argv, runtime, '0.0.0');
  return { exitCode, ms: performance.now() - startedMs, all: `${runtime.out()}${runtime.err()}` };
}

const limitMs = 15_000;
const timeout = 600_000;

describe('a megabyte of', () => {
  it.each(saidPumps)('%j as a message takes at most seconds', { timeout }, async (pump) => {
    const Message = filled(pump);
    for (const [argv, body] of [
      [detect, JSON.stringify({ Code: 'Invalid.Thing', Message, RequestId })],
      [compare, JSON.stringify({ Response: { Error: { Code: 'FailedOperation.Thing', Message }, RequestId } })],
    ] as const) {
      const { exitCode, ms, all } = await run(argv, body);
      expect([20, 22]).toContain(exitCode);
      expect(all.length).toBeLessThan(10_000);
      expect(ms).toBeLessThan(limitMs);
    }
  });

  it.each(shownPumps)('%j as a member takes at most seconds in every format', { timeout }, async (pump) => {
    const body = JSON.stringify({ RequestId, Data: { FaceCount: 1, Note: filled(pump), [filled(pump)]: 1 } });
    for (const flags of [[], ['--json'], ['-o', 'yaml'], ['-o', 'table'], ['--query', 'response.Data'], ['--debug']]) {
      const { exitCode, ms } = await run([...detect, ...flags], body);
      expect([flags, exitCode]).toEqual([flags, 0]);
      expect([flags, Math.max(ms, limitMs)]).toEqual([flags, limitMs]);
    }
  });

  it.each(xmlPumps)('%j as XML takes at most seconds', { timeout }, async (pump) => {
    const inside = `<DetectFaceResponse><RequestId>${RequestId}</RequestId><Data><Note>${filled(pump)}</Note></Data></DetectFaceResponse>`;
    for (const body of [
      inside,
      `<?xml version="1.0"?>${filled(pump)}`,
      `<Error><Code>X</Code><Message>${filled(pump)}</Message></Error>`,
    ]) {
      const { exitCode, ms } = await run(detect, body, 'text/xml');
      expect([0, 20, 23]).toContain(exitCode);
      expect(ms).toBeLessThan(limitMs);
    }
  });
});
