import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Refusal } from '../../../src/core/answer.ts';
import { percentEncode } from '../../../src/sign/encode.ts';
import { decodeAliyun } from '../../../src/vendors/aliyun/answer/decode.ts';
import { diagnose } from '../../../src/vendors/aliyun/diagnose.ts';
import { aliyun } from '../../../src/vendors/aliyun/vendor.ts';
import type { Plan } from '../../../src/vendors/vendor.ts';
import { aliyunResponse } from '../../support/aliyun-answers.ts';
import { aliyunCall, testKeys, testMoment } from '../../support/aliyun-calls.ts';

const refused = (serverStringToSign?: string): Refusal => ({
  kind: 'refusal',
  code: 'SignatureDoesNotMatch',
  message: 'does not match',
  requestId: 'r-1',
  ...(serverStringToSign === undefined ? {} : { serverStringToSign }),
});

const values = { Service: 'intl_face_verify', ServiceParameters: '{"name":"Nguyen Van+A","photo":"/9j/4AAQ"}' };
const call = aliyunCall({ values });
const ours = String(aliyun.sign(call, testKeys, testMoment).stages.StringToSign);
const said = (theirs: string | undefined, of: Plan = call) => diagnose(refused(theirs), of, testKeys, testMoment);

/** A value as it is written in the string to sign. */
const twice = (value: string): string => percentEncode(percentEncode(value));
const swapped = (from: string, to: string): string => {
  expect(ours).toContain(from);
  return ours.replace(from, to);
};

describe('a string to sign that the service returned', () => {
  it('means a wrong secret if it equals ours', () => {
    for (const theirs of [ours, ` ${ours}\n`]) expect(said(theirs)).toMatch(/same string.*AccessKeySecret does not belong/);
  });

  it('means a wrong secret if it is cut after 4,096 characters, and not if it is cut earlier', () => {
    const long = aliyunCall({ values: { ...values, ServiceParameters: JSON.stringify({ photo: '/9j/4AAQ'.repeat(1000) }) } });
    const complete = String(aliyun.sign(long, testKeys, testMoment).stages.StringToSign);
    expect(complete.length).toBeGreaterThan(5000);
    for (const length of [4096, 5000, complete.length])
      expect(said(complete.slice(0, length), long)).toContain('AccessKeySecret does not belong');
    expect(said(complete.slice(0, 4095), long)).toContain('another value of ServiceParameters: it was cut off');
    expect(ours.length).toBeLessThan(4096);
    expect(said(ours.slice(0, 300))).toContain('another value of SignatureNonce: it was cut off');
  });

  it('gives no diagnosis if it is absent or empty', () => {
    for (const theirs of [undefined, '', '  ']) expect(said(theirs)).toBeUndefined();
  });

  it.each([
    ['another method', swapped('POST&', 'GET&'), 'signed GET, but idv signed POST'],
    ['a method that does not exist', swapped('POST&', 'Nguyen&'), 'signed another method, but idv signed POST'],
    ['another path', swapped('&%2F&', '&%2Fapi%2F&'), 'another path'],
    ['a missing parameter', swapped('%26Service%3Dintl_face_verify', ''), 'did not sign Service: it was lost'],
    [
      'an additional parameter',
      swapped('%26Service%3D', '%26Region%3Dx%26Service%3D'),
      'also signed Region: something in between added it',
    ],
    ['an additional parameter at the end', `${ours}%26Zone%3D1`, 'also signed Zone'],
    ['an additional parameter whose name is not valid', `${ours}%26Nguyen%2520Van%3D1`, 'also signed what idv did not send'],
    ['additional text without a value', `${ours}%26NguyenVanA`, 'also signed what idv did not send'],
    ['another value', swapped('intl_face_verify', 'intl_face_verifi'), 'another value of Service: a proxy or a gateway'],
    ['an empty value', swapped('intl_face_verify', ''), 'value of Service: it arrived empty'],
    ['a shorter value', swapped('intl_face_verify', 'intl_face'), 'value of Service: it was cut off'],
    ['a blank instead of a plus', swapped(twice('Van+A'), twice('Van A')), 'value of ServiceParameters: a blank or a plus'],
    ['a plus instead of a blank', swapped(twice('Nguyen Van'), twice('Nguyen+Van')), 'a blank or a plus'],
    ['a plus that is not encoded', swapped(twice('Nguyen Van'), percentEncode('Nguyen+Van')), 'a blank or a plus'],
    ['a line break', swapped(twice('/9j/4AAQ'), twice('/9j/\r\n4AAQ')), 'a line break was added'],
    ['another letter in a value with a blank', swapped(twice('Nguyen Van'), twice('Nguyem Van')), 'a proxy or a gateway'],
    ['another timestamp', swapped('12%253A46%253A24Z', '12%253A46%253A25Z'), 'another value of Timestamp'],
    ['text that is not a string to sign', 'x', 'another method'],
  ])('names the difference if it has %s', (_what, theirs, expected) => expect(said(theirs)).toContain(expected));
});

