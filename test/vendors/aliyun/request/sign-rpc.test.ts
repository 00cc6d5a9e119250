import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IdvError } from '../../../../src/core/errors.ts';
import type { BodyValue } from '../../../../src/core/http.ts';
import { commonParameters } from '../../../../src/sign/aliyun-rpc.ts';
import { aliyun } from '../../../../src/vendors/aliyun/vendor.ts';
import type { Credentials, Plan, SignedCall, SigningMoment } from '../../../../src/vendors/vendor.ts';
import { anyKeys, anyMoment, anyValues, clientParams } from '../../../support/aliyun-any-call.ts';
import { aliyunCall, decodedPairs, encodedOf, testKeys, testMoment } from '../../../support/aliyun-calls.ts';
import { openApiUtil, popCoreSend } from '../../../support/aliyun-official-signers.ts';

const sign = (call: Plan, credentials: Credentials = testKeys, at: SigningMoment = testMoment): SignedCall =>
  aliyun.sign(call, credentials, at);

describe.each(['GET', 'POST'] as const)('rpc %s', (httpMethod) => {
  const commonOf = ({ actionName, version }: Plan, credentials: Credentials, at: SigningMoment) =>
    commonParameters({ action: actionName, version, format: 'JSON', ...at }, credentials);

  it('sends the parameters and the signature of openapi-util', () => {
    fc.assert(
      fc.property(anyValues, anyKeys, anyMoment, (given, credentials, at) => {
        const call = aliyunCall({ httpMethod, values: given });
        const params = { ...clientParams(given), ...commonOf(call, credentials, at) };
        const Signature = openApiUtil.getRPCSignature(params, httpMethod, credentials.secret);
        expect(decodedPairs(encodedOf(sign(call, credentials, at)))).toEqual({ ...params, Signature });
      }),
    );
  });

  it('sends the same bytes as pop-core', async () => {
    await fc.assert(
      fc.asyncProperty(anyValues, anyKeys, anyMoment, async (given, credentials, at) => {
        const call = aliyunCall({ httpMethod, values: given });
        const { SecurityToken: _ofTheClient, ...common } = commonOf(call, credentials, at);
        const official = await popCoreSend(credentials, httpMethod, { ...clientParams(given), ...common });
        const signed = sign(call, credentials, at);
        expect(encodedOf(signed)).toBe(official.encoded);
        expect(signed.request.url.split('?')[0]).toBe(official.url);
      }),
    );
  });

  it('puts all parameters into the query or the body, and has a content type only with a body', () => {
    const { request } = sign(aliyunCall({ httpMethod, values: { Service: 'intl_face_verify' } }));
    const isGet = httpMethod === 'GET';
    expect(request.method).toBe(httpMethod);
    expect(request.url.includes('?')).toBe(isGet);
    expect(request.body.length > 0).toBe(!isGet);
    const Host = 'saf.ap-southeast-1.aliyuncs.com';
    expect(request.headers).toEqual(isGet ? { Host } : { Host, 'Content-Type': 'application/x-www-form-urlencoded' });
  });

  it.each(['json', 'xml'] as const)('requests an answer in %s', (answerFormat) => {
    expect(decodedPairs(encodedOf(sign(aliyunCall({ httpMethod, answerFormat }))))).toMatchObject({ Format: answerFormat.toUpperCase() });
  });

  it.each(['AccessKeyId', 'Action', 'Format', 'Signature', 'SignatureNonce', 'Timestamp', 'Version'])(
    'refuses a value with the name %s',
    (name) => {
      const call = aliyunCall({ httpMethod, values: { [name]: 'mine' } });
      expect(() => sign(call)).toThrow(IdvError);
      expect(() => sign(call)).toThrow(new RegExp(`a value with the name ${name} would replace a parameter of rpc itself`));
    },
  );

  it('refuses a value with the name SecurityToken, whether the key has a token or not', () => {
    const call = aliyunCall({ httpMethod, values: { SecurityToken: 'mine' } });
    for (const key of [testKeys, { ...testKeys, token: 'sts' }])
      expect(() => sign(call, key)).toThrow('a value with the name SecurityToken would replace a parameter of rpc itself');
  });
});

describe('the printed example, signed with the vendor’s declaration', () => {
  interface Vector {
    common: { action: string; version: string; timestamp: number; nonce: string };
    own: Record<string, string>;
    GET: { stringToSign: string; signature: string };
    POST: { stringToSign: string; signature: string };
  }
  const { vectors }: { vectors: Vector[] } = JSON.parse(readFileSync(new URL('../../../vectors/aliyun.json', import.meta.url), 'utf8')).rpc;
  const vector = vectors.find(({ common }) => common.action === 'ExecuteRequest');

  it.each(['GET', 'POST'] as const)('has the printed signature for %s, with ServiceParameters as text or as an object', (httpMethod) => {
    const own = vector?.own ?? {};
    for (const ServiceParameters of [own.ServiceParameters ?? '', JSON.parse(own.ServiceParameters ?? '')]) {
      const signed = sign(aliyunCall({ httpMethod, values: { Service: own.Service ?? '', ServiceParameters } }));
      expect(signed.signature).toBe(vector?.[httpMethod].signature);
      expect(signed.stages).toMatchObject({ StringToSign: vector?.[httpMethod].stringToSign, Signature: signed.signature });
    }
  });
});

describe('the declaration of a parameter decides how it is written', () => {
  const photo: BodyValue = { bytes: Buffer.from([0xff, 0xd8, 0xff, 0xe0]), mediaType: 'image/jpeg' };
  const paramsOf = (call: Plan) => decodedPairs(encodedOf(sign(call)));

  it('ServiceParameters is JSON text that contains photos as base64', () => {
    const ServiceParameters = { refFaceContent: photo, authFaceContent: photo, resourceCode: '00840000' };
    expect(paramsOf(aliyunCall({ values: { Service: 'intl_face_verify', ServiceParameters } }))).toMatchObject({
      ServiceParameters: '{"refFaceContent":"/9j/4A==","authFaceContent":"/9j/4A==","resourceCode":"00840000"}',
    });
  });

  it('Tasks are numbered from one', () => {
    const facebody = { product: 'facebody', action: 'DetectLivingFace', version: '2019-12-30' };
    const Tasks = [{ ImageData: photo }, { ImageURL: 'http://a/b?c=1&d=é' }];
    expect(paramsOf(aliyunCall({ ...facebody, values: { Tasks } }))).toMatchObject({
      'Tasks.1.ImageData': '/9j/4A==',
      'Tasks.2.ImageURL': 'http://a/b?c=1&d=é',
    });
  });

  it('without a declaration, a list is numbered and an object is JSON text', () => {
    // With `-p Tag=[null]` the user gives JSON that our types do not allow.
    const values = JSON.parse('{"ServiceParameters":{"a":["x","y"],"none":null},"Tag":[{"Key":"k"},null],"Gone":null}');
    const params = paramsOf(aliyunCall({ action: 'Other', values }));
    expect(params).toMatchObject({ ServiceParameters: '{"a":["x","y"],"none":null}', 'Tag.1.Key': 'k' });
    expect(Object.keys(params).filter((name) => name.startsWith('Tag.2') || name === 'Gone')).toEqual([]);
  });
});
