import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { download } from '../../../src/app/files/download.ts';
import { uploadTo } from '../../../src/app/files/upload.ts';
import { IdvError } from '../../../src/core/errors.ts';
import { TransportError } from '../../../src/core/http.ts';
import { aliyunUploads as form } from '../../../src/vendors/aliyun/upload-scheme.ts';
import { tencentUploads } from '../../../src/vendors/tencent/upload-scheme.ts';
import { fixedNowMs } from '../../support/memory-runtime.ts';
import { type Step, scriptedTransport } from '../../support/scripted-transport.ts';

const bytes = Buffer.from('a picture');
const md5 = createHash('md5').update(bytes).digest('hex');
const options = { timeoutMs: 1000, connectTimeoutMs: 1000, maxResponseBytes: 1000 };
const answer = (status: number, body: Buffer = bytes, headers: Record<string, string> = {}) => ({ status, headers, body });
const over = (steps: readonly Step[], loopback = false) => ({
  transport: scriptedTransport(steps),
  options,
  storageDomains: ['storage.example', 'aliyuncs.com'],
  allowedHosts: ['files.example.com'],
  loopback,
  retries: 2,
  nowMs: () => fixedNowMs,
  random: () => 0.5,
  sleep: async () => undefined,
});
const reset = new TransportError('reset', 'reset', { sent: true });
const slow = new TransportError('timeout', 'slow', { sent: true });
const failure = async (run: Promise<unknown>): Promise<IdvError> => {
  const error = await run.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof IdvError) return error;
  throw new Error('it did not fail');
};

describe('download', () => {
  const file = { url: 'https://bucket.storage.example/faceid%2Fx?q-signature=secret', md5, bytes: bytes.length };

  it('sends the URL unchanged, and returns the file when its size and MD5 are right', async () => {
    const files = over([answer(200)]);
    expect(await download({ ...file, md5: md5.toUpperCase() }, files)).toEqual(bytes);
    expect(files.transport.requests[0]).toMatchObject({ method: 'GET', url: file.url, headers: { Host: 'bucket.storage.example' } });
  });

  it.each([
    ['another MD5', { ...file, md5: '0'.repeat(32) }, [answer(200)], 23],
    ['another size', { ...file, bytes: 3 }, [answer(200)], 23],
    ['a file that was cut off', file, [answer(200, bytes.subarray(0, 4))], 23],
    ['HTTP 403', file, [answer(403)], 24],
    ['a redirect', file, [answer(302)], 24],
    ['repeated resets', file, [reset, reset, reset], 24],
    ['repeated time-outs', file, [slow, slow, slow], 24],
    ['no URL', { ...file, url: 'nowhere' }, [], 23],
    ['plain http', { ...file, url: 'http://bucket.storage.example/x' }, [], 23],
    ['a URL of this machine from a service elsewhere', { ...file, url: 'http://127.0.0.1:80/x' }, [], 23],
  ] as const)('refuses %s', async (_what, wanted, steps, exitCode) => {
    const error = await failure(download(wanted, over(steps)));
    expect(error.exitCode).toBe(exitCode);
    expect(`${error.message} ${error.hint}`).not.toContain('secret');
  });

  it.each([
    ['a reset', [reset, answer(200)]],
    ['two resets', [reset, reset, answer(200)]],
    ['a connection that was not made', [new TransportError('connect', 'no', { sent: false }), answer(200)]],
    ['a time-out', [slow, answer(200)]],
    ['HTTP 500', [answer(500), answer(200)]],
    ['HTTP 503', [answer(503), answer(200)]],
    ['HTTP 429', [answer(429), answer(200)]],
  ] as const)('repeats after %s', async (_what, steps) => {
    const files = over(steps);
    expect(await download(file, files)).toEqual(bytes);
    files.transport.finish();
  });

  it.each([400, 403, 404])('does not repeat after HTTP %i', async (status) => {
    const files = over([answer(status)]);
    expect((await failure(download(file, files))).exitCode).toBe(24);
  });

  it('sends once with 0 retries, and waits as long as the store asks', async () => {
    expect((await failure(download(file, { ...over([answer(503)]), retries: 0 }))).exitCode).toBe(24);
    const slept: number[] = [];
    const files = { ...over([answer(503, bytes, { 'retry-after': '2' }), answer(200)]), sleep: async (ms: number) => void slept.push(ms) };
    await download(file, files);
    expect(slept).toEqual([2000]);
  });

  it('allows the size that the service named, or the limit of any answer when the size is unknown', async () => {
    const files = over([answer(200), answer(200)]);
    await download({ ...file, bytes: 9 }, files);
    await download({ ...file, bytes: undefined }, files);
    expect(files.transport.options.map(({ maxResponseBytes }) => maxResponseBytes)).toEqual([9, options.maxResponseBytes]);
  });

  it('connects only to the public internet, except for a sandbox', async () => {
    const files = over([answer(200)]);
    await download(file, files);
    const own = over([answer(200)], true);
    await download({ ...file, url: 'http://127.0.0.1:80/x' }, own);
    expect([files, own].map(({ transport }) => transport.options[0]?.publicOnly)).toEqual([true, false]);
  });

  it('goes to a host that the user allows, and to no other', async () => {
    expect(await download({ ...file, url: 'https://files.example.com/x' }, over([answer(200)]))).toEqual(bytes);
    for (const host of ['example.com', 'a.files.example.com', 'storage.example', 'storage.example.com', 'evilstorage.example']) {
      const error = await failure(download({ ...file, url: `https://${host}/x?q=secret` }, over([])));
      expect(error).toMatchObject({ exitCode: 23, hint: expect.stringContaining(`--allow-host ${host}`) });
    }
  });

  it.each([
    'https://user@bucket.storage.example/x',
    'https://bucket.storage.example/x y',
    'https://bucket.storage.example/x\r\nHost: evil',
    'https://bucket.storage.example/日本',
    'file:///etc/passwd',
    '--version',
  ])('refuses the URL %j before a connection opens', async (url) => {
    expect(await failure(download({ ...file, url }, over([], true)))).toMatchObject({
      exitCode: 23,
      retryable: false,
      hint: expect.any(String),
    });
  });

  it.each(['0', 'localhost.', '[::ffff:127.0.0.1]', '169.254.169.254', '10.0.0.1', '167772161'])(
    'refuses the host %s, also from a service on this machine',
    async (host) => {
      for (const own of [false, true]) {
        const error = await failure(download({ ...file, url: `https://${host}/x` }, { ...over([], own), allowedHosts: [host] }));
        expect(error).toMatchObject({ exitCode: 23, code: 'file-url', hint: expect.any(String) });
      }
    },
  );

  it('does not take 127.example.com for this machine', async () => {
    const wanted = { ...file, url: 'http://127.example.com/x' };
    expect(await failure(download(wanted, over([], true)))).toMatchObject({ exitCode: 23, code: 'file-url' });
  });

  it('downloads from this machine for a sandbox', async () => {
    expect(await download({ ...file, url: 'http://127.0.0.1:80/x' }, over([answer(200)], true))).toEqual(bytes);
  });
});

