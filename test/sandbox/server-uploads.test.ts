import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/server.ts';
import { actionNamed, redirectUrl } from '../support/sandbox-calls.ts';
import { nowMs, received } from '../support/sandbox-requests.ts';

/** Uses the URLs that the sandbox issues over a real connection. */

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, rateLimit: false, nowMs: () => nowMs, uuid: randomUUID });
});
afterAll(() => sandbox.close());

async function call(action: string, values: Record<string, string>): Promise<Record<string, unknown>> {
  const request = received({ action, values, host: `127.0.0.1:${sandbox.port}` });
  const headers = request.headers.filter(([name]) => name !== 'Host').map(([name, value]): [string, string] => [name, value]);
  const reply = await fetch(sandbox.url, { method: 'POST', headers, body: new Uint8Array(request.body) });
  return ((await reply.json()) as { Response: Record<string, unknown> }).Response;
}

it('a file can be uploaded and read with URLs whose slashes stay encoded', async () => {
  const { UploadUrl, ResourceUrl } = await call('CreateUploadUrl', { TargetAction: 'VideoLivenessCompare' });
  expect(String(UploadUrl)).toContain(`${sandbox.url}/faceid%2FVideoLivenessCompare%2F`);
  const bytes = Uint8Array.from({ length: 300_000 }, (_none, at) => at % 251);
  const put = await fetch(String(UploadUrl), { method: 'PUT', body: bytes, headers: { 'Content-Type': 'image/jpeg' } });
  expect([put.status, put.headers.get('x-idv-sandbox')]).toEqual([200, '1']);
  const got = await fetch(String(ResourceUrl));
  expect(Buffer.from(await got.arrayBuffer()).equals(bytes)).toBe(true);
});

it('a file that is too long gets an answer, and not a closed connection', async () => {
  const { UploadUrl } = await call('CreateUploadUrl', { TargetAction: 'VideoLivenessCompare' });
  const put = await fetch(String(UploadUrl), { method: 'PUT', body: new Uint8Array(12 * 2 ** 20) });
  expect([put.status, await put.text()]).toEqual([400, expect.stringContaining('EntityTooLarge')]);
});

it('a page opens, accepts a click, and leads back', async () => {
  const { BizToken, VerificationURL } = await call('ApplyWebVerificationBizTokenIntl', { RedirectURL: redirectUrl });
  const page = await (await fetch(String(VerificationURL))).text();
  const [, seal = ''] = /name="seal" value="([0-9a-f]+)"/.exec(page) ?? [];
  const answer = await fetch(String(VerificationURL), {
    method: 'POST',
    body: new URLSearchParams({ token: String(BizToken), seal, answer: 'leave' }),
    redirect: 'manual',
  });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `${redirectUrl}&token=${String(BizToken)}`]);
  const reader = actionNamed('GetWebVerificationResultIntl');
  expect(await call(reader.name, { BizToken: String(BizToken) })).toMatchObject({ ErrorCode: 1410 });
});
