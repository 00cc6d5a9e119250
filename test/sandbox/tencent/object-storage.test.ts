import { describe, expect, it } from 'vitest';
import { greyImage } from '../../../src/sandbox/files/sample-files.ts';
import type { RequestHandler } from '../../../src/sandbox/handler.ts';
import { jpegOfSize, withJpegComment } from '../../support/media-samples.ts';
import { actionNamed, call, choose, goodCall, md5, plainRequest, setClock, upload } from '../../support/sandbox-calls.ts';
import { handler, nowS } from '../../support/sandbox-requests.ts';

const target = 'DetectReflectLivenessAndCompare';
const addresses = async (handle: RequestHandler) => {
  const answer = await call(handle, 'CreateUploadUrl', { TargetAction: target });
  const { RequestId, ExpiredTimestamp } = answer;
  return { RequestId, ExpiredTimestamp, put: String(answer.UploadUrl), get: String(answer.ResourceUrl) };
};

describe('CreateUploadUrl', () => {
  it('returns two URLs of one object in the sandbox', async () => {
    const { put, get, ExpiredTimestamp, RequestId } = await addresses(await handler());
    const object = `http://127.0.0.1:4567/faceid%2F${target}%2F${RequestId}?q-sign-algorithm=sha1&q-ak=sandbox-id&`;
    expect(put.startsWith(object) && get.startsWith(object)).toBe(true);
    expect(put).toMatch(/&q-header-list=host&q-url-param-list=&q-signature=[0-9a-f]{40}$/);
    expect(put).not.toBe(get);
    expect(ExpiredTimestamp).toBe(nowS + 7200);
  });
});

