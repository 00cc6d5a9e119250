import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonBody } from '../../src/core/http.ts';
import { sandboxCredentials } from '../../src/core/sandbox-credentials.ts';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/server.ts';
import { tencent } from '../../src/vendors/tencent/vendor.ts';
import { goodValues, nowMs, nowS, shapeOf } from '../support/sandbox-requests.ts';

const options = { port: 0, rateLimit: false, nowMs: () => nowMs, uuid: () => 'request' };

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox(options);
});
afterAll(() => sandbox.close());

const goodBody = (): Buffer => jsonBody(goodValues());

function call(body = goodBody(), url = sandbox.url): Promise<Response> {
  const { request } = tencent.sign(
    {
      product: 'faceid',
      actionName: 'CompareFaceLiveness',
      action: undefined,
      required: [],
      version: '2018-03-01',
      region: 'ap-singapore',
      endpoint: new URL(url),
      shape: shapeOf(),
      answerFormat: 'json',
      values: {},
      payload: { contentType: 'application/json', bytes: body },
    },
    sandboxCredentials,
    { timestamp: nowS, nonce: '1' },
  );
  const { Host: _set, ...headers } = request.headers;
  return fetch(request.url, { method: 'POST', headers, body: new Uint8Array(request.body) });
}

async function choose(outcome: string): Promise<void> {
  const reply = await fetch(`${sandbox.url}/_sandbox/outcomes`, { method: 'POST', body: JSON.stringify({ outcome, times: 1 }) });
  expect(reply.status).toBe(200);
}

interface CallAnswer {
  Response: { Result?: string; Error?: { Code: string } };
}

const answerOf = async (reply: Response): Promise<CallAnswer['Response']> => ((await reply.json()) as CallAnswer).Response;

describe('a running sandbox', () => {
  it('listens on 127.0.0.1 and answers with its own clock', async () => {
    expect(sandbox.url).toBe(`http://127.0.0.1:${sandbox.port}`);
    const reply = await call();
    expect(await answerOf(reply)).toMatchObject({ Result: 'Success' });
    expect(reply.headers.get('date')).toBe('Thu, 15 Jan 2026 12:00:00 GMT');
    expect(reply.headers.get('x-idv-sandbox')).toBe('1');
  });

  it.each([10, 12])('answers a body of one byte more than %i MB with the vendor’s error, not with a reset', async (mebibytes) => {
    const reply = await call(Buffer.alloc(mebibytes * 2 ** 20 + 1, ' '));
    expect(await answerOf(reply)).toMatchObject({ Error: { Code: 'RequestSizeLimitExceeded' } });
  });

  it('reads more than 32 MiB, which three images may have', async () => {
    const form = `AccessKeyId=sandbox-id&Action=DetectLivingFace&Format=JSON&Tasks.1.ImageData=${'A'.repeat(33 * 2 ** 20)}`;
    const reply = await fetch(sandbox.url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: form,
    });
    expect(await reply.json()).toMatchObject({ Code: 'MissingSignature' });
  });

  it('answers a long query, which Node by default refuses with HTTP 431', async () => {
    const reply = await fetch(`${sandbox.url}/?Image=${'A'.repeat(40_000)}`, { headers: { 'X-TC-Action': 'CompareFaceLiveness' } });
    expect(await answerOf(reply)).toMatchObject({ Error: { Code: 'RequestSizeLimitExceeded' } });
  });

  it('delays an answer', async () => {
    await choose('fault:delay=1');
    expect(await answerOf(await call())).toMatchObject({ Result: 'Success' });
  });

  it('resets a connection before the answer', async () => {
    await choose('fault:reset');
    await expect(call()).rejects.toThrow('fetch failed');
  });

  it('resets a connection during the answer', async () => {
    await choose('fault:reset-amid');
    await expect(call().then((reply) => reply.text())).rejects.toThrow(/terminated|fetch failed/);
  });

  it('sends an answer that does not end soon, and still works after the client hangs up', async () => {
    await choose('fault:huge');
    const reader = (await call()).body?.getReader();
    let received = 0;
    while (received < 2 ** 20) received += (await reader?.read())?.value?.length ?? Number.POSITIVE_INFINITY;
    await reader?.cancel();
    expect(received).toBeLessThan(200 * 2 ** 20);
    expect(await answerOf(await call())).toMatchObject({ Result: 'Success' });
  });

  it('still works after bytes that are not HTTP', async () => {
    const closed = new Promise<void>((resolve) => {
      const socket = connect(sandbox.port, '127.0.0.1', () => socket.write('\x16\x03\x01 hello\r\n\r\n'));
      socket.resume().once('close', () => resolve());
    });
    await closed;
    expect(await answerOf(await call())).toMatchObject({ Result: 'Success' });
  });

  it('reports that its port is taken', async () => {
    await expect(startSandbox({ ...options, port: sandbox.port })).rejects.toMatchObject({
      category: 'usage',
      message: `--port: port ${sandbox.port} is in use`,
      hint: 'leave --port out to get a free one',
    });
  });

  it('does not start with an outcome that does not exist', async () => {
    await expect(startSandbox({ ...options, outcome: 'nothing' })).rejects.toMatchObject({ category: 'usage', code: 'unknown-outcome' });
  });
});

it('the sandbox closes at once, in the middle of a delayed answer and with connections kept alive', async () => {
  const other = await startSandbox({ ...options, outcome: 'fault:delay=600000' });
  const pending = call(goodBody(), other.url).catch((error: Error) => error.message);
  const arrived = async (): Promise<boolean> => {
    const { requests } = (await (await fetch(`${other.url}/_sandbox/requests`)).json()) as { requests: unknown[] };
    return requests.length === 1;
  };
  while (!(await arrived()));
  await other.close();
  expect(await pending).toBe('fetch failed');
  await expect(fetch(other.url)).rejects.toThrow('fetch failed');
});
