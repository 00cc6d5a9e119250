import { describe, expect, it } from 'vitest';
import { planCall, planFor } from '../../../src/app/call/plan.ts';
import type { Route } from '../../../src/app/call/world.ts';
import { IdvError, type Problem } from '../../../src/core/errors.ts';
import { aliyun } from '../../../src/vendors/aliyun/vendor.ts';
import { tencent } from '../../../src/vendors/tencent/vendor.ts';
import type { Call, RequestShape, Vendor } from '../../../src/vendors/vendor.ts';
import { shapeOf } from '../../support/sandbox-requests.ts';

const credentials = { id: 'sandbox-id', secret: 'sandbox-key' };

const routeOf = (vendor: Vendor, shape: RequestShape): Route => ({
  vendor,
  region: undefined,
  shape,
  answerFormat: 'json',
  endpoint: undefined,
});

const callWith = (values: Call['values'], more: Partial<Call> = {}): Call => ({
  product: 'faceid',
  actionName: 'CompareFaceLiveness',
  action: undefined,
  version: '2018-03-01',
  values,
  required: [],
  ...more,
});

const ofBytes = (bytes: number, verbatim?: Buffer): Call =>
  verbatim ? callWith({}, { verbatim }) : callWith({ VideoBase64: { bytes: Buffer.alloc(bytes), mediaType: 'video/mp4' } });

/** The problems with which a call is refused. The list is empty if the call can be planned. */
function problemsOf(call: Call, route: Route): readonly Problem[] {
  try {
    planCall(call, route, credentials);
    return [];
  } catch (error) {
    if (error instanceof IdvError) return error.problems;
    throw error;
  }
}

const problemOf = (shape: RequestShape, bytes: number, verbatim?: Buffer) => problemsOf(ofBytes(bytes, verbatim), routeOf(tencent, shape));

const kib = 2 ** 10;
const mib = 2 ** 20;

describe('the size of a request', () => {
  it.each([
    ['GET', shapeOf({ httpMethod: 'GET' }), 20 * kib],
    ['v1 GET', shapeOf({ signMethod: 'hmac-sha1', httpMethod: 'GET' }), 20 * kib],
    ['v1 POST', shapeOf({ signMethod: 'hmac-sha256' }), 700 * kib],
    ['TC3 POST', shapeOf(), 7 * mib],
    ['TC3 multipart, whose media stay raw', shapeOf({ bodyFormat: 'multipart' }), 9 * mib],
  ])('is accepted: %s', (_name, shape, bytes) => expect(problemOf(shape, bytes)).toEqual([]));

  it.each([
    ['GET', shapeOf({ httpMethod: 'GET' }), 30 * kib, '--http-method', /a GET may have at most 32768/, 'use --http-method post'],
    [
      'v1 GET',
      shapeOf({ signMethod: 'hmac-sha1', httpMethod: 'GET' }),
      30 * kib,
      '--http-method',
      /but a GET may have at most/,
      'use --http-method post',
    ],
    [
      'v1 GET that is too large for a form too',
      shapeOf({ signMethod: 'hmac-sha1', httpMethod: 'GET' }),
      2 * mib,
      '--sign-method',
      /but a GET may have at most/,
      'use --sign-method tc3 --http-method post',
    ],
    [
      'v1 POST',
      shapeOf({ signMethod: 'hmac-sha256' }),
      mib,
      '--sign-method',
      /the body has 1\.4 MB with media as base64, but hmac-sha256 allows 1\.0 MB/,
      'use --sign-method tc3 --body-format json',
    ],
    [
      'TC3 POST',
      shapeOf(),
      8 * mib,
      'request',
      /the body has 10\.7 MB with media as base64, but tc3 allows 10\.0 MB/,
      'send a smaller photo or a shorter clip',
    ],
    [
      'TC3 multipart',
      shapeOf({ bodyFormat: 'multipart' }),
      11 * mib,
      'request',
      /the body has 11\.1 MB, but/,
      'send a smaller photo or a shorter clip',
    ],
  ])('is refused: %s', (_name, shape, bytes, flag, message, hint) => {
    expect(problemOf(shape, bytes)).toEqual([{ category: 'media', flag, message: expect.stringMatching(message), hint }]);
  });

  it('gives no hint about other shapes when the body was given whole', () => {
    expect(problemOf(shapeOf(), 0, Buffer.alloc(11 * mib))).toMatchObject([{ flag: 'request' }]);
  });
});