describe('an upload URL', () => {
  it('accepts a file, also twice, and the other URL returns it', async () => {
    const handle = await handler();
    const { put, get } = await addresses(handle);
    expect((await handle(plainRequest('GET', get))).status).toBe(404);
    await handle(plainRequest('PUT', put, Buffer.from('first')));
    const stored = await handle(plainRequest('PUT', put, Buffer.from('second')));
    expect([stored.status, stored.headers.ETag]).toEqual([200, `"${md5(Buffer.from('second'))}"`]);
    const fetched = await handle(plainRequest('GET', get));
    expect([fetched.status, fetched.body.toString(), fetched.headers['Content-Type']]).toEqual([200, 'second', 'application/octet-stream']);
  });

  it.each([
    ['another signature', (put: string) => put.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'))],
    ['a later expiry', (put: string) => put.replaceAll(`${nowS + 7200}`, `${nowS + 9999}`)],
    ['another object', (put: string) => put.replace(target, 'VideoLivenessCompare')],
    ['slashes that were decoded', (put: string) => put.replaceAll('%2F', '/')],
    ['one more parameter', (put: string) => `${put}&x=1`],
  ])('is refused with %s', async (_name, change) => {
    const handle = await handler();
    const { put } = await addresses(handle);
    const reply = await handle(plainRequest('PUT', change(put), Buffer.from('x')));
    expect(reply.status).toBe(403);
    expect(reply.body.toString()).toContain('<Code>SignatureDoesNotMatch</Code>');
  });

  it('is valid for one method', async () => {
    const handle = await handler();
    const { put, get } = await addresses(handle);
    expect((await handle(plainRequest('GET', put))).status).toBe(403);
    expect((await handle(plainRequest('PUT', get, Buffer.from('x')))).status).toBe(403);
    expect((await handle(plainRequest('DELETE', put))).status).toBe(405);
  });

  it('expires, and so does the uploaded file', async () => {
    const handle = await handler();
    const { put, get } = await addresses(handle);
    await handle(plainRequest('PUT', put, Buffer.from('x')));
    await setClock(handle, 7199);
    expect((await handle(plainRequest('GET', get))).status).toBe(200);
    await setClock(handle, 7200);
    const replies = [await handle(plainRequest('PUT', put, Buffer.from('x'))), await handle(plainRequest('GET', get))];
    expect(replies.map(({ status, body }) => [status, /<Code>(.*)<\/Code>/.exec(body.toString())?.[1]])).toEqual([
      [403, 'AccessDenied'],
      [403, 'AccessDenied'],
    ]);
  });

  it('does not accept a file that is too large', async () => {
    const handle = await handler();
    const { put } = await addresses(handle);
    const reply = await handle({ ...plainRequest('PUT', put, Buffer.from('x')), bodyBytes: 12 * 2 ** 20 });
    expect([reply.status, reply.body.toString()]).toEqual([400, expect.stringContaining('EntityTooLarge')]);
  });

  it('loses its file when there are too many newer files', async () => {
    const handle = await handler();
    const first = await upload(handle, greyImage());
    for (let count = 0; count < 200; count += 1) await upload(handle, Buffer.from([count]));
    expect((await handle(plainRequest('GET', first))).status).toBe(404);
  });
});

const compare = actionNamed(target);

async function compareWith(
  handle: RequestHandler,
  change: (values: Record<string, unknown>) => Record<string, unknown> | Promise<Record<string, unknown>>,
) {
  const values = await goodCall(handle, compare);
  return call(handle, target, { ...values, ...(await change(values)) });
}

const imageValues = async (handle: RequestHandler, bytes: Buffer) => ({ ImageUrl: await upload(handle, bytes), ImageMd5: md5(bytes) });

describe('an action that uses uploads', () => {
  it('judges the uploaded files', async () => {
    const handle = await handler();
    expect(await compareWith(handle, () => ({}))).toMatchObject({ Result: 'Success', Sim: 96.3 });
    expect(await compareWith(handle, ({ ImageMd5 }) => ({ ImageMd5: String(ImageMd5).toUpperCase() }))).toMatchObject({
      Result: 'Success',
    });
  });

  it('accepts a URL that is completely percent-encoded, as in the vendor’s sample', async () => {
    const handle = await handler();
    const encoded = await compareWith(handle, ({ ImageUrl }) => ({ ImageUrl: encodeURIComponent(String(ImageUrl)) }));
    expect(encoded).toMatchObject({ Result: 'Success', Sim: 96.3 });
    const { Error: error } = await compareWith(handle, () => ({ ImageUrl: 'https%3A%2F%2Ffiles.example%2F%ff' }));
    expect(error).toMatchObject({ Code: 'FailedOperation.DownLoadError' });
  });

  it('has the outcome that the mark of an upload names', async () => {
    const handle = await handler();
    const marked = withJpegComment(greyImage(), 'idv:spoof');
    expect(await compareWith(handle, () => imageValues(handle, marked))).toMatchObject({ Result: 'FailedOperation.LivessDetectFake' });
  });

  it.each([
    ['of another site', async () => 'https://files.example/a.jpg?q-signature=1', 'fetches only what was uploaded'],
    ['without a file', async (handle: RequestHandler) => (await addresses(handle)).get, 'leads to no file'],
    ['for uploading', async (handle: RequestHandler) => (await addresses(handle)).put, 'not a ResourceUrl'],
  ])('refuses a URL %s', async (_name, address, said) => {
    const handle = await handler();
    const { Error: error } = await compareWith(handle, async () => ({ ImageUrl: await address(handle) }));
    expect(error).toMatchObject({ Code: 'FailedOperation.DownLoadError', Message: expect.stringContaining(said) });
  });

  it('refuses an upload that has expired', async () => {
    const handle = await handler();
    const values = await goodCall(handle, compare);
    await setClock(handle, 7200);
    expect((await call(handle, target, values)).Error).toMatchObject({
      Code: 'FailedOperation.DownLoadError',
      Message: expect.stringContaining('expired'),
    });
  });

  it('refuses a wrong MD5, an image above its limit, and a file that is not an image', async () => {
    const handle = await handler();
    const wrong = await compareWith(handle, () => ({ ImageMd5: md5(Buffer.from('x')) }));
    expect(wrong.Error).toMatchObject({ Code: 'InvalidParameterValue', Message: expect.stringContaining('`ImageMd5` is not the MD5') });
    const large = await compareWith(handle, () => imageValues(handle, jpegOfSize(8 * 2 ** 20)));
    expect(large.Error).toMatchObject({ Code: 'InvalidParameterValue', Message: expect.stringContaining('limit 10 MiB') });
    const text = await compareWith(handle, () => imageValues(handle, Buffer.from('not an image')));
    expect(text.Error).toMatchObject({ Code: 'InvalidParameterValue' });
  });

  it('refuses a URL with a code that this action documents', async () => {
    const handle = await handler();
    const values = await goodCall(handle, actionNamed('ApplyWebVerificationToken'));
    const answer = await call(handle, 'ApplyWebVerificationToken', { ...values, CompareImageUrl: 'https://files.example/a.jpg' });
    expect(answer.Error).toMatchObject({ Code: 'InvalidParameterValue' });
  });
});

describe('an outcome that is chosen before an upload', () => {
  it.each([
    ['low-similarity', 'FailedOperation.CompareLowSimilarity'],
    ['FailedOperation.ImageBlur', 'FailedOperation.ImageBlur'],
    ['fault:unknown-result', 'FailedOperation.NeverHeardOf'],
  ])('%s waits for the action that uses the upload', async (outcome, Result) => {
    const handle = await handler({ outcome });
    expect(await compareWith(handle, () => ({}))).toMatchObject({ Result });
  });

  it('is not used up by the upload', async () => {
    const handle = await handler();
    await choose(handle, 'low-similarity', 1);
    expect(await compareWith(handle, () => ({}))).toMatchObject({ Result: 'FailedOperation.CompareLowSimilarity' });
    expect(await compareWith(handle, () => ({}))).toMatchObject({ Result: 'Success' });
  });

  it('waits for a result that is read with a token', async () => {
    const handle = await handler({ outcome: 'timed-out' });
    const reader = actionNamed('GetWebVerificationResult');
    const values = await goodCall(handle, reader);
    await setClock(handle, 3);
    expect(await call(handle, reader.name, values)).toMatchObject({ ErrorCode: 1409 });
  });

  it('counts for the upload itself if it is about any call', async () => {
    const { Error: error } = await call(await handler({ outcome: 'forbidden' }), 'CreateUploadUrl', { TargetAction: target });
    expect(error).toMatchObject({ Code: 'AuthFailure.UnauthorizedOperation' });
  });
});
