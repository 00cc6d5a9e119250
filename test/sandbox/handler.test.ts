import { describe, expect, it } from 'vitest';
import { probe } from '../../src/media/probe.ts';
import { greyImage } from '../../src/sandbox/files/sample-files.ts';
import { fixture, jpegOfSize, withJpegComment, withMp4Box, withPngText } from '../support/media-samples.ts';
import { codeOf, goodValues, handler, nowMs, nowS, received, responseOf, smallVideo, withHeader } from '../support/sandbox-requests.ts';

const jpeg = (bytes: Buffer) => ({ bytes, mediaType: 'image/jpeg' });

describe('a good CompareFaceLiveness', () => {
  it('is answered with every declared field', async () => {
    const reply = await (await handler())(received());
    expect(reply.status).toBe(200);
    expect(responseOf(reply)).toEqual({
      Result: 'Success',
      Description: 'Success',
      Sim: 96.3,
      BestFrameBase64: greyImage().toString('base64'),
      RequestId: 'request-1',
    });
    expect(reply.headers).toEqual({ 'Content-Type': 'application/json', Date: 'Thu, 15 Jan 2026 12:00:00 GMT', 'X-IDV-Sandbox': '1' });
  });

  it('has a best frame that is a complete image', () => {
    expect(probe(greyImage())).toMatchObject({ format: 'jpeg', width: 64, height: 64, faults: [] });
  });

  it('can be a GET', async () => {
    expect(codeOf(await (await handler())(received({ httpMethod: 'GET' })))).toBeUndefined();
  });

  it('gets back its trace id', async () => {
    const reply = await (await handler())(withHeader(received(), 'X-TC-TraceId', 'trace-7'));
    expect(reply.headers['X-TC-TraceId']).toBe('trace-7');
  });
});

const withValues = (values: Record<string, unknown>) =>
  received({ values: { ...goodValues(), ...values } as ReturnType<typeof goodValues> });

const without = (name: string) => {
  const { [name]: _gone, ...values } = goodValues();
  return received({ values });
};

describe('a refusal', () => {
  it.each([
    ['an unknown product', received({ product: 'cvm' }), 'NoSuchProduct'],
    ['an unknown version', received({ version: '2017-01-01' }), 'NoSuchVersion'],
    ['an unknown action', received({ action: 'CompareFaces' }), 'InvalidAction'],
    ['no action', withHeader(received(), 'X-TC-Action', undefined), 'MissingParameter'],
    ['no version', withHeader(received(), 'X-TC-Version', undefined), 'MissingParameter'],
    ['no region', received({ region: null }), 'MissingParameter'],
    ['a region without the action', received({ region: 'eu-frankfurt' }), 'UnsupportedRegion'],
    ['a body that is not JSON', received({ body: Buffer.from('{"ImageBase64":') }), 'InvalidParameter'],
    ['a body that is not an object', received({ body: Buffer.from('[]') }), 'InvalidParameter'],
    ['a body that is not UTF-8', received({ body: Buffer.from([0x7b, 0xff, 0x7d]) }), 'InvalidParameter'],
    ['an unknown parameter', withValues({ Extra: 'x' }), 'UnknownParameter'],
    ['a missing image', without('ImageBase64'), 'MissingParameter'],
    ['a missing LivenessType, which only clients fill in', without('LivenessType'), 'MissingParameter'],
    ['a number instead of text', withValues({ LivenessType: 1 }), 'InvalidParameter'],
    ['null instead of text', withValues({ ValidateData: null }), 'InvalidParameter'],
    ['a friendly value', withValues({ LivenessType: 'silent' }), 'InvalidParameterValue'],
    ['a space in a list', withValues({ LivenessType: 'ACTION', ValidateData: '4, 2' }), 'InvalidParameterValue'],
    ['three actions instead of two', withValues({ LivenessType: 'ACTION', ValidateData: '4,2,1' }), 'InvalidParameterValue'],
    ['ACTION without actions', withValues({ LivenessType: 'ACTION' }), 'InvalidParameter'],
    ['text instead of an image', withValues({ ImageBase64: 'not base64!' }), 'InvalidParameterValue'],
    ['url-safe base64', withValues({ ImageBase64: '_-_-' }), 'InvalidParameterValue'],
    ['a video instead of an image', withValues({ ImageBase64: jpeg(smallVideo()) }), 'InvalidParameterValue'],
    ['an image of more than 3 MB in base64', withValues({ ImageBase64: jpeg(jpegOfSize(2_359_297)) }), 'InvalidParameterValue'],
    ['half an image', withValues({ ImageBase64: jpeg(fixture('portrait-truncated.jpg')) }), 'InvalidParameterValue'],
  ])('is the answer to %s', async (_name, request, code) => {
    const reply = await (await handler())(request);
    expect(codeOf(reply)).toBe(code);
    expect(reply.status).toBe(200);
    expect(Object.keys(responseOf(reply))).toEqual(['Error', 'RequestId']);
    expect(reply.headers['X-IDV-Sandbox']).toBe('1');
  });

  it('is the answer to another content type', async () => {
    const request = received();
    const reply = await (await handler())({ ...withHeader(request, 'Content-Type', 'text/plain') });
    expect(codeOf(reply)).toBe('AuthFailure.SignatureFailure');
  });

  it('is the answer to a method other than GET and POST', async () => {
    expect(codeOf(await (await handler())({ ...received(), method: 'PUT' }))).toBe('UnsupportedProtocol');
  });

  it('is the answer to a body of more than 10 MB, before its signature is checked', async () => {
    const request = { ...received(), bodyBytes: 10 * 2 ** 20 + 1 };
    expect(codeOf(await (await handler())(request))).toBe('RequestSizeLimitExceeded');
    expect(codeOf(await (await handler())({ ...request, bodyBytes: 10 * 2 ** 20 }))).toBeUndefined();
  });

  it('is the answer to a query of more than 32 KB', async () => {
    const values = { ...goodValues(), ImageBase64: jpeg(fixture('portrait.jpg')) };
    expect(codeOf(await (await handler())(received({ httpMethod: 'GET', values })))).toBe('RequestSizeLimitExceeded');
  });

  it('is the answer to a request that is not a call', async () => {
    const reply = await (await handler())({
      method: 'GET',
      target: '/',
      headers: [['Host', 'x']],
      body: Buffer.alloc(0),
      bodyBytes: 0,
      port: 1,
    });
    expect(codeOf(reply)).toBe('AuthFailure.InvalidAuthorization');
  });
});