describe('uploadTo', () => {
  const grant = {
    UploadUrl: 'https://bucket.storage.example/faceid%2Fx?q-sign=1',
    ResourceUrl: 'https://bucket.storage.example/faceid%2Fx',
    ExpiredTimestamp: 1_637_212_877,
  };
  const media = { bytes, mediaType: 'image/jpeg' };

  it('sends the bytes with PUT, and returns what the next action needs', async () => {
    const files = over([answer(200, Buffer.alloc(0), { etag: `"${md5}"` })]);
    expect(await uploadTo(tencentUploads, grant, media, files)).toEqual({
      resourceUrl: grant.ResourceUrl,
      md5,
      bytes: bytes.length,
      expiresAt: '2021-11-18T05:21:17.000Z',
    });
    expect(files.transport.requests[0]).toMatchObject({ method: 'PUT', url: grant.UploadUrl, body: bytes });
  });

  it.each([
    ['the upload was lost', reset],
    ['the store was too busy', answer(503)],
  ])('repeats when %s, because that costs nothing', async (_what, step) => {
    const files = over([step, answer(200, Buffer.alloc(0))]);
    expect((await uploadTo(tencentUploads, grant, media, files)).md5).toBe(md5);
    files.transport.finish();
  });

  it.each([
    ['the store reports another MD5', grant, [answer(200, Buffer.alloc(0), { etag: `"${'0'.repeat(32)}"` })], 22, 'upload-damaged'],
    ['the store refuses the upload', grant, [answer(403)], 22, 'upload-refused'],
    ['there is no URL', {}, [], 23, 'no-upload-url'],
    ['the URL is not valid', { ...grant, UploadUrl: 'nowhere' }, [], 23, 'no-upload-url'],
    ['the upload takes too long', grant, [slow, slow, slow], 31, 'upload-failed'],
  ] as const)('fails when %s', async (_what, given, steps, exitCode, code) => {
    const files = over(steps);
    expect(await failure(uploadTo(tencentUploads, given, media, files))).toMatchObject({ exitCode, code });
    files.transport.finish();
  });
});

