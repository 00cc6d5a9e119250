import { describe, expect, it } from 'vitest';
import { flatten } from '../../../src/vendors/tencent/flatten.ts';
import { codeOf, goodValues, handler, received, responseOf } from '../../support/sandbox-requests.ts';

const multipart = (body?: Buffer) => received({ bodyFormat: 'multipart', ...(body ? { body } : {}) });

describe('a TC3 call as multipart', () => {
  it('is accepted, with its media as raw bytes', async () => {
    const request = multipart();
    expect(request.body.includes((goodValues().ImageBase64 as { bytes: Buffer }).bytes)).toBe(true);
    expect(responseOf(await (await handler())(request))).toMatchObject({ Result: 'Success' });
  });

  it('can have base64 as text instead of a file', async () => {
    const values = flatten(goodValues());
    expect(codeOf(await (await handler())(received({ bodyFormat: 'multipart', values })))).toBeUndefined();
  });

  it.each([
    ['malformed', Buffer.from('{"LivenessType":"SILENT"}'), 'InvalidRequest'],
    ['cut short', multipart().body.subarray(0, -4), 'InvalidRequest'],
  ])('is refused if it is %s', async (_name, body, code) => {
    expect(codeOf(await (await handler())(multipart(body)))).toBe(code);
  });

  it('is refused with a repeated or unknown part', async () => {
    const { body } = multipart();
    const [first = ''] = /^--idv-[0-9a-f]+\r\n/.exec(body.toString('latin1', 0, 100)) ?? [];
    const extra = (name: string) =>
      Buffer.concat([Buffer.from(`${first}Content-Disposition: form-data; name="${name}"\r\n\r\nSILENT\r\n`), body]);
    expect(codeOf(await (await handler())(multipart(extra('LivenessType'))))).toBe('InvalidParameter');
    expect(codeOf(await (await handler())(multipart(extra('Stray'))))).toBe('UnknownParameter');
  });

  it('is refused after a byte of a file changed', async () => {
    const request = multipart();
    const body = Buffer.from(request.body);
    body[300] = (body[300] ?? 0) ^ 1;
    expect(codeOf(await (await handler())({ ...request, body }))).toBe('AuthFailure.SignatureFailure');
  });
});
