import { describe, expect, it } from 'vitest';
import type { ReceivedRequest } from '../../../src/sandbox/wire/received-request.ts';
import { signRpc } from '../../../src/sign/aliyun-rpc.ts';
import { answerOf, rpcRequest, saidBy, stranger } from '../../support/sandbox-aliyun-requests.ts';
import { handler, withHeader } from '../../support/sandbox-requests.ts';

describe('a request with RPC', () => {
  const codeTo = async (request: ReceivedRequest) => saidBy(await (await handler())(request));

  it.each(['Action', 'Version', 'Timestamp', 'SignatureNonce', 'SignatureMethod', 'SignatureVersion', 'AccessKeyId'])(
    'is refused without %s, with a code that names it',
    async (name) => {
      expect(await codeTo(rpcRequest({}, { [name]: undefined }))).toEqual([400, `Missing${name}`]);
    },
  );

  it.each([
    ['only an action and its version', { target: '/?Action=CompareFace&Version=2019-12-30' }, 'MissingAccessKeyId'],
    ['one of Alibaba Cloud’s hosts', { headers: [['Host', 'facebody.cn-shanghai.aliyuncs.com']] as const }, 'IncompleteSignature'],
  ])('is refused in its vendor’s shape with %s, and no key', async (_name, changes, code) => {
    const bare = { ...rpcRequest({ method: 'GET' }), target: '/', ...changes };
    const { status, body } = await (await handler())(bare);
    expect(status).toBe(400);
    expect(body.toString()).toContain(code);
    expect(body.toString(), 'the shape of Tencent Cloud').not.toContain('"Response"');
  });

  it('is refused without a signature', async () => {
    const request = rpcRequest({ method: 'GET' });
    expect(await codeTo({ ...request, target: request.target.replace(/&Signature=.*$/, '') })).toEqual([400, 'MissingSignature']);
  });

  it.each([
    [{ SignatureMethod: 'HMAC-SHA256' }, 'InvalidSignatureMethod'],
    [{ SignatureVersion: '2.0' }, 'IncompleteSignature'],
    [{ Timestamp: '2026-1-15T12:00:00Z' }, 'InvalidTimeStamp.Format'],
    [{ Timestamp: '2026-01-15T12:00:00.000Z' }, 'InvalidTimeStamp.Format'],
    [{ Timestamp: '2026-13-15T12:00:00Z' }, 'InvalidTimeStamp.Format'],
    [{ Timestamp: '2026-02-30T00:00:00Z' }, 'InvalidTimeStamp.Format'],
    [{ Timestamp: '2026-01-14T24:00:00Z' }, 'InvalidTimeStamp.Format'],
    [{ Timestamp: '+02026-01-15T12:00:00Z' }, 'InvalidTimeStamp.Format'],
    [{ SecurityToken: 'abc' }, 'InvalidSecurityToken.Malformed'],
    [{ SecurityToken: 'sandbox-token' }, undefined],
    [{ SecurityToken: '' }, undefined],
    [{ SignatureType: '' }, undefined],
    [{ SignatureType: 'BEARERTOKEN' }, 'InvalidSignatureMethod'],
    [{ RegionId: 'cn-shanghai' }, undefined],
  ])('with %j gets %s', async (changes, code) => {
    expect((await codeTo(rpcRequest({}, changes)))[1]).toBe(code);
  });

  it('can have parameters in its query and its form, in any order', async () => {
    const request = rpcRequest();
    const pairs = request.body.toString().split('&').reverse();
    const body = Buffer.from(pairs.slice(4).join('&'));
    expect(await codeTo({ ...request, target: `/?${pairs.slice(0, 4).join('&')}`, body, bodyBytes: body.length })).toEqual([
      200,
      undefined,
    ]);
  });

  it.each([
    ['a repeated name', (text: string) => `${text}&Format=JSON`],
    ['an empty pair', (text: string) => text.replace('&', '&&')],
    ['lower-case hexadecimal', (text: string) => text.replace('=%2F', '=%2f')],
    ['a space that is not encoded', (text: string) => text.replace('Version=2019', 'Version= 2019')],
  ])('is refused with %s', async (name, change) => {
    const request = rpcRequest({ params: { ImageDataA: '/', ImageDataB: '/' } });
    const body = Buffer.from(change(request.body.toString()));
    const code = (await codeTo({ ...request, body, bodyBytes: body.length }))[1];
    expect(code, name).toBe('SignatureDoesNotMatch');
  });

  it('is refused with another path, or with a body that is not a form', async () => {
    const get = rpcRequest({ method: 'GET' });
    expect((await codeTo({ ...get, target: get.target.replace('/?', '/v1?') }))[1]).toBe('SignatureDoesNotMatch');
    expect((await codeTo({ ...get, body: Buffer.from('{}'), bodyBytes: 2 }))[1]).toBe('SignatureDoesNotMatch');
  });

  it.each(['', 'Format=JSON', 'AccessKeyId=x'])(
    'is refused as GET with the form %j in addition to its query, unless the form is empty',
    async (form) => {
      const request = withHeader(rpcRequest({ method: 'GET' }), 'Content-Type', 'application/x-www-form-urlencoded');
      const reply = await (await handler())({ ...request, body: Buffer.from(form), bodyBytes: form.length });
      expect([answerOf(reply).Code, answerOf(reply).Sandbox?.Reason]).toEqual(
        form === '' ? [undefined, undefined] : ['SignatureDoesNotMatch', 'a GET has its parameters in the query, and no body'],
      );
    },
  );

  it.each(['Basic c2FuZGJveA==', 'Bearer x', ''])('is not read as ACS3 with the Authorization %j', async (value) => {
    expect(await codeTo(withHeader(rpcRequest(), 'Authorization', value))).toEqual([200, undefined]);
  });

  it('is read as ACS3 if it has an Authorization of ACS3', async () => {
    expect((await codeTo(withHeader(rpcRequest(), 'Authorization', 'ACS3-HMAC-SHA256 x')))[1]).toBe('IncompleteSignature');
  });

  it('is answered with its complete string to sign, also if it contains an image', async () => {
    const params = { ImageDataA: 'A'.repeat(100_000), ImageDataB: 'A' };
    const request = rpcRequest({ params, credentials: stranger });
    const reply = await (await handler())(request);
    const { StringToSign } = signRpc(
      { method: 'POST', params: Object.fromEntries(new URLSearchParams(request.body.toString())) },
      stranger,
    );
    expect(answerOf(reply).Message).toBe(
      `Specified signature is not matched with our calculation. server string to sign is:${StringToSign}`,
    );
  });

  it('is refused for an unknown host, because the host is not signed', async () => {
    const reply = await (await handler())(rpcRequest({ host: 'facebody.example' }));
    expect([answerOf(reply).Code, answerOf(reply).Sandbox?.Reason]).toEqual([
      'SignatureDoesNotMatch',
      'the Host is neither the sandbox nor one of the vendor’s',
    ]);
  });
});
