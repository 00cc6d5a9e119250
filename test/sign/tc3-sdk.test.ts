import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BodyValue } from '../../src/core/http.ts';
import { canonicalQuery, sha256Hex } from '../../src/sign/encode.ts';
import { signTc3 } from '../../src/sign/tc3.ts';
import { tencent } from '../../src/vendors/tencent/vendor.ts';
import { shapeOf } from '../support/sandbox-requests.ts';
import { sdkSign } from '../support/sandbox-tencent-sdk.ts';

const label = fc.stringMatching(/^[a-z][a-z0-9]{0,11}$/);
const word = fc.stringMatching(/^[A-Za-z0-9]{1,40}$/);
const timestamp = fc.integer({ min: 1, max: 4_102_444_800 });
const text = fc.string({ unit: 'grapheme', maxLength: 40 });
const longText = fc.tuple(text, fc.nat(200_000)).map(([start, length]) => start + 'é'.repeat(length));

const body = fc.oneof(
  { weight: 6, arbitrary: fc.json({ noUnicodeString: false }).map((json) => Buffer.from(json)) },
  { weight: 3, arbitrary: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)) },
  { weight: 1, arbitrary: longText.map((long) => Buffer.from(long)) },
);

describe('our TC3 signature equals the one of the vendor’s Node SDK', () => {
  it('for a POST with any bytes', () => {
    const contentType = fc.constantFrom('application/json', 'application/json; charset=utf-8', 'application/octet-stream');
    fc.assert(
      fc.property(body, contentType, label, word, word, timestamp, (payload, type, service, id, secret, at) => {
        const host = `${service}.tencentcloudapi.com`;
        const ours = signTc3(
          { method: 'POST', canonicalQuery: '', headers: { host, 'content-type': type }, hashedPayload: sha256Hex(payload) },
          { timestamp: at, service },
          { id, secret },
        );
        const theirs = sdkSign({
          method: 'POST',
          url: `https://${host}/`,
          payload,
          timestamp: at,
          service,
          secretId: id,
          secretKey: secret,
          headers: { 'Content-Type': type },
        });
        expect(ours.Authorization).toBe(theirs);
      }),
      { numRuns: 300 },
    );
  });

  it('for a GET with any query', () => {
    fc.assert(
      fc.property(fc.dictionary(word, text), label, word, timestamp, (params, service, secret, at) => {
        const host = `${service}.tencentcloudapi.com`;
        const query = canonicalQuery(params);
        const type = 'application/x-www-form-urlencoded';
        const ours = signTc3(
          { method: 'GET', canonicalQuery: query, headers: { host, 'content-type': type }, hashedPayload: sha256Hex('') },
          { timestamp: at, service },
          { id: 'id', secret },
        );
        const theirs = sdkSign({
          method: 'GET',
          url: `https://${host}/?${query}`,
          payload: '',
          timestamp: at,
          service,
          secretId: 'id',
          secretKey: secret,
          headers: { 'Content-Type': type },
        });
        expect(ours.Authorization).toBe(theirs);
      }),
      { numRuns: 200 },
    );
  });
});

const scalar = fc.oneof(text, fc.integer(), fc.boolean());
const media = fc.uint8Array({ maxLength: 200 }).map((bytes) => ({ bytes: Buffer.from(bytes), mediaType: 'image/jpeg' }));
const value: fc.Arbitrary<BodyValue> = fc.oneof(
  scalar,
  media,
  fc.array(scalar, { maxLength: 3 }),
  fc.dictionary(word, scalar, { maxKeys: 3 }),
);

/** Names have only letters and digits, so `__proto__` is not among them: an object and JSON treat it specially. */
const values = fc.dictionary(word, value, { maxKeys: 6 });

describe('a signed call, as it is sent, has the signature that the vendor’s SDK computes from it', () => {
  it.each(['POST', 'GET'] as const)('for a %s', (httpMethod) => {
    fc.assert(
      fc.property(
        values,
        fc.record({
          product: label,
          action: word,
          region: fc.option(word, { nil: undefined }),
          token: fc.option(word, { nil: undefined }),
          timestamp,
        }),
        (params, { product, action, region, token, timestamp: at }) => {
          const { request, signature } = tencent.sign(
            {
              product,
              actionName: action,
              action: undefined,
              required: [],
              version: '2018-03-01',
              region,
              endpoint: new URL(`https://${product}.tencentcloudapi.com`),
              shape: shapeOf({ httpMethod }),
              answerFormat: 'json',
              values: params,
              payload: tencent.buildPayload({ product, actionName: action, values: params }, shapeOf({ httpMethod })),
            },
            { id: 'sandbox-id', secret: 'sandbox-key', ...(token === undefined ? {} : { token }) },
            { timestamp: at, nonce: '1' },
          );
          const theirs = sdkSign({
            method: httpMethod,
            url: request.url,
            payload: request.body,
            timestamp: at,
            service: product,
            secretId: 'sandbox-id',
            secretKey: 'sandbox-key',
            headers: { 'Content-Type': request.headers['Content-Type'] ?? '' },
          });
          expect(request.headers.Authorization).toBe(theirs);
          expect(theirs.endsWith(signature)).toBe(true);
          expect(request.headers).toMatchObject({
            Host: `${product}.tencentcloudapi.com`,
            'X-TC-Action': action,
            'X-TC-Version': '2018-03-01',
            'X-TC-Timestamp': String(at),
          });
          expect([request.headers['X-TC-Region'], request.headers['X-TC-Token']]).toEqual([region, token]);
        },
      ),
      { numRuns: 150 },
    );
  });
});
