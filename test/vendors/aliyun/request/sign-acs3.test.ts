import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../../../src/sign/encode.ts';
import { aliyun } from '../../../../src/vendors/aliyun/vendor.ts';
import type { Credentials, Plan, SignedCall, SigningMoment } from '../../../../src/vendors/vendor.ts';
import { anyKeys, anyMoment, anyValues, clientParams } from '../../../support/aliyun-any-call.ts';
import { aliyunCall, decodedPairs, encodedOf, testKeys, testMoment } from '../../../support/aliyun-calls.ts';
import { openApiUtil } from '../../../support/aliyun-official-signers.ts';

const sign = (call: Plan, credentials: Credentials = testKeys, at: SigningMoment = testMoment): SignedCall =>
  aliyun.sign(call, credentials, at);

describe.each(['GET', 'POST'] as const)('acs3 %s', (httpMethod) => {
  it('has the Authorization that openapi-util computes for the sent request', () => {
    fc.assert(
      fc.property(anyValues, anyKeys, anyMoment, (given, credentials, at) => {
        const { request, signature } = sign(aliyunCall({ signMethod: 'acs3', httpMethod, values: given }), credentials, at);
        const { Authorization, ...sent } = Object.fromEntries(
          Object.entries(request.headers).map(([name, value]) => [name === 'Authorization' ? name : name.toLowerCase(), value]),
        );
        const [, query = ''] = request.url.split('?');
        const hash = sha256Hex(request.body);
        const official = openApiUtil.getAuthorization(
          { method: httpMethod, pathname: '/', query: query === '' ? {} : decodedPairs(query), headers: sent },
          'ACS3-HMAC-SHA256',
          hash,
          credentials.id,
          credentials.secret,
        );
        expect(Authorization).toBe(official);
        expect(official.endsWith(signature)).toBe(true);
        expect(sent['x-acs-content-sha256']).toBe(hash);
      }),
    );
  });

  it('sends the parameters that openapi-util would send, in the query of a GET or the form of a POST', () => {
    fc.assert(
      fc.property(anyValues, (given) => {
        const flat = clientParams(given);
        const encoded = encodedOf(sign(aliyunCall({ signMethod: 'acs3', httpMethod, values: given })));
        expect(encoded === '' ? {} : decodedPairs(encoded)).toEqual(flat);
      }),
    );
  });

  it.each(['json', 'xml'] as const)('requests an answer in %s with a header that is not signed', (answerFormat) => {
    const { request } = sign(aliyunCall({ signMethod: 'acs3', httpMethod, answerFormat }));
    expect(request.headers.accept).toBe(`application/${answerFormat}`);
    expect(request.headers.Authorization).not.toContain('accept');
  });

  it('accepts values with the names Action and Signature', () => {
    const encoded = encodedOf(sign(aliyunCall({ signMethod: 'acs3', httpMethod, values: { Action: 'mine', Signature: 'mine' } })));
    expect(decodedPairs(encoded)).toEqual({ Action: 'mine', Signature: 'mine' });
  });

  it('sends the headers that the scheme requires', () => {
    const { request } = sign(aliyunCall({ signMethod: 'acs3', httpMethod }), { ...testKeys, token: 'sts' });
    expect(request.headers).toMatchObject({
      Host: 'saf.ap-southeast-1.aliyuncs.com',
      'x-acs-action': 'ExecuteRequest',
      'x-acs-version': '2019-05-21',
      'x-acs-date': '2016-02-23T12:46:24Z',
      'x-acs-signature-nonce': testMoment.nonce,
      'x-acs-security-token': 'sts',
      ...(httpMethod === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
    });
    expect(Object.keys(request.headers).includes('content-type')).toBe(httpMethod === 'POST');
  });
});
