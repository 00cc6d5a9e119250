import { describe, expect, it } from 'vitest';
import type { ReceivedRequest } from '../../../src/sandbox/exchange.ts';
import { percentEncode } from '../../../src/sign/encode.ts';
import { acs3Request, answerOf, rpcRequest, saidBy, schemes, type Variation } from '../../support/sandbox-aliyun-requests.ts';
import { handler, nowS, withHeader } from '../../support/sandbox-requests.ts';

const stranger = { id: 'sandbox-id', secret: 'another-key' };

describe.each(Object.entries(schemes))('a call signed by %s', (_scheme, requestOf) => {
  const codeTo = async (variation: Variation) => saidBy(await (await handler())(requestOf(variation)));

  it.each(['GET', 'POST'] as const)('as %s is answered', async (method) => {
    const reply = await (await handler())(requestOf({ method }));
    expect([reply.status, answerOf(reply).Data?.Confidence]).toEqual([200, 96.3]);
    expect(reply.headers['x-acs-request-id']).toBe(answerOf(reply).RequestId);
  });

  it('by another key is refused with the server’s string to sign, and never with a key', async () => {
    const request = requestOf({ credentials: stranger, action: 'DetectFace' });
    const reply = await (await handler())(request);
    const { Message = '', Sandbox } = answerOf(reply);
    expect(saidBy(reply)).toEqual([400, 'SignatureDoesNotMatch']);
    expect(Message).toMatch(
      /^Specified signature does not match our calculation\. server string to sign is:(?:POST&%2F&|ACS3-HMAC-SHA256\n)/,
    );
    expect(Sandbox?.Reason).toMatch(/^the signature is not that of the /);
    expect(reply.body.toString()).not.toMatch(/sandbox-key|another-key/);
  });

  it('of an unknown key is told so, whatever its signature', async () => {
    expect(await codeTo({ credentials: { id: 'LTAIother', secret: 'x' } })).toEqual([404, 'InvalidAccessKeyId.NotFound']);
  });

  it.each([
    [900, undefined],
    [-900, undefined],
    [901, 'InvalidTimeStamp.Expired'],
    [-901, 'InvalidTimeStamp.Expired'],
  ])('%i seconds off gives %s', async (offsetS, code) => {
    expect((await codeTo({ timestamp: nowS + offsetS }))[1]).toBe(code);
  });

  it('learns of the clock only if it is rightly signed', async () => {
    expect((await codeTo({ timestamp: nowS + 901, credentials: stranger }))[1]).toBe('SignatureDoesNotMatch');
  });

  it('takes a nonce once, and one of a refused signature not at all', async () => {
    const handle = await handler();
    const nonce = 'n';
    const code = async (variation: Variation) => saidBy(await handle(requestOf({ nonce, ...variation })));
    expect(await code({ credentials: stranger })).toEqual([400, 'SignatureDoesNotMatch']);
    expect(await code({})).toEqual([200, undefined]);
    expect(await code({})).toEqual([400, 'SignatureNonceUsed']);
    expect(await code({ action: 'DetectFace' })).toEqual([400, 'SignatureNonceUsed']);
    expect(await code({ nonce: 'm' })).toEqual([200, undefined]);
  });

  it.each([
    ['of an unknown version', { version: '2017-01-01' }, 400, 'NoSuchVersion'],
    ['of an unknown action', { action: 'CompareFaces', version: '2019-12-30' }, 404, 'InvalidAction.NotFound'],
    ['of another version’s action', { action: 'CompareFace', version: '2019-05-21' }, 404, 'InvalidApi.NotFound'],
    [
      'of another product’s action',
      { action: 'RecognizeIdentityCard', host: 'facebody.cn-shanghai.aliyuncs.com' },
      404,
      'InvalidApi.NotFound',
    ],
    ['without a parameter', { params: {} }, 400, 'InvalidParameter'],
    ['without a required parameter', { action: 'DetectFace', params: {} }, 400, 'MissingParameter'],
    [
      'with an unknown parameter',
      { action: 'DetectFace', params: { ImageURL: 'https://a.oss-cn-shanghai.aliyuncs.com/b', Stray: '1' } },
      400,
      'InvalidParameter',
    ],
    [
      'with a value of another type',
      { action: 'DetectFace', params: { ImageURL: 'https://a.oss-cn-shanghai.aliyuncs.com/b', Quality: 'yes' } },
      400,
      'InvalidParameter',
    ],
  ] as const)('%s: %j', async (_name, variation, status, code) => {
    expect(await codeTo(variation)).toEqual([status, code]);
  });

  it.each(['PUT', 'DELETE'])('as %s is not taken', async (method) => {
    expect(saidBy(await (await handler())({ ...requestOf(), method }))).toEqual([400, 'UnsupportedHTTPMethod']);
  });

  it('longer than is read is told so', async () => {
    const request = requestOf();
    expect(saidBy(await (await handler())({ ...request, bodyBytes: request.body.length + 1 }))).toEqual([400, 'InvalidParameter']);
  });

  it.each([
    ['facebody', '2019-12-30', 'facebody.cn-shanghai.aliyuncs.com'],
    ['ocr', '2019-12-30', 'ocr.cn-shanghai.aliyuncs.com'],
    ['videoenhan', '2020-03-20', 'videoenhan.cn-shanghai.aliyuncs.com'],
  ])('reads a job of %s', async (_product, version, host) => {
    expect(await codeTo({ action: 'GetAsyncJobResult', version, host })).toEqual([200, undefined]);
  });
});

