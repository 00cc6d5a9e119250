import { describe, expect, it } from 'vitest';
import type { HttpResponse } from '../../../src/core/http.ts';
import { tencent } from '../../../src/vendors/tencent/vendor.ts';

const answer = (body: unknown, status = 200): HttpResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
});

const decoded = (response: HttpResponse) => tencent.decode(response, { name: 'CompareFaceLiveness' });

const Response = { Result: '0', RequestId: 'r-1' };

describe('decodeAnswer', () => {
  it('reads a result and a refusal', async () => {
    expect(await decoded(answer({ Response }))).toEqual({ kind: 'result', fields: Response, requestId: 'r-1' });
    expect(await decoded(answer({ Response: { Error: { Code: 'A.B', Message: 'no' }, RequestId: 'r-2' } }))).toEqual({
      kind: 'refusal',
      code: 'A.B',
      message: 'no',
      requestId: 'r-2',
    });
  });

  it.each([
    ['an Error next to Response', { Response, Error: { Code: 'FailedOperation.LivessDetectFake' } }],
    ['a null Error next to Response', { Response, Error: null }],
    ['another member next to Response', { Response, Result: '2016' }],
    ['no Response', { Result: '0', RequestId: 'r-1' }],
    ['a Response that is a list', { Response: [Response] }],
    ['a Response that is text', { Response: JSON.stringify(Response) }],
    ['an Error without a Code', { Response: { ...Response, Error: {} } }],
    ['an Error that is text', { Response: { ...Response, Error: 'no' } }],
    ['a member that occurs twice', '{"Response":{"Result":"2016","Result":"0","RequestId":"r-1"}}'],
    ['a number so small that it would be read as 0', '{"Response":{"ErrorCode":1e-400,"RequestId":"r-1"}}'],
    ['JSON that is cut off', '{"Response":{"Result":"0"'],
    ['HTML', '<html></html>'],
    ['no content', ''],
    ['an Error whose Code is a number', { Response: { RequestId: 'r-1', Error: { Code: 7, Message: 'no' } } }],
  ])('refuses an answer with %s', async (_what, body) => {
    await expect(decoded(answer(body))).rejects.toThrow(expect.objectContaining({ category: 'unreadable' }));
  });

  it.each([
    ['a Code that is a number', { Response: { RequestId: 'odd/id', Error: { Code: 7, Message: 'no' } } }, 200],
    ['no Code', { Response: { RequestId: 'odd/id', Error: 'no' } }, 200],
    ['an Error next to a result', { Response: { RequestId: 'odd/id', Score: 1, Error: { Code: 'A' } } }, 200],
    ['another member next to Response', { Response: { RequestId: 'odd/id' }, more: 1 }, 200],
    ['a status that means failure', { Response: { RequestId: 'odd/id', Result: '0' } }, 500],
    ['a member that occurs twice', '{"Response":{"Result":"2016","Result":"0","RequestId":"odd/id"}}', 200],
    ['a number that cannot be read', '{"Response":{"ErrorCode":1e-400,"RequestId":"odd/id"}}', 200],
  ])('keeps the request id of an answer that cannot be read because of %s', async (_what, body, status) => {
    await expect(async () => decoded(answer(body, status))).rejects.toMatchObject({ exitCode: 23, requestId: 'odd/id' });
  });

  it.each([undefined, null, '', ' ', 1, ['r-1']])('reads the RequestId %j as missing', async (RequestId) => {
    expect(await decoded(answer({ Response: { ...Response, RequestId } }))).toMatchObject({ kind: 'result', requestId: undefined });
  });

  it('refuses a result whose status means failure', async () => {
    await expect(decoded(answer({ Response }, 500))).rejects.toThrow(expect.objectContaining({ category: 'unreadable' }));
  });
});
