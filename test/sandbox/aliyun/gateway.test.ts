import { describe, expect, it } from 'vitest';
import { answerOf, saidBy, schemes, stranger, type Variation } from '../../support/sandbox-aliyun-requests.ts';
import { handler, nowS } from '../../support/sandbox-requests.ts';

describe.each(Object.entries(schemes))('a call signed by %s', (_scheme, requestOf) => {
  const codeTo = async (variation: Variation) => saidBy(await (await handler())(requestOf(variation)));

  it.each(['GET', 'POST'] as const)('is answered as %s', async (method) => {
    const reply = await (await handler())(requestOf({ method }));
    expect([reply.status, answerOf(reply).Data?.Confidence]).toEqual([200, 96.3]);
    expect(reply.headers['x-acs-request-id']).toBe(answerOf(reply).RequestId);
  });

  it('is refused if its key is wrong, with the server’s string to sign and without a key', async () => {
    const request = requestOf({ credentials: stranger, action: 'DetectFace' });
    const reply = await (await handler())(request);
    const { Message = '', Sandbox } = answerOf(reply);
    expect(saidBy(reply)).toEqual([400, 'SignatureDoesNotMatch']);
    expect(Message).toMatch(
      /^Specified signature is not matched with our calculation\. server string to sign is:(?:POST&%2F&|ACS3-HMAC-SHA256\n)/,
    );
    expect(Sandbox?.Reason).toMatch(/^the signature is not that of the /);
    expect(reply.body.toString()).not.toMatch(/sandbox-key|another-key/);
  });

  it('is refused with an unknown key id before its signature is checked', async () => {
    expect(await codeTo({ credentials: { id: 'LTAIother', secret: 'x' } })).toEqual([404, 'InvalidAccessKeyId.NotFound']);
  });

  it.each([
    [900, undefined],
    [-900, undefined],
    [901, 'InvalidTimeStamp.Expired'],
    [-901, 'InvalidTimeStamp.Expired'],
  ])('with a time that is wrong by %i seconds gets %s', async (offsetS, code) => {
    expect((await codeTo({ timestamp: nowS + offsetS }))[1]).toBe(code);
  });

  it('gets the error of a wrong clock only if its signature is correct', async () => {
    expect((await codeTo({ timestamp: nowS + 901, credentials: stranger }))[1]).toBe('SignatureDoesNotMatch');
  });

  it('uses up its nonce, but not if its signature is refused', async () => {
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
    ['of an unknown action', { action: 'CompareFaces', version: '2019-12-30' }, 400, 'InvalidAction.NotFound'],
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
  ] as const)('%s is refused: %j', async (_name, variation, status, code) => {
    expect(await codeTo(variation)).toEqual([status, code]);
  });

  it.each(['PUT', 'DELETE'])('is not accepted as %s', async (method) => {
    expect(saidBy(await (await handler())({ ...requestOf(), method }))).toEqual([400, 'UnsupportedHTTPMethod']);
  });

  it('is refused if it is too long to read', async () => {
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
