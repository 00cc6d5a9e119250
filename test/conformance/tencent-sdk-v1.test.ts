import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { greyImage } from '../../src/sandbox/files/sample-files.ts';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/server.ts';
import { fixture, withJpegComment } from '../support/media-samples.ts';
import { smallVideo } from '../support/sandbox-requests.ts';
import { compare, type SdkSignMethod, sdkClient, sdkRequest } from '../support/sandbox-tencent-sdk.ts';

/** Tencent's Node SDK with its default signature, HmacSHA256, and with the older HmacSHA1. */

const small = {
  ImageBase64: greyImage().toString('base64'),
  VideoBase64: smallVideo().toString('base64'),
  LivenessType: 'SILENT',
};

const photo = fixture('portrait.jpg').toString('base64');
const clip = fixture('selfie-3s.mp4').toString('base64');

const options = { port: 0, nowMs: Date.now, uuid: randomUUID, rateLimit: false };

let sandbox: RunningSandbox;
let late: RunningSandbox;

beforeAll(async () => {
  // The SDK would use a proxy of the environment even for calls to 127.0.0.1.
  vi.stubEnv('http_proxy', '');
  sandbox = await startSandbox(options);
  late = await startSandbox({ ...options, nowMs: () => Date.now() + 302_000 });
});

afterAll(async () => {
  await Promise.all([sandbox, late].map((running) => running.close()));
  vi.unstubAllEnvs();
});

const cases: [name: string, signMethod: SdkSignMethod | undefined, method: 'POST' | 'GET'][] = [
  ['the default signature, POST', undefined, 'POST'],
  ['the default signature, GET', undefined, 'GET'],
  ['HmacSHA1, POST', 'HmacSHA1', 'POST'],
  ['HmacSHA1, GET', 'HmacSHA1', 'GET'],
];

describe.each(cases)('%s', (_name, signMethod, method) => {
  const client = (more: { secretKey?: string; secretId?: string; token?: string; port?: number } = {}) =>
    sdkClient({ port: sandbox.port, signMethod, method, ...more });

  it('gets a success', async () => {
    expect((await compare(client(), small)).response).toMatchObject({ Result: 'Success', Sim: 96.3 });
  });

  it('gets a low similarity when the photo has that mark', async () => {
    const marked = { ...small, ImageBase64: withJpegComment(greyImage(), 'idv:low-similarity').toString('base64') };
    expect((await compare(client(), marked)).response).toMatchObject({ Result: 'FailedOperation.CompareLowSimilarity', Sim: 9.21 });
  });

  it.each([
    ['key', { secretKey: 'another' }, 'AuthFailure.SignatureFailure'],
    ['id', { secretId: 'another' }, 'AuthFailure.SecretIdNotFound'],
    ['token', { token: 'another' }, 'AuthFailure.TokenFailure'],
  ])('is refused with a wrong %s', async (_what, wrong, code) => {
    expect(await compare(client(wrong), small)).toMatchObject({ code });
  });

  it('is refused when the clock is five minutes and one second off', async () => {
    expect(await compare(client({ port: late.port }), small)).toMatchObject({ code: 'AuthFailure.SignatureExpire' });
  });

  it('is refused with a missing or an unknown parameter', async () => {
    const { VideoBase64: _gone, ...without } = small;
    expect(await sdkRequest(client(), 'CompareFaceLiveness', without)).toMatchObject({ code: 'MissingParameter' });
    expect(await sdkRequest(client(), 'CompareFaceLiveness', { ...small, Extra: 'ü &=+' })).toMatchObject({ code: 'UnknownParameter' });
  });
});

describe('the size of a request', () => {
  it('may be a quarter of a megabyte in a form', async () => {
    const answer = await compare(sdkClient({ port: sandbox.port, signMethod: undefined }), {
      ...small,
      ImageBase64: photo,
      VideoBase64: clip,
    });
    expect(answer.response).toMatchObject({ Result: 'Success' });
  });

  it.each([
    ['larger than 1 MB in a form', 'POST', 2 ** 20],
    ['11 MB in a form', 'POST', 11 * 2 ** 20],
    ['larger than 32 KB in a query', 'GET', 2 ** 15],
  ] as const)('is refused when it is %s', async (_name, method, bytes) => {
    const answer = await compare(sdkClient({ port: sandbox.port, signMethod: undefined, method }), {
      ...small,
      VideoBase64: 'A'.repeat(bytes),
    });
    expect(answer).toMatchObject({ code: 'RequestSizeLimitExceeded' });
  });
});

it('a multipart request of the SDK is accepted with TC3', async () => {
  const parts = { ...small, ImageBase64: greyImage(), VideoBase64: smallVideo() };
  const answer = await sdkRequest(sdkClient({ port: sandbox.port }), 'CompareFaceLiveness', parts, { multipart: true });
  expect(answer.response).toMatchObject({ Result: 'Success' });
});

it('the journal shows a call without its face, signature or key', async () => {
  await fetch(`${sandbox.url}/_sandbox/requests`, { method: 'DELETE' });
  await compare(sdkClient({ port: sandbox.port, signMethod: undefined }), { ...small, ImageBase64: photo });
  const text = await (await fetch(`${sandbox.url}/_sandbox/requests`)).text();
  expect(JSON.parse(text).requests).toMatchObject([
    {
      action: 'CompareFaceLiveness',
      version: '2018-03-01',
      region: 'ap-singapore',
      id: 'sandbox-id',
      code: 'Success',
      authorization: 'HmacSHA256 Signature=<masked>',
      params: { ImageBase64: expect.stringMatching(/^<image\/jpeg, 64655 bytes, sha256 [0-9a-f]{64}>$/), LivenessType: 'SILENT' },
    },
  ]);
  expect(text).not.toMatch(/sandbox-key/);
  expect(text).not.toContain(photo.slice(0, 60));
});