describe('RPC', () => {
  const codeTo = async (request: ReceivedRequest) => saidBy(await (await handler())(request));

  it.each(['Action', 'Version', 'Timestamp', 'SignatureNonce', 'SignatureMethod', 'SignatureVersion', 'AccessKeyId'])(
    'without %s says so',
    async (name) => {
      expect(await codeTo(rpcRequest({}, { [name]: undefined }))).toEqual([400, `Missing${name}`]);
    },
  );

  it('without a signature says so', async () => {
    const request = rpcRequest({ method: 'GET' });
    expect(await codeTo({ ...request, target: request.target.replace(/&Signature=.*$/, '') })).toEqual([400, 'MissingSignature']);
  });

  it.each([
    [{ SignatureMethod: 'HMAC-SHA256' }, 'InvalidSignatureMethod'],
    [{ SignatureVersion: '2.0' }, 'IncompleteSignature'],
    [{ Timestamp: '2026-1-15T12:00:00Z' }, 'InvalidTimeStamp.Format'],
    [{ Timestamp: '2026-01-15T12:00:00.000Z' }, 'InvalidTimeStamp.Format'],
    [{ Timestamp: '2026-13-15T12:00:00Z' }, 'InvalidTimeStamp.Format'],
    [{ SecurityToken: 'abc' }, 'InvalidAccessKeyId.NotFound'],
    [{ RegionId: 'cn-shanghai' }, undefined],
  ])('with %j: %s', async (changes, code) => {
    expect((await codeTo(rpcRequest({}, changes)))[1]).toBe(code);
  });

  it('may stand in query and form at once, in any order', async () => {
    const request = rpcRequest();
    const pairs = request.body.toString().split('&').reverse();
    const body = Buffer.from(pairs.slice(4).join('&'));
    expect(await codeTo({ ...request, target: `/?${pairs.slice(0, 4).join('&')}`, body, bodyBytes: body.length })).toEqual([
      200,
      undefined,
    ]);
  });

  it.each([
    ['a name twice', (text: string) => `${text}&Format=JSON`],
    ['an empty pair', (text: string) => text.replace('&', '&&')],
    ['lower-case hexadecimal', (text: string) => text.replace('=%2F', '=%2f')],
    ['a blank as it is', (text: string) => text.replace('Version=2019', 'Version= 2019')],
  ])('with %s is refused', async (name, change) => {
    const request = rpcRequest({ params: { ImageDataA: '/', ImageDataB: '/' } });
    const body = Buffer.from(change(request.body.toString()));
    const code = (await codeTo({ ...request, body, bodyBytes: body.length }))[1];
    expect(code, name).toBe('SignatureDoesNotMatch');
  });

  it('to another path, or with a body that is no form, is refused', async () => {
    const get = rpcRequest({ method: 'GET' });
    expect((await codeTo({ ...get, target: get.target.replace('/?', '/v1?') }))[1]).toBe('SignatureDoesNotMatch');
    expect((await codeTo({ ...get, body: Buffer.from('{}'), bodyBytes: 2 }))[1]).toBe('SignatureDoesNotMatch');
  });

  it('with a picture is answered with the string to sign up to 64 KiB', async () => {
    const params = { ImageDataA: 'A'.repeat(100_000), ImageDataB: 'A' };
    const reply = await (await handler())(rpcRequest({ params, credentials: stranger }));
    const [, signed = ''] = String(answerOf(reply).Message).split('server string to sign is:');
    expect([signed.length, signed.startsWith(`POST&${percentEncode('/')}&`)]).toEqual([65_536, true]);
  });

  it('to a host that is nobody’s is refused, for the host is not signed', async () => {
    const reply = await (await handler())(rpcRequest({ host: 'facebody.example' }));
    expect([answerOf(reply).Code, answerOf(reply).Sandbox?.Reason]).toEqual([
      'SignatureDoesNotMatch',
      'the Host is neither the sandbox nor one of the vendor’s',
    ]);
  });
});