describe('a string to sign of acs3', () => {
  const acs3 = aliyunCall({ signMethod: 'acs3', values });
  const { StringToSign } = aliyun.sign(acs3, testKeys, testMoment).stages;

  it('shows whether the secret is wrong or the request was changed', () => {
    expect(said(String(StringToSign), acs3)).toContain('AccessKeySecret does not belong');
    expect(said(`${StringToSign}\nserver CanonicalRequest is:POST`, acs3)).toContain('AccessKeySecret does not belong');
    expect(said('ACS3-HMAC-SHA256\n0000', acs3)).toContain('another CanonicalRequest');
  });

  it('means a wrong secret if it equals ours, also for a call with a token', () => {
    const withToken = { ...testKeys, token: 'sts-token' };
    const signed = aliyun.sign(acs3, withToken, testMoment);
    expect(diagnose(refused(String(signed.stages.StringToSign)), acs3, withToken, testMoment)).toContain('AccessKeySecret does not belong');
  });
});

it('diagnose finds the string to sign in an answer of the service', () => {
  const Message = `Specified signature is not matched with our calculation. server string to sign is:${ours}`;
  const answer = decodeAliyun(aliyunResponse({ RequestId: '1', Code: 'SignatureDoesNotMatch', Message }, 400), { name: call.actionName });
  expect(answer.kind === 'refusal' && diagnose(answer, call, testKeys, testMoment)).toContain('AccessKeySecret does not belong');
});

describe('the text of a diagnosis', () => {
  /** Values that no text of idv contains by chance. */
  const secret = fc.stringMatching(/^[A-Z]{3}[a-z0-9 +/=&%é]{6,20}$/);
  const mangled = (text: string): fc.Arbitrary<string> =>
    fc.oneof(
      fc.constantFrom(
        decodeURIComponent(text),
        decodeURIComponent(decodeURIComponent(text)),
        percentEncode(text),
        text.replaceAll('%', ''),
        text.split('&').at(-1) ?? '',
      ),
      fc.tuple(fc.nat(text.length), fc.nat(text.length)).map(([from, length]) => text.slice(0, from) + text.slice(from + length)),
      fc
        .tuple(fc.nat(text.length), fc.constantFrom('&', '%26', '%3D', '+', 'x', '\n'))
        .map(([at, more]) => text.slice(0, at) + more + text.slice(at)),
    );

  it('never contains a sent value, however the string was changed', () => {
    const cases = fc.record({ photo: secret, name: secret, id: secret, token: secret }).chain((sent) => {
      const made = aliyunCall({ values: { ServiceParameters: JSON.stringify({ photo: sent.photo }), Name: sent.name } });
      const keys = { id: sent.id, secret: 'key', token: sent.token };
      const { CanonicalizedQueryString } = aliyun.sign(made, keys, testMoment).stages;
      const whole = `POST&%2F&${percentEncode(String(CanonicalizedQueryString).replace('%3Cmasked%3E', percentEncode(sent.token)))}`;
      return mangled(whole).map((theirs) => ({ sent, made, keys, theirs }));
    });
    fc.assert(
      fc.property(cases, ({ sent, made, keys, theirs }) => {
        const text = diagnose(refused(theirs), made, keys, testMoment) ?? '';
        for (const value of Object.values(sent)) {
          for (const written of [value, percentEncode(value), twice(value)]) expect(text).not.toContain(written);
        }
      }),
      { numRuns: 500 },
    );
  });
});
