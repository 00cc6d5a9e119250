import { describe, expect, it } from 'vitest';
import { parseMultipart } from '../../../src/sandbox/wire/parse-multipart.ts';
import { aliyunUploads } from '../../../src/vendors/aliyun/upload-scheme.ts';

const grant = {
  AccessKeyId: 'STS.abc',
  Bucket: 'viapi-bucket',
  EncodedPolicy: 'eyJhIjoxfQ==',
  Endpoint: 'oss-cn-shanghai.aliyuncs.com',
  ObjectKey: '1234/invi_facebody_1.jpg',
  Signature: 'a+b/c=',
  UseAccelerate: false,
  RequestId: 'r-1',
};
const media = { bytes: Buffer.from([0xff, 0xd8, 0x0d, 0x0a, 0x2d, 0x2d, 0xff, 0xd9]), mediaType: 'image/jpeg' };
const orderOf = (changed: Record<string, unknown> = {}) => aliyunUploads.destinationOf({ ...grant, ...changed }, media);
const formOf = (changed: Record<string, unknown> = {}) => {
  const { request } = orderOf(changed) ?? {};
  return parseMultipart(request?.headers['Content-Type'] ?? '', request?.body ?? Buffer.alloc(0));
};

describe('a grant', () => {
  it('is requested for the product that will get the file', () => {
    expect(aliyunUploads.valuesFor({ name: 'RecognizeIdentityCard', product: 'ocr' })).toEqual({ Product: 'ocr', RegionId: 'cn-shanghai' });
    expect(aliyunUploads.grant).toMatchObject({
      name: 'AuthorizeFileUpload',
      product: 'openplatform',
      version: '2019-12-19',
      readOnly: true,
    });
  });

  it('becomes a form for the bucket, and a URL for the next action', () => {
    expect(orderOf()).toMatchObject({
      request: {
        method: 'POST',
        url: 'https://viapi-bucket.oss-cn-shanghai.aliyuncs.com/',
        headers: { Host: 'viapi-bucket.oss-cn-shanghai.aliyuncs.com' },
      },
      success: 201,
      resourceUrl: 'http://viapi-bucket.oss-cn-shanghai.aliyuncs.com/1234/invi_facebody_1.jpg',
      expiresAt: null,
    });
  });

  it('becomes form fields in the order that the store needs, with the file last', () => {
    expect(formOf()?.map(({ name, content, holds }) => [name, content.toString('latin1'), holds])).toEqual([
      ['OSSAccessKeyId', 'STS.abc', 'text'],
      ['policy', 'eyJhIjoxfQ==', 'text'],
      ['Signature', 'a+b/c=', 'text'],
      ['key', '1234/invi_facebody_1.jpg', 'text'],
      ['success_action_status', '201', 'text'],
      ['file', media.bytes.toString('latin1'), 'file'],
    ]);
  });

  it('always becomes the same form', () => expect(orderOf()).toEqual(orderOf()));

  it.each(['127.0.0.1:4567', '192.0.2.7', 'localhost:4567'])('has the bucket in the path for a store at %s', (Endpoint) => {
    expect(orderOf({ Endpoint })).toMatchObject({
      request: { url: `http://${Endpoint}/viapi-bucket/`, headers: { Host: Endpoint } },
      resourceUrl: `http://${Endpoint}/viapi-bucket/1234/invi_facebody_1.jpg`,
    });
  });

  it('keeps the port of a store', () => {
    expect(orderOf({ Endpoint: 'oss-cn-shanghai.aliyuncs.com:8443' })?.request).toMatchObject({
      url: 'https://viapi-bucket.oss-cn-shanghai.aliyuncs.com:8443/',
      headers: { Host: 'viapi-bucket.oss-cn-shanghai.aliyuncs.com:8443' },
    });
  });

  it.each(['oss.example.com', 'aliyuncs.com.example', 'notaliyuncs.com'])('is refused for the host of another company: %s', (Endpoint) => {
    expect(orderOf({ Endpoint })).toBeUndefined();
  });
});

describe('a grant is refused', () => {
  const members = ['AccessKeyId', 'Bucket', 'EncodedPolicy', 'Endpoint', 'ObjectKey', 'Signature'] as const;

  it.each(members)('without a usable %s', (name) => {
    for (const value of [undefined, null, '', 7, true, ['a'], { a: 1 }]) expect(orderOf({ [name]: value })).toBeUndefined();
  });

  it.each(members)('with characters that could end a header in its %s', (name) => {
    for (const value of ['a\r\nHost: evil', 'a\n', '\0', 'a"b', 'a b', 'é', 'a;b', 'a%0d%0a', 'x'.repeat(5000)]) {
      expect(orderOf({ [name]: value }), JSON.stringify(value.slice(0, 20))).toBeUndefined();
    }
  });

  it.each([
    'http://oss-cn-shanghai.aliyuncs.com',
    'file:///etc',
    'oss.example.com/path',
    'oss.example.com?x',
    'oss.example.com#x',
    'user@oss.example.com',
    'oss.example.com:99999',
    'oss.example.com:',
    '[::1]:80',
    '.example.com',
    '127.1',
    '2130706433',
  ])('with the endpoint %s', (Endpoint) => expect(orderOf({ Endpoint })).toBeUndefined());

  it.each(['evil.example/', 'evil.example:443/', 'evil.example#', 'a@evil.example', '..', 'a/../b', ''])(
    'with the bucket "%s"',
    (Bucket) => {
      expect(orderOf({ Bucket })).toBeUndefined();
    },
  );
});
