import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BodyValue } from '../../../src/core/http.ts';
import { parseMultipart } from '../../../src/sandbox/wire/parse-multipart.ts';
import { multipartBody } from '../../../src/vendors/multipart.ts';
import { multipartPayload } from '../../../src/vendors/tencent/flatten.ts';
import { tencent } from '../../../src/vendors/tencent/vendor.ts';
import { nowS, shapeOf } from '../../support/sandbox-requests.ts';
import { sdkSign } from '../../support/sandbox-tencent-sdk.ts';

const file = (text: string) => ({ bytes: Buffer.from(text), mediaType: 'image/jpeg' });

describe('a multipart body', () => {
  it('equals the body in the unit test of the Node SDK', () => {
    const { vectors } = JSON.parse(readFileSync(new URL('../../vectors/tc3.json', import.meta.url), 'utf8'));
    const { payload } = vectors.find(({ name }: { name: string }) => name.startsWith('T8'));
    const parts = [
      { name: 'Action', value: 'DescribeInstances' },
      { name: 'Version', value: '2017-03-12' },
      { name: 'File', value: file('test file content') },
    ];
    expect(multipartBody(parts, '--------------------------613711929803404244049248').toString()).toBe(payload);
  });

  it('has nested values as parts with dotted names, and media as bytes', () => {
    const { contentType, bytes } = multipartPayload({ Filters: [{ Values: ['a', 2] }], Strict: true, Photo: file('\0\r\n--') });
    expect(parseMultipart(contentType, bytes)?.map(({ name, content, holds }) => [name, content.toString(), holds])).toEqual([
      ['Filters.0.Values.0', 'a', 'text'],
      ['Filters.0.Values.1', '2', 'text'],
      ['Strict', 'true', 'text'],
      ['Photo', '\0\r\n--', 'file'],
    ]);
  });

  it('escapes a name that would end its header', () => {
    const { contentType, bytes } = multipartPayload({ 'a"; filename="b\r\nContent-Type: x': '1' });
    expect(parseMultipart(contentType, bytes)).toEqual([
      { name: 'a"; filename="b\r\nContent-Type: x', content: Buffer.from('1'), holds: 'text' },
    ]);
  });

  it('has a boundary in lower case that depends only on all names and values', () => {
    const boundaryOf = (values: Record<string, BodyValue>) => multipartPayload(values).contentType;
    expect(boundaryOf({ A: '1', B: file('2') })).toMatch(/^multipart\/form-data; boundary=idv-[0-9a-f]{40}$/);
    expect(boundaryOf({ A: '1', B: file('2') })).toBe(boundaryOf({ A: '1', B: file('2') }));
    const others = [
      { A: '1', B: file('3') },
      { A: '1', B: '2' },
      { A: '12', B: file('') },
      { B: file('2'), A: '1' },
      { A: '1', C: file('2') },
    ];
    expect(new Set([{ A: '1', B: file('2') }, ...others].map(boundaryOf)).size).toBe(6);
  });
});

const word = fc.stringMatching(/^[A-Za-z0-9]{1,20}$/).map((name) => `P${name}`);
const text = fc.string({ unit: 'grapheme', maxLength: 60 });
const media = fc.uint8Array({ maxLength: 200 }).map((bytes) => ({ bytes: Buffer.from(bytes), mediaType: 'image/jpeg' }));
const values = fc.dictionary(word, fc.oneof(text, media), { maxKeys: 6, noNullPrototype: true });

describe('a TC3 call with a multipart body', () => {
  it('has the signature that the vendor’s SDK computes for the same parts', () => {
    fc.assert(
      fc.property(values, (params) => {
        const shape = shapeOf({ bodyFormat: 'multipart' });
        const payload = multipartPayload(params);
        const { request } = tencent.sign(
          {
            product: 'faceid',
            actionName: 'CompareFaceLiveness',
            action: undefined,
            required: [],
            version: '2018-03-01',
            region: 'ap-singapore',
            endpoint: new URL('https://faceid.tencentcloudapi.com'),
            shape,
            answerFormat: 'json',
            values: params,
            payload,
          },
          { id: 'sandbox-id', secret: 'sandbox-key' },
          { timestamp: nowS, nonce: '1' },
        );
        const theirs = sdkSign({
          method: 'POST',
          url: request.url,
          payload: Object.fromEntries(
            Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? value : value.bytes]),
          ),
          multipart: true,
          boundary: payload.contentType.split('boundary=')[1] ?? '',
          timestamp: nowS,
          service: 'faceid',
          secretId: 'sandbox-id',
          secretKey: 'sandbox-key',
          headers: { 'Content-Type': payload.contentType },
        });
        expect(request.headers.Authorization).toBe(theirs);
        expect(request.headers['Content-Type']).toBe(payload.contentType);
        expect(request.body).toBe(payload.bytes);
      }),
      { numRuns: 150 },
    );
  });

  it('has a body that is read back as the same values', () => {
    fc.assert(
      fc.property(values, (params) => {
        const { contentType, bytes } = multipartPayload(params);
        const parts = parseMultipart(contentType, bytes) ?? [];
        const back = parts.map(({ name, content, holds }) => [
          name,
          holds === 'file' ? { bytes: content, mediaType: 'image/jpeg' } : content.toString(),
        ]);
        expect(Object.fromEntries(back)).toEqual(params);
      }),
      { numRuns: 150 },
    );
  });
});
