import { describe, expect, it } from 'vitest';
import type { HttpResponse } from '../../src/core/http.ts';
import { main } from '../../src/main.ts';
import { memoryRuntime, ownKeys } from '../support/memory-runtime.ts';
import { jsonAnswer, scriptedTransport } from '../support/scripted-transport.ts';

const compare = ['compare', '--image', 'fixtures/portrait.jpg', '--video', 'fixtures/selfie-3s.mp4'];

async function run(answers: readonly HttpResponse[], ...flags: string[]) {
  const transport = scriptedTransport(answers);
  const runtime = memoryRuntime({ env: ownKeys, openTransport: async () => transport });
  const exitCode = await main([...compare, ...flags], runtime, '0.0.0');
  transport.finish();
  return { exitCode, err: runtime.err() };
}

const gateway = (status: number, after: string): HttpResponse => ({
  status,
  headers: { 'retry-after': after },
  body: Buffer.from('later'),
});

const refusal = (after: string): HttpResponse =>
  jsonAnswer(
    { Response: { Error: { Code: 'RequestLimitExceeded', Message: 'too many' }, RequestId: '11111111-2222-3333-4444-555555555555' } },
    { 'retry-after': after },
  );

describe('a service that asks for a longer wait than idv accepts', () => {
  it.each([
    ['a gateway', gateway(429, '3600'), 21, '1 h 0 min'],
    ['a gateway that is down', gateway(503, '90'), 22, '1 min 30 s'],
    ['a code of the vendor', refusal('3600'), 21, '1 h 0 min'],
    ['a very large number', gateway(429, '999999999999'), 21, 'more than 99 days'],
    ['a date', gateway(429, 'Fri, 02 Jan 2026 04:04:05 GMT'), 21, '1 h 0 min'],
  ])('is reported with the wait in the hint, in text and in JSON: %s', async (_what, answer, exitCode, words) => {
    const hint = `the service asks to wait ${words} before the next call`;
    expect(await run([answer])).toMatchObject({ exitCode, err: expect.stringContaining(hint) });
    const { err } = await run([answer], '--json');
    expect(JSON.parse(err.trim().split('\n').at(-1) ?? '').error.hint).toContain(hint);
  });

  it('is not mentioned when the service asks for no wait', async () => {
    const { err } = await run([gateway(503, '0')], '--retries', '0');
    expect(err).not.toContain('asks to wait');
  });
});
