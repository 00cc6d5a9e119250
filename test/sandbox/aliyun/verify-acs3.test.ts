import { describe, expect, it } from 'vitest';
import type { ReceivedRequest } from '../../../src/sandbox/wire/received-request.ts';
import { acs3Request, answerOf, saidBy, stranger } from '../../support/sandbox-aliyun-requests.ts';
import { handler, withHeader } from '../../support/sandbox-requests.ts';

describe('a request with ACS3', () => {
  const codeTo = async (request: ReceivedRequest) => saidBy(await (await handler())(request));

  it.each([
    ['x-acs-action', 400, 'MissingAction'],
    ['x-acs-version', 400, 'MissingVersion'],
    ['x-acs-date', 400, 'MissingTimestamp'],
    ['x-acs-signature-nonce', 400, 'MissingSignatureNonce'],
    ['x-acs-content-sha256', 400, 'SignatureDoesNotMatch'],
  ])('without %s gets %i %s', async (name, status, code) => {
    expect(await codeTo(acs3Request({}, { [name]: undefined }))).toEqual([status, code]);
  });

  it.each([
    [undefined, 'IncompleteSignature'],
    ['', 'IncompleteSignature'],
    ['ACS3-HMAC-SHA256 Credential=sandbox-id', 'IncompleteSignature'],
    ['ACS3-HMAC-SM3 Credential=sandbox-id,SignedHeaders=host,Signature=00', 'InvalidSignatureMethod'],
    ['ACS3-HMAC-SHA256 Credential=sandbox-id,SignedHeaders=host,Signature=00', 'SignatureDoesNotMatch'],
  ])('with the Authorization %j gets %s', async (value, code) => {
    expect(await codeTo(withHeader(acs3Request(), 'authorization', value))).toEqual([400, code]);
  });

  it.each([
    [{ 'x-acs-date': '20260115T120000Z' }, 'InvalidTimeStamp.Format'],
    [{ 'x-acs-security-token': 'abc' }, 'InvalidSecurityToken.Malformed'],
    [{ 'x-acs-security-token': 'sandbox-token' }, undefined],
    [{ 'x-acs-security-token': '' }, undefined],
    [{ 'x-acs-content-sha256': '0'.repeat(64) }, 'SignatureDoesNotMatch'],
    [{ 'content-type': 'application/json' }, 'InvalidParameter'],
    [{ 'x-acs-credentials-provider': 'static_ak' }, undefined],
  ])('with %j gets %s', async (changes, code) => {
    expect((await codeTo(acs3Request({}, changes)))[1]).toBe(code);
  });

  it('is refused with an extra header that is not signed', async () => {
    expect((await codeTo(withHeader(acs3Request(), 'x-acs-extra', '1')))[1]).toBe('SignatureDoesNotMatch');
  });

  it('is refused with another list of signed headers, although its signature is correct', async () => {
    const request = acs3Request();
    const [, sent = ''] = request.headers.find(([name]) => name === 'Authorization') ?? [];
    const { Code, Sandbox } = answerOf(
      await (await handler())(withHeader(request, 'Authorization', sent.replace(/SignedHeaders=[^,]*/, 'SignedHeaders=host'))),
    );
    expect([Code, Sandbox?.Reason]).toEqual(['SignatureDoesNotMatch', 'SignedHeaders does not list x-acs-action']);
  });

  it.each(['/v1', '//', ''])('is refused with the path %j, although the path is signed', async (path) => {
    const { Code, Sandbox } = answerOf(await (await handler())(acs3Request({ path })));
    expect([Code, Sandbox?.Reason]).toEqual(['SignatureDoesNotMatch', 'the path is not /']);
  });

  it.each([
    [4096, 'SignatureDoesNotMatch'],
    [4097, 'IncompleteSignature'],
  ])('with an Authorization of %i characters gets %s', async (length, code) => {
    const value = 'ACS3-HMAC-SHA256 Credential=sandbox-id,SignedHeaders=host,Signature='.padEnd(length, '0');
    expect(await codeTo(withHeader(acs3Request(), 'Authorization', value))).toEqual([400, code]);
  });

  it('is refused as GET with a form in addition to its query', async () => {
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await codeTo(acs3Request({ method: 'GET', form: 'QualityScoreThreshold=1' }, type)))[1]).toBe('InvalidParameter');
    expect((await codeTo(acs3Request({ method: 'GET' }, type)))[1]).toBeUndefined();
  });

  it('is refused for a host of an unknown product', async () => {
    expect(await codeTo(acs3Request({ host: 'ecs.cn-hangzhou.aliyuncs.com' }))).toEqual([404, 'InvalidProduct.NotFound']);
  });

  it('is answered with the canonical request if its signature is wrong', async () => {
    const reply = await (await handler())(acs3Request({ credentials: stranger }));
    expect(answerOf(reply).Sandbox?.CanonicalRequest).toMatch(
      /^POST\n\/\n\ncontent-type:application\/x-www-form-urlencoded\nhost:127\.0\.0\.1:4567\n/,
    );
  });

  it('is refused with a repeated name', async () => {
    const request = acs3Request({ action: 'DetectFace', params: { ImageURL: 'x' }, method: 'GET' });
    const target = `${request.target}&ImageURL=y`;
    expect((await codeTo({ ...request, target }))[1]).toBe('SignatureDoesNotMatch');
  });
});