describe('a body that was given whole', () => {
  it('is sent unchanged, with the content type of its shape', () => {
    expect(planFor(ofBytes(0, Buffer.from('{}')), routeOf(tencent, shapeOf())).payload).toEqual({
      contentType: 'application/json; charset=utf-8',
      bytes: Buffer.from('{}'),
    });
  });

  it.each([
    [shapeOf({ httpMethod: 'GET' }), 'tc3 GET cannot be sent with your own body', 'use --http-method post, or give the values with -p'],
    [
      shapeOf({ bodyFormat: 'multipart' }),
      'tc3 POST multipart cannot be sent with your own body',
      'use --body-format json, or give the values with -p',
    ],
    [
      shapeOf({ signMethod: 'hmac-sha1' }),
      'hmac-sha1 POST form cannot be sent with your own body',
      'use --sign-method tc3 --body-format json, or give the values with -p',
    ],
  ])('is refused in a shape that must add parameters or media to it', (shape, message, hint) => {
    expect(problemOf(shape, 0, Buffer.from('{}'))).toEqual([{ category: 'usage', flag: '--body', message, hint }]);
  });
});

describe('a value with the name of a common parameter', () => {
  it.each(['Action', 'Nonce', 'Region', 'SecretId', 'Signature', 'SignatureMethod', 'Timestamp', 'Token', 'Version'])(
    'is refused in hmac-sha1, even if the call does not send that parameter: %s',
    (name) => {
      const plan = planFor(callWith({ [name]: 'abc' }), routeOf(tencent, shapeOf({ signMethod: 'hmac-sha1' })));
      const sign = () => tencent.sign(plan, credentials, { timestamp: 1, nonce: '1' });
      expect(sign).toThrow(`a value with the name ${name} would replace a parameter of hmac-sha1 itself`);
    },
  );
});

describe('a value that a query or a form cannot express', () => {
  const problemsWith = (vendor: Vendor, shape: RequestShape, product: string, values: object) =>
    problemsOf(callWith(values as Call['values'], { product, actionName: 'Any' }), routeOf(vendor, shape));

  it.each([
    ['null in a list', { A: [1, null] }],
    ['an empty list', { A: [] }],
    ['an empty list in a list', { A: [[]] }],
    ['an empty object in a list', { A: [{}] }],
    ['null in an object in a list', { A: [{ B: null }] }],
  ])('is refused, with JSON as the hint if the vendor accepts JSON: %s', (_name, values) => {
    const get = problemsWith(tencent, shapeOf({ httpMethod: 'GET' }), 'faceid', values);
    expect(get).toMatchObject([
      { flag: '--param', message: expect.stringMatching(/^A contains null/), hint: 'use --http-method post, or leave it out' },
    ]);
    const [rpc] = aliyun.shapes;
    expect(problemsWith(aliyun, rpc as RequestShape, 'facebody', values)).toMatchObject([{ hint: 'leave it out' }]);
    expect(problemsWith(tencent, shapeOf(), 'faceid', values)).toEqual([]);
  });

  it('does not occur in ordinary values, or when the vendor takes objects as JSON text', () => {
    const values = { A: [1, 'x', false, ''], B: { C: [{ D: 0 }] } };
    expect(problemsWith(tencent, shapeOf({ httpMethod: 'GET' }), 'faceid', values)).toEqual([]);
    const [rpc] = aliyun.shapes;
    expect(problemsWith(aliyun, rpc as RequestShape, 'saf', { ServiceParameters: { a: null, b: [] } })).toEqual([]);
  });
});
