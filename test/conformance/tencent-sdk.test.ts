import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { emptyVideo, greyImage } from '../../src/sandbox/files/sample-files.ts';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/server.ts';
import { fixture, jpegOfSize, withJpegComment, withMp4Box } from '../support/media-samples.ts';
import { compare, type SdkAnswer, sdkAnswer, sdkClient } from '../support/sandbox-tencent-sdk.ts';

/** Tencent's Node SDK as published. It gets only an endpoint, the protocol and TC3. */

const photo = fixture('portrait.jpg');
const clip = fixture('selfie-3s.mp4');

const params = (overrides: Record<string, unknown> = {}): Record<string, unknown> => ({
  ImageBase64: photo.toString('base64'),
  VideoBase64: clip.toString('base64'),
  LivenessType: 'SILENT',
  ...overrides,
});

const options = { port: 0, nowMs: Date.now, uuid: randomUUID };

let sandbox: RunningSandbox;
let limited: RunningSandbox;
let late: RunningSandbox;

beforeAll(async () => {
  // The SDK would use a proxy of the environment even for calls to 127.0.0.1.
  vi.stubEnv('http_proxy', '');
  sandbox = await startSandbox({ ...options, rateLimit: false });
  // The clock stands still, so that all calls are in one second even on a slow machine.
  const startedMs = Date.now();
  limited = await startSandbox({ ...options, rateLimit: true, nowMs: () => startedMs });
  late = await startSandbox({ ...options, rateLimit: false, nowMs: () => Date.now() + 302_000 });
});

afterAll(async () => {
  await Promise.all([sandbox, limited, late].map((running) => running.close()));
  vi.unstubAllEnvs();
});

async function control(order: unknown): Promise<{ status: number; body: unknown }> {
  const reply = await fetch(`${sandbox.url}/_sandbox/outcomes`, { method: 'POST', body: JSON.stringify(order) });
  return { status: reply.status, body: await reply.json() };
}

async function compareAs(outcome: string): Promise<SdkAnswer> {
  expect(await control({ outcome, times: 1 })).toMatchObject({ status: 200 });
  return compare(sdkClient(sandbox), params());
}

