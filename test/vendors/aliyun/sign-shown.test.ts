import { describe, expect, it } from 'vitest';
import type { BodyValue } from '../../../src/core/http.ts';
import { sha256Hex } from '../../../src/sign/encode.ts';
import { aliyun } from '../../../src/vendors/aliyun/vendor.ts';
import type { Credentials, Plan, SignedCall } from '../../../src/vendors/vendor.ts';
import { aliyunCall, decodedPairs, encodedOf, everyShape, testKeys, testMoment } from '../../support/aliyun-calls.ts';

const sign = (call: Plan, credentials: Credentials = testKeys): SignedCall => aliyun.sign(call, credentials, testMoment);

describe('the visible form of a signed call', () => {
  const bytes = Buffer.from('a picture of somebody, long enough to be told');
  const photo: BodyValue = { bytes, mediaType: 'image/jpeg' };
  const hidden = [bytes.toString('base64'), encodeURIComponent(bytes.toString('base64')), 'sts-token', testKeys.secret];
  const shownOf = ({ stages, parameters, shownUrl }: SignedCall): string => JSON.stringify({ stages, parameters, shownUrl });
  const facebody = { product: 'facebody', action: 'CompareFace', version: '2019-12-30', values: { ImageDataA: photo } };
  const living = { ...facebody, action: 'DetectLivingFace', values: { Tasks: [{ ImageData: photo }] } };
  const verify = { values: { ServiceParameters: { refFaceContent: photo } } };

  it.each(everyShape)('with %j contains no media, no token and no key', (shape) => {
    for (const variation of [facebody, living, verify]) {
      const call = aliyunCall({ ...shape, ...variation });
      const shown = shownOf(sign(call, { ...testKeys, token: 'sts-token' }));
      for (const secret of hidden) expect(shown).not.toContain(secret);
    }
  });

  it.each(everyShape)('with %j has the signature that is sent', (shape) => {
    const signed = sign(aliyunCall({ ...shape, ...facebody }), { ...testKeys, token: 'sts-token' });
    expect(signed.stages.Signature).toBe(signed.signature);
    const sent = `${encodedOf(signed)} ${signed.request.headers.Authorization ?? ''}`;
    expect(sent).toContain(shape.signMethod === 'rpc' ? encodeURIComponent(signed.signature) : signed.signature);
  });

  it.each(everyShape)('with %j is exactly what is signed if nothing has to be hidden', (shape) => {
    const signed = sign(aliyunCall({ ...shape, values: { Service: 'intl_face_verify', ServiceParameters: '{"a":"b c"}' } }));
    expect(signed.shownUrl).toBe(signed.request.url);
    if (shape.signMethod === 'rpc') {
      expect(signed.parameters).toEqual(decodedPairs(encodedOf(signed)));
      expect(String(signed.stages.StringToSign).startsWith(`${shape.httpMethod}&%2F&AccessKeyId%3Dtestid`)).toBe(true);
    } else {
      expect(sha256Hex(String(signed.stages.CanonicalRequest))).toBe(signed.stages.HashedCanonicalRequest);
    }
  });

  it('has a note with a digest instead of a picture, and <masked> instead of a token', () => {
    const { parameters = {}, shownUrl } = sign(aliyunCall({ httpMethod: 'GET', ...facebody }), { ...testKeys, token: 'sts-token' });
    const note = `<image/jpeg, ${bytes.length} bytes, sha256 ${sha256Hex(bytes)}>`;
    expect(parameters).toMatchObject({ ImageDataA: note, SecurityToken: '<masked>', AccessKeyId: 'testid' });
    expect(shownUrl).toContain(`ImageDataA=${note}`);
    expect(shownUrl).toContain('SecurityToken=<masked>');
  });
});