describe('ACS3', () => {
  const codeTo = async (request: ReceivedRequest) => saidBy(await (await handler())(request));

  it.each([
    ['x-acs-action', 400, 'MissingAction'],
    ['x-acs-version', 400, 'MissingVersion'],
    ['x-acs-date', 400, 'MissingTimestamp'],
    ['x-acs-signature-nonce', 400, 'MissingSignatureNonce'],
    ['x-acs-content-sha256', 400, 'SignatureDoesNotMatch'],
  ])('without %s: %i %s', async (name, status, code) => {
    expect(await codeTo(acs3Request({}, { [name]: undefined }))).toEqual([status, code]);
  });

  it.each([
    [undefined, 'IncompleteSignature'],
    ['', 'IncompleteSignature'],
    ['ACS3-HMAC-SHA256 Credential=sandbox-id', 'IncompleteSignature'],
    ['ACS3-HMAC-SM3 Credential=sandbox-id,SignedHeaders=host,Signature=00', 'InvalidSignatureMethod'],
    ['ACS3-HMAC-SHA256 Credential=sandbox-id,SignedHeaders=host,Signature=00', 'SignatureDoesNotMatch'],
  ])('with the Authorization %j: %s', async (value, code) => {
    expect(await codeTo(withHeader(acs3Request(), 'authorization', value))).toEqual([400, code]);
  });

  it.each([
    [{ 'x-acs-date': '20260115T120000Z' }, 'InvalidTimeStamp.Format'],
    [{ 'x-acs-security-token': 'abc' }, 'InvalidAccessKeyId.NotFound'],
    [{ 'x-acs-content-sha256': '0'.repeat(64) }, 'SignatureDoesNotMatch'],
    [{ 'content-type': 'application/json' }, 'InvalidParameter'],
    [{ 'x-acs-credentials-provider': 'static_ak' }, undefined],
  ])('with %j: %s', async (changes, code) => {
    expect((await codeTo(acs3Request({}, changes)))[1]).toBe(code);
  });

  it('with a header beside the signed ones is refused', async () => {
    expect((await codeTo(withHeader(acs3Request(), 'x-acs-extra', '1')))[1]).toBe('SignatureDoesNotMatch');
  });

  it('to a host of no product is told so', async () => {
    expect(await codeTo(acs3Request({ host: 'ecs.cn-hangzhou.aliyuncs.com' }))).toEqual([404, 'InvalidProduct.NotFound']);
  });

  it('that fails is answered with the canonical request', async () => {
    const reply = await (await handler())(acs3Request({ credentials: stranger }));
    expect(answerOf(reply).Sandbox?.CanonicalRequest).toMatch(
      /^POST\n\/\n\ncontent-type:application\/x-www-form-urlencoded\nhost:127\.0\.0\.1:4567\n/,
    );
  });

  it('with a name twice is refused', async () => {
    const request = acs3Request({ action: 'DetectFace', params: { ImageURL: 'x' }, method: 'GET' });
    const target = `${request.target}&ImageURL=y`;
    expect((await codeTo({ ...request, target }))[1]).toBe('SignatureDoesNotMatch');
  });
});
