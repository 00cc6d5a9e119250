import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/server.ts';
import { signAcs3 } from '../../src/sign/acs3.ts';
import { sha256Hex } from '../../src/sign/encode.ts';
import type { SdkAnswer } from '../support/sandbox-aliyun-sdk.ts';

/** DetectVideoLivingFace, called through the published `@alicloud/facebody20191230`, which gets only an endpoint and a protocol. */

const require = createRequire(import.meta.url);
const facebody = require('@alicloud/facebody20191230');
const { Config } = require('@alicloud/openapi-client');
const { RuntimeOptions } = require('@alicloud/tea-util');

async function send(port: number, values: Readonly<Record<string, string>>, accessKeySecret = 'sandbox-key'): Promise<SdkAnswer> {
  const client = new facebody.default(
    new Config({ accessKeyId: 'sandbox-id', accessKeySecret, endpoint: `127.0.0.1:${port}`, protocol: 'HTTP' }),
  );
  const request = new facebody.DetectVideoLivingFaceRequest(values);
  try {
    const { body } = await client.detectVideoLivingFaceWithOptions(request, new RuntimeOptions({ readTimeout: 60_000 }));
    return { body };
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    return { message, ...(code === undefined ? {} : { code }) };
  }
}

const videoUrl = 'https://clips.oss-cn-shanghai.aliyuncs.com/a.mp4';

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, rateLimit: false, nowMs: Date.now, uuid: randomUUID });
});
afterAll(() => sandbox.close());

async function choose(outcome: string): Promise<void> {
  const { status } = await fetch(`${sandbox.url}/_sandbox/outcomes`, { method: 'POST', body: JSON.stringify({ outcome, times: 1 }) });
  expect(status).toBe(200);
}

describe('DetectVideoLivingFace', () => {
  it('answers with one face', async () => {
    expect((await send(sandbox.port, { videoUrl })).body).toMatchObject({
      data: { elements: [{ liveConfidence: 0.963, rect: [12, 10, 40, 44] }] },
    });
  });

  it('answers with a chosen outcome', async () => {
    await choose('below-threshold');
    expect((await send(sandbox.port, { videoUrl })).body).toMatchObject({ data: { elements: [{ liveConfidence: 0.0921 }] } });
    await choose('InvalidFile.Decode');
    expect(await send(sandbox.port, { videoUrl })).toMatchObject({ code: 'InvalidFile.Decode' });
  });

  it('refuses a wrong key, a missing clip and a clip in another region', async () => {
    expect(await send(sandbox.port, { videoUrl }, 'another-key')).toMatchObject({ code: 'SignatureDoesNotMatch' });
    expect(await send(sandbox.port, {})).toMatchObject({ code: 'MissingParameter' });
    expect(await send(sandbox.port, { videoUrl: 'https://a.example/a.mp4' })).toMatchObject({ code: 'InvalidImage.Region' });
  });
});

it('our ACS3 signature of 200 random requests equals the official client’s', async () => {
  let captured: { headers: Record<string, string>; body: Buffer } | undefined;
  const server = createServer((request: IncomingMessage, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      captured = {
        headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
        body: Buffer.concat(chunks),
      };
      response.setHeader('content-type', 'application/json');
      response.end('{"RequestId":"r"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 });
  const property = fc.asyncProperty(url, fc.stringMatching(/^[A-Za-z0-9]{1,30}$/), async (VideoUrl, secret) => {
    captured = undefined;
    await send((server.address() as AddressInfo).port, { videoUrl: VideoUrl }, secret);
    const { headers, body } = captured ?? { headers: {} as Record<string, string>, body: Buffer.alloc(0) };
    // The client leaves some characters unencoded that we encode, so the bytes that were sent are signed here.
    const hashedPayload = sha256Hex(body);
    expect(new URLSearchParams(body.toString()).get('VideoUrl')).toBe(VideoUrl);
    const ours = signAcs3({ method: 'POST', canonicalUri: '/', canonicalQuery: '', headers, hashedPayload }, { id: 'sandbox-id', secret });
    expect(headers.authorization).toBe(ours.Authorization);
  });
  await fc.assert(property, { numRuns: 200 });
  await new Promise((resolve) => server.close(resolve));
});
