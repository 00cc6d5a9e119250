import { describe, expect, it } from 'vitest';
import { greyImage } from '../../../src/sandbox/files/sample-files.ts';
import type { ReceivedRequest } from '../../../src/sandbox/wire/received-request.ts';
import type { Reply } from '../../../src/sandbox/wire/reply.ts';
import { type FormPart, multipartForm } from '../../../src/vendors/multipart.ts';
import { saidBy } from '../../support/sandbox-aliyun-requests.ts';
import { detect, grant, media, orderOf, uploaded } from '../../support/sandbox-aliyun-uploads.ts';
import { choose, md5, plainRequest, setClock } from '../../support/sandbox-calls.ts';
import { handler, port, withHeader } from '../../support/sandbox-requests.ts';

/** The code in the XML of the storage. */
const errorOf = ({ status, body }: Reply) => [status, /<Code>(.*)<\/Code>/.exec(body.toString())?.[1]];

describe('an upload', () => {
  it('is granted, posted, read back and used', async () => {
    const handle = await handler();
    const granted = await grant(handle);
    expect(granted).toMatchObject({
      Bucket: 'sandbox-bucket',
      Endpoint: `127.0.0.1:${port}`,
      AccessKeyId: 'sandbox-id',
      UseAccelerate: false,
    });
    const { request, url } = orderOf(granted);
    expect(url).toBe(`http://127.0.0.1:${port}/sandbox-bucket/${granted.ObjectKey}`);
    const posted = await handle(request);
    expect([posted.status, posted.headers.ETag?.toLowerCase()]).toEqual([201, `"${md5(greyImage())}"`]);
    expect(posted.body.toString()).toMatch(
      /<PostResponse><Bucket>sandbox-bucket<\/Bucket><Location>http:[^<]+<\/Location><Key>[^<]+<\/Key><ETag>/,
    );
    expect((await handle(plainRequest('GET', url))).body.equals(greyImage())).toBe(true);
    expect(saidBy(await handle(detect(url)))).toEqual([200, undefined]);
  });

  it.each([
    ['200', 200],
    ['', 204],
    ['99', 204],
  ])('with success_action_status %j gets the status %i', async (wanted, status) => {
    const handle = await handler();
    expect((await handle(formOf(await grant(handle), { success_action_status: wanted }))).status).toBe(status);
  });

  it('is allowed for an hour', async () => {
    const handle = await handler();
    const { request } = orderOf(await grant(handle));
    await setClock(handle, 3599);
    expect((await handle(request)).status).toBe(201);
    await setClock(handle, 3600);
    expect(errorOf(await handle(request))).toEqual([403, 'AccessDenied']);
  });

  it('is refused if it is too long to keep', async () => {
    const handle = await handler();
    const { request } = orderOf(await grant(handle));
    expect(errorOf(await handle({ ...request, bodyBytes: request.body.length + 1 }))).toEqual([400, 'EntityTooLarge']);
    const long = orderOf(await grant(handle), Buffer.alloc(32 * 2 ** 20 + 1));
    expect(errorOf(await handle(long.request))).toEqual([400, 'EntityTooLarge']);
  });
});

/** The form, with changed fields or in another order. */
function formOf(
  granted: Record<string, unknown>,
  changes: Record<string, string | undefined> = {},
  order?: readonly string[],
): ReceivedRequest {
  const texts: Record<string, unknown> = {
    OSSAccessKeyId: granted.AccessKeyId,
    policy: granted.EncodedPolicy,
    Signature: granted.Signature,
    key: granted.ObjectKey,
    success_action_status: '201',
    ...changes,
  };
  const names = (order ?? [...Object.keys(texts), 'file']).filter((name) => name === 'file' || texts[name] !== undefined);
  const parts = names.map(
    (name): FormPart => (name === 'file' ? { name, value: media(greyImage()), fileName: 'upload' } : { name, value: String(texts[name]) }),
  );
  const { contentType, bytes } = multipartForm(parts);
  return plainRequest('POST', '/sandbox-bucket/', bytes, [['Content-Type', contentType]]);
}

describe('a form', () => {
  it.each([
    ['another key name', { key: 'upload/facebody/other' }],
    ['another AccessKeyId', { OSSAccessKeyId: 'LTAIother' }],
    ['another signature', { Signature: 'AAAA' }],
    ['another policy', { policy: Buffer.from('{"expiration":"2099-01-01T00:00:00.000Z"}').toString('base64') }],
  ])('is denied with %s', async (_name, changes) => {
    const handle = await handler();
    expect(errorOf(await handle(formOf(await grant(handle), changes)))).toEqual([403, 'AccessDenied']);
  });

  it.each([['OSSAccessKeyId'], ['policy'], ['Signature'], ['key']])('is malformed without %s', async (name) => {
    const handle = await handler();
    expect(errorOf(await handle(formOf(await grant(handle), { [name]: undefined })))).toEqual([400, 'MalformedPOSTRequest']);
  });

  it('is malformed with a field after the file, with a repeated field, or in another format', async () => {
    const handle = await handler();
    const granted = await grant(handle);
    const all = ['OSSAccessKeyId', 'policy', 'Signature', 'file', 'key'];
    expect(errorOf(await handle(formOf(granted, {}, all)))).toEqual([400, 'MalformedPOSTRequest']);
    expect(errorOf(await handle(formOf(granted, {}, ['key', ...all.filter((name) => name !== 'file'), 'file'])))).toEqual([
      400,
      'MalformedPOSTRequest',
    ]);
    expect(errorOf(await handle(plainRequest('POST', '/sandbox-bucket/', Buffer.from('x'))))).toEqual([400, 'MalformedPOSTRequest']);
  });

  it('is refused with another host name, and with another method', async () => {
    const handle = await handler();
    const form = formOf(await grant(handle));
    expect(errorOf(await handle(withHeader(form, 'Host', 'rebound.example')))).toEqual([403, 'AccessDenied']);
    expect(errorOf(await handle({ ...form, method: 'PUT' }))).toEqual([405, 'MethodNotAllowed']);
    expect(errorOf(await handle(plainRequest('GET', '/sandbox-bucket/nothing')))).toEqual([404, 'NoSuchKey']);
  });
});

describe('an outcome chosen before the upload', () => {
  it('waits for the action that takes the file', async () => {
    const handle = await handler();
    await choose(handle, 'InvalidFile.Decode', 1);
    const url = await uploaded(handle);
    expect(saidBy(await handle(detect(url)))).toEqual([400, 'InvalidFile.Decode']);
    expect(saidBy(await handle(detect(url)))).toEqual([200, undefined]);
  });

  it('counts for the grant if it is about any call', async () => {
    const handle = await handler();
    await choose(handle, 'throttled', 1);
    expect((await grant(handle)).Code).toBe('Throttling.User');
  });
});
