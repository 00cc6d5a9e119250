import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Transport, TransportError } from '../../src/core/http.ts';
import { sandboxCredentials } from '../../src/core/sandbox-credentials.ts';
import { createTransport } from '../../src/http/transport.ts';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/server.ts';
import { tencent } from '../../src/vendors/tencent/vendor.ts';
import { goodValues, nowMs, nowS, shapeOf } from '../support/sandbox-requests.ts';

/** How idv's own transport reports a connection that the sandbox breaks. The exit codes in the list of outcomes follow from it. */

let sandbox: RunningSandbox;
let transport: Transport;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, rateLimit: false, nowMs: () => nowMs, uuid: () => 'request' });
  transport = createTransport({ env: {}, nodeVersion: process.versions.node });
});
afterAll(async () => {
  await transport.close();
  await sandbox.close();
});

async function callUnder(outcome: string): Promise<unknown> {
  await fetch(`${sandbox.url}/_sandbox/outcomes`, { method: 'POST', body: JSON.stringify({ outcome, times: 1 }) });
  const values = goodValues();
  const { request } = tencent.sign(
    {
      product: 'faceid',
      actionName: 'CompareFaceLiveness',
      action: undefined,
      required: [],
      version: '2018-03-01',
      region: 'ap-singapore',
      endpoint: new URL(sandbox.url),
      shape: shapeOf(),
      answerFormat: 'json',
      values,
      payload: tencent.buildPayload({ product: 'faceid', actionName: 'CompareFaceLiveness', values }, shapeOf()),
    },
    sandboxCredentials,
    { timestamp: nowS, nonce: '1' },
  );
  const options = { timeoutMs: 60_000, connectTimeoutMs: 60_000, maxResponseBytes: 2 ** 20 };
  return transport.send(request, options).then(
    (response) => response.status,
    (error: unknown) => error,
  );
}

it.each([
  ['fault:reset', 'reset'],
  ['fault:reset-amid', 'reset'],
  ['fault:huge', 'too-large'],
])('%s is reported as %s, after the request was sent', async (outcome, kind) => {
  const error = await callUnder(outcome);
  expect(error).toBeInstanceOf(TransportError);
  expect(error).toMatchObject({ kind, sent: true });
});

it('the next call passes', async () => expect(await callUnder('Success')).toBe(200));