describe('the rate limit', () => {
  it('refuses the 21st call within a second, and accepts calls a second later', async () => {
    let clockMs = nowMs;
    const handle = await handler({ rateLimit: true, nowMs: () => clockMs });
    const codes = [];
    for (let call = 0; call < 21; call += 1) codes.push(codeOf(await handle(received())));
    expect(codes).toEqual([...Array(20).fill(undefined), 'RequestLimitExceeded']);
    clockMs += 1000;
    expect(codeOf(await handle(received()))).toBeUndefined();
  });

  it('can be turned off', async () => {
    const handle = await handler({ rateLimit: false });
    const replies = await Promise.all(Array.from({ length: 30 }, () => handle(received())));
    expect(replies.map(codeOf)).toEqual(Array(30).fill(undefined));
  });
});

describe('a mark in the media', () => {
  it.each([
    ['a JPEG comment', { ImageBase64: jpeg(withJpegComment(greyImage(), 'idv:low-similarity')) }],
    ['PNG text', { ImageBase64: { bytes: withPngText(fixture('portrait.png'), 'idv:low-similarity'), mediaType: 'image/png' } }],
    ['an MP4 box', { VideoBase64: { bytes: withMp4Box(fixture('selfie-3s.mp4'), 'idv:low-similarity'), mediaType: 'video/mp4' } }],
  ])('chooses the outcome: %s', async (_name, values) => {
    const reply = await (await handler())(withValues(values));
    expect(responseOf(reply)).toMatchObject({ Result: 'FailedOperation.CompareLowSimilarity', Sim: 9.21 });
  });

  it('has no effect if the user chose an outcome', async () => {
    const handle = await handler({ outcome: 'spoof' });
    const reply = await handle(withValues({ ImageBase64: jpeg(withJpegComment(greyImage(), 'idv:low-similarity')) }));
    expect(responseOf(reply)).toMatchObject({ Result: 'FailedOperation.LivessDetectFake', Sim: 0, BestFrameBase64: null });
  });

  it.each([
    ['idv:low-similarty', "'low-similarty'; did you mean low-similarity"],
    ['idv:fault:date:600', 'fault:date:600 cannot be chosen by a mark'],
  ])('is refused with its name if it cannot be used: %s', async (mark, said) => {
    const reply = await (await handler())(withValues({ ImageBase64: jpeg(withJpegComment(greyImage(), mark)) }));
    expect(codeOf(reply)).toBe('InvalidParameterValue');
    expect(responseOf(reply).Error?.Message.replace("outcome '", "'")).toContain(said);
  });
});

describe('faults of a call', () => {
  it('throttle: refuses the given number of calls, and then succeeds', async () => {
    const handle = await handler({ outcome: 'fault:throttle=2' });
    const codes = [];
    for (let call = 0; call < 4; call += 1) codes.push(codeOf(await handle(received())));
    expect(codes).toEqual(['RequestLimitExceeded', 'RequestLimitExceeded', undefined, undefined]);
  });

  it.each([600, -600])('date: makes the clock wrong by %i s, and accepts a request that is signed with that clock', async (offsetS) => {
    const handle = await handler({ outcome: `fault:date=${offsetS}` });
    const refused = await handle(received());
    expect(codeOf(refused)).toBe('AuthFailure.SignatureExpire');
    expect(Date.parse(refused.headers.Date ?? '')).toBe(nowMs + offsetS * 1000);
    expect(codeOf(await handle(received({ timestamp: nowS + offsetS })))).toBeUndefined();
  });
});

it('an unknown outcome stops the start, and similar names are suggested', async () => {
  await expect(handler({ outcome: 'low-similarty' })).rejects.toMatchObject({
    category: 'usage',
    message: "the sandbox has no outcome 'low-similarty'",
    hint: expect.stringContaining('low-similarity'),
  });
});