describe('uploadTo with a URL outside the vendor’s storage', () => {
  it.each([
    'https://evil.example/x',
    'https://169.254.169.254/',
    'https://[::ffff:127.0.0.1]/',
    'http://bucket.storage.example/',
    'https://a@bucket.storage.example/',
  ])('sends nothing to %s', async (UploadUrl) => {
    const files = over([]);
    const grant = { UploadUrl, ResourceUrl: 'https://bucket.storage.example/x', ExpiredTimestamp: 1_637_212_877 };
    const error = await failure(uploadTo(tencentUploads, grant, { bytes, mediaType: 'image/jpeg' }, files));
    expect(error).toMatchObject({ exitCode: 23, code: 'no-upload-url', hint: expect.stringContaining('nothing was sent') });
    expect(files.transport.requests).toEqual([]);
  });
});

describe('uploadTo with a form', () => {
  const grant = {
    AccessKeyId: 'a',
    Bucket: 'bucket',
    EncodedPolicy: 'e30=',
    Endpoint: 'oss-cn-shanghai.aliyuncs.com',
    ObjectKey: 'dir/key',
    Signature: 's=',
  };
  const media = { bytes, mediaType: 'image/jpeg' };
  const stored = answer(201, Buffer.from('<PostResponse/>'), { etag: `"${md5.toUpperCase()}"` });

  it('posts the form, and returns the URL of the file', async () => {
    const files = over([stored]);
    expect(await uploadTo(form, grant, media, files)).toEqual({
      resourceUrl: 'http://bucket.oss-cn-shanghai.aliyuncs.com/dir/key',
      md5,
      bytes: bytes.length,
      expiresAt: null,
    });
    const [sent] = files.transport.requests;
    expect(sent).toMatchObject({ method: 'POST', url: 'https://bucket.oss-cn-shanghai.aliyuncs.com/' });
    expect(sent?.body.includes(bytes)).toBe(true);
  });

  it('posts the same bytes again when they were lost', async () => {
    const files = over([new TransportError('reset', 'reset', { sent: true }), stored]);
    await uploadTo(form, grant, media, files);
    expect(files.transport.requests[1]).toEqual(files.transport.requests[0]);
    files.transport.finish();
  });

  it('goes to a store on this machine only when the service is there too', async () => {
    const own = { ...grant, Endpoint: '127.0.0.1:4567' };
    expect(await failure(uploadTo(form, own, media, over([])))).toMatchObject({ exitCode: 23, code: 'no-upload-url' });
    const files = over([stored], true);
    expect(await uploadTo(form, own, media, files)).toMatchObject({ resourceUrl: 'http://127.0.0.1:4567/bucket/dir/key' });
    expect(files.transport.requests[0]).toMatchObject({ url: 'http://127.0.0.1:4567/bucket/', headers: { Host: '127.0.0.1:4567' } });
  });

  it.each(['127.0.0.2', '127.0.0.1:443', 'localhost', 'localhost:80'])('does not go to %s for a service elsewhere', async (Endpoint) => {
    expect(await failure(uploadTo(form, { ...grant, Endpoint }, media, over([])))).toMatchObject({ exitCode: 23, code: 'no-upload-url' });
  });

  it('reports the store’s error code, and nothing else of its answer', async () => {
    const body = Buffer.from('<Error><Code>AccessDenied</Code><Message>the key dir/key of a</Message></Error>');
    const error = await failure(uploadTo(form, grant, media, over([answer(403, body)])));
    expect(error).toMatchObject({ exitCode: 22, code: 'upload-refused', message: 'the upload was answered with HTTP 403 (AccessDenied)' });
    expect(`${error.message} ${error.hint}`).not.toContain('dir/key');
  });

  it.each([
    ['an unexpected status', grant, [answer(200)], 22],
    ['a redirect', grant, [answer(307)], 22],
    ['a refusal without a code', grant, [answer(403, Buffer.from('<html>'))], 22],
    ['a code with a line break', grant, [answer(403, Buffer.from('<Code>Access\nDenied</Code>'))], 22],
    ['another MD5', grant, [answer(201, Buffer.alloc(0), { etag: `"${'0'.repeat(32)}"` })], 22],
    ['a grant without its policy', { ...grant, EncodedPolicy: undefined }, [], 23],
    ['a grant with a line break', { ...grant, ObjectKey: 'a\r\nHost: evil' }, [], 23],
    ['a grant to another scheme', { ...grant, Endpoint: 'http://evil' }, [], 23],
  ] as const)('fails after %s', async (_what, given, steps, exitCode) => {
    const error = await failure(uploadTo(form, given, media, over(steps)));
    expect(error.exitCode).toBe(exitCode);
    expect(error.message).not.toMatch(/[\r\n]/);
  });
});