describe('a verdict that reaches the SDK', () => {
  it('is a success by default', async () => {
    const { response } = await compare(sdkClient(sandbox), params());
    expect(response).toEqual({
      Result: 'Success',
      Description: 'Success',
      Sim: 96.3,
      BestFrameBase64: greyImage().toString('base64'),
      RequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it.each([
    ['low-similarity', { Result: 'FailedOperation.CompareLowSimilarity', Sim: 9.21, BestFrameBase64: greyImage().toString('base64') }],
    ['spoof', { Result: 'FailedOperation.LivessDetectFake', Sim: 0, BestFrameBase64: null }],
    ['quality', { Result: 'FailedOperation.SilentFaceQualityFail', Sim: 0 }],
    ['FailedOperation.LipVideoQuaility', { Result: 'FailedOperation.LipVideoQuaility', Sim: 0 }],
  ])('is that of the outcome %s', async (outcome, fields) => expect((await compareAs(outcome)).response).toMatchObject(fields));

  it.each([
    ['the photo', { ImageBase64: withJpegComment(photo, 'idv:spoof').toString('base64') }],
    ['the clip', { VideoBase64: withMp4Box(clip, 'idv:spoof').toString('base64') }],
  ])('is that of a mark in %s', async (_name, marked) => {
    const { response } = await compare(sdkClient(sandbox), params(marked));
    expect(response).toMatchObject({ Result: 'FailedOperation.LivessDetectFake' });
  });
});

describe('an error that reaches the SDK', () => {
  it.each([
    ['bad-signature', 'AuthFailure.SignatureFailure'],
    ['forbidden', 'AuthFailure.UnauthorizedOperation'],
    ['not-activated', 'UnauthorizedOperation.Nonactivated'],
    ['InvalidParameter', 'InvalidParameter'],
    ['throttled', 'RequestLimitExceeded'],
    ['LimitExceeded', 'LimitExceeded'],
    ['arrears', 'UnauthorizedOperation.Arrears'],
    ['internal-error', 'InternalError'],
    ['error:FailedOperation.UnKnown', 'FailedOperation.UnKnown'],
  ])('has the code of the outcome %s', async (outcome, code) =>
    expect(await compareAs(outcome)).toMatchObject({ code, message: expect.stringMatching(/./) }),
  );

  it('has no code of the vendor when the connection was reset', async () => {
    const { code, message } = await compareAs('fault:reset');
    expect(code).toBeUndefined();
    expect(message).toMatch(/ECONNRESET|socket hang up/);
  });
});

describe('a wrong request', () => {
  it.each([
    ['key', { secretKey: 'another' }, 'AuthFailure.SignatureFailure'],
    ['id', { secretId: 'another' }, 'AuthFailure.SecretIdNotFound'],
    ['token', { token: 'another' }, 'AuthFailure.TokenFailure'],
    ['region', { region: 'eu-frankfurt' }, 'UnsupportedRegion'],
  ])('with a wrong %s is refused', async (_name, wrong, code) => {
    expect(await compare(sdkClient({ port: sandbox.port, ...wrong }), params())).toMatchObject({ code });
  });

  it.each([
    ['a missing parameter', params({ VideoBase64: undefined }), 'MissingParameter'],
    ['an unknown parameter', params({ Threshold: 80 }), 'UnknownParameter'],
    ['a wrong type', params({ LivenessType: 2 }), 'InvalidParameter'],
    ['a wrong value', params({ LivenessType: 'BLINK' }), 'InvalidParameterValue'],
    ['a picture larger than its limit', params({ ImageBase64: jpegOfSize(2_400_000).toString('base64') }), 'InvalidParameterValue'],
    ['a video in place of a picture', params({ ImageBase64: clip.toString('base64') }), 'InvalidParameterValue'],
    ['movements for the SILENT type', params({ ValidateData: '1' }), 'InvalidParameter'],
    ['a body larger than 10 MB', params({ VideoBase64: 'A'.repeat(10 * 2 ** 20) }), 'RequestSizeLimitExceeded'],
  ])('with %s is refused', async (_name, wrong, code) => expect(await compare(sdkClient(sandbox), wrong)).toMatchObject({ code }));

  it('with an unknown version is refused', async () => {
    const client = sdkClient(sandbox);
    client.apiVersion = '2017-01-01';
    expect(await compare(client, params())).toMatchObject({ code: 'NoSuchVersion' });
  });

  it('with an unknown action is refused', async () => {
    const answer = await sdkAnswer((done) => sdkClient(sandbox).request('CompareFaces', {}, { deserialize: () => undefined }, {}, done));
    expect(answer).toMatchObject({ code: 'InvalidAction' });
  });

  it('that sends all media of a POST as GET is refused', async () => {
    expect(await compare(sdkClient({ port: sandbox.port, method: 'GET' }), params())).toMatchObject({ code: 'RequestSizeLimitExceeded' });
  });

  it('with a clock five minutes and one second off is refused', async () => {
    expect(await compare(sdkClient(late), params())).toMatchObject({ code: 'AuthFailure.SignatureExpire' });
  });
});

it('a GET that is small enough is accepted', async () => {
  const small = {
    ImageBase64: greyImage().toString('base64'),
    VideoBase64: emptyVideo().toString('base64'),
    LivenessType: 'SILENT',
  };
  expect((await compare(sdkClient({ port: sandbox.port, method: 'GET' }), small)).response).toMatchObject({ Result: 'Success' });
});

it('twenty calls in one second are accepted, and the next one is not', async () => {
  const small = { ...params(), ImageBase64: greyImage().toString('base64') };
  const codes = [];
  for (let call = 0; call < 21; call += 1) codes.push((await compare(sdkClient(limited), small)).code);
  expect(codes).toEqual([...Array(20).fill(undefined), 'RequestLimitExceeded']);
});

it('the journal shows a call without its face, signature or key', async () => {
  await fetch(`${sandbox.url}/_sandbox/requests`, { method: 'DELETE' });
  await compare(sdkClient(sandbox), params());
  const text = await (await fetch(`${sandbox.url}/_sandbox/requests`)).text();
  const { requests } = JSON.parse(text) as { requests: Record<string, unknown>[] };
  expect(requests).toMatchObject([
    {
      action: 'CompareFaceLiveness',
      id: 'sandbox-id',
      region: 'ap-singapore',
      code: 'Success',
      authorization: expect.stringMatching(/\/127\/tc3_request, SignedHeaders=content-type;host, Signature=<masked>$/),
      params: { ImageBase64: expect.stringMatching(/^<image\/jpeg, 64655 bytes, sha256 [0-9a-f]{64}>$/), LivenessType: 'SILENT' },
    },
  ]);
  expect(text).not.toMatch(/sandbox-key|Signature=[0-9a-f]/);
  expect(text).not.toContain(photo.toString('base64', 0, 60));
});

it('an outcome that does not exist is refused, with similar names as a hint', async () => {
  expect(await control({ outcome: 'FailedOperation.LivessDetectFak' })).toEqual({
    status: 400,
    body: {
      error: {
        code: 'unknown-outcome',
        message: "the sandbox has no outcome 'FailedOperation.LivessDetectFak'",
        hint: expect.stringContaining('FailedOperation.LivessDetectFake'),
      },
    },
  });
});
