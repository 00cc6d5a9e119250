import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WireValue } from '../../src/core/declare/params.ts';
import { signV1 } from '../../src/sign/tencent-v1.ts';
import { flatten } from '../../src/vendors/tencent/flatten.ts';
import { signV1Call } from '../../src/vendors/tencent/sign-v1.ts';
import { nowS, port, shapeOf } from '../support/sandbox-requests.ts';
import { sdkClient, sdkHmac } from '../support/sandbox-tencent-sdk.ts';

const word = fc.stringMatching(/^[A-Za-z0-9]{1,20}$/);
const text = fc.string({ unit: 'grapheme', maxLength: 30 });
const scalar = fc.oneof(text, fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean());

const { nested } = fc.letrec<{ nested: WireValue }>((tie) => ({
  nested: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('nested'), { maxLength: 12 }),
    fc.dictionary(word, tie('nested'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

const values = fc.dictionary(
  word.map((name) => `P${name}`),
  nested,
  { maxKeys: 6, noNullPrototype: true },
);
const signMethod = fc.constantFrom('hmac-sha256', 'hmac-sha1');
const httpMethod = fc.constantFrom('POST', 'GET');
const sdkName = { 'hmac-sha256': 'HmacSHA256', 'hmac-sha1': 'HmacSHA1' } as const;

describe('our v1 signature equals the one of the vendor’s Node SDK', () => {
  it('at every stage that the SDK has, for any nested values', () => {
    fc.assert(
      fc.property(values, signMethod, httpMethod, word, (params, sign, method, secret) => {
        const client = sdkClient({ port, method, signMethod: sdkName[sign] });
        const merged = client.mergeData(params);
        const flat = flatten(params);
        expect(flat).toEqual(Object.fromEntries(Object.entries(merged).map(([name, value]) => [name, String(value)])));

        const ours = signV1({ method, host: `127.0.0.1:${port}`, parameters: Object.entries(flat) }, sdkName[sign], { secret });
        const theirs = client.formatSignString(merged);
        expect(ours.SignatureOriginalString).toBe(theirs);
        expect(ours.SignatureString).toBe(sdkHmac(secret, theirs, sdkName[sign]));
      }),
      { numRuns: 400 },
    );
  });

  it('for a complete call, whose parameters arrive as they were signed', () => {
    const common = fc.record({
      action: word,
      region: fc.option(word, { nil: undefined }),
      token: fc.option(word, { nil: undefined }),
      nonce: fc.integer({ min: 1, max: 2 ** 31 - 1 }).map(String),
    });
    fc.assert(
      fc.property(values, signMethod, httpMethod, common, (params, sign, method, { action, region, token, nonce }) => {
        const { request, signature } = signV1Call(
          {
            product: 'faceid',
            actionName: action,
            action: undefined,
            required: [],
            version: '2018-03-01',
            region,
            endpoint: new URL(`http://127.0.0.1:${port}`),
            shape: shapeOf({ signMethod: sign, httpMethod: method }),
            answerFormat: 'json',
            values: params,
            payload: undefined,
          },
          { id: 'sandbox-id', secret: 'sandbox-key', ...(token === undefined ? {} : { token }) },
          { timestamp: nowS, nonce },
        );
        const sent = method === 'GET' ? new URL(request.url).search.slice(1) : request.body.toString();
        const { Signature, ...received } = Object.fromEntries(new URLSearchParams(sent));
        const client = sdkClient({ port, method, signMethod: sdkName[sign] });
        expect(Signature).toBe(signature);
        expect(signature).toBe(sdkHmac('sandbox-key', client.formatSignString(received), sdkName[sign]));
        expect(received).toMatchObject({
          Action: action,
          Version: '2018-03-01',
          Timestamp: String(nowS),
          Nonce: nonce,
          SecretId: 'sandbox-id',
        });
        // A request without SignatureMethod is signed with HmacSHA1.
        expect(received.SignatureMethod).toBe(sign === 'hmac-sha256' ? 'HmacSHA256' : undefined);
        expect([received.Region, received.Token]).toEqual([region, token]);
      }),
      { numRuns: 200 },
    );
  });
});
