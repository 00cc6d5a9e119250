import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalOf, signatureOf, toSignOf } from '../../../src/app/sign/draft.ts';
import { draftOf, signatureIn } from '../../../src/app/sign/draft-of.ts';
import { imitationsOf } from '../../../src/app/sign/imitations.ts';
import { wireRequestOf } from '../../../src/app/sign/our-request.ts';
import type { BodyValue } from '../../../src/core/http.ts';
import { vendors } from '../../../src/vendors/registry.ts';
import type { Plan, RequestShape, Vendor } from '../../../src/vendors/vendor.ts';
import { anyKeys, anyMoment } from '../../support/aliyun-any-call.ts';

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({ unit: fc.constantFrom(...'*~\'()!+/= &%"\\é中🙂\n'), maxLength: 8 }),
);
/** Names begin with a capital letter and end with a digit, so that none is a name that the signature uses itself. */
const values = fc.dictionary(
  fc.stringMatching(/^[A-Z][a-z]{0,5}[0-9]$/),
  fc.oneof(text, fc.integer(), fc.boolean(), fc.array(text, { minLength: 1, maxLength: 3 })),
  {
    maxKeys: 6,
    noNullPrototype: true,
  },
);

const shapes = vendors.flatMap((vendor) =>
  vendor.shapes.map((shape) => ({ vendor, shape, name: [shape.signMethod, shape.httpMethod, shape.bodyFormat].join(' ') })),
);

function planOf(vendor: Vendor, shape: RequestShape, given: Record<string, BodyValue>): Plan {
  const named = { product: 'ecs', actionName: 'DescribeThings', action: undefined, required: [], values: given };
  return {
    ...named,
    version: '2014-05-26',
    region: 'ap-singapore',
    endpoint: new URL('https://ecs.ap-singapore.example.com'),
    shape,
    answerFormat: 'json',
    payload: vendor.buildPayload(named, shape),
  };
}

describe('a draft of a request', () => {
  it.each(shapes)('gives the signature that its bytes contain: $name', ({ vendor, shape }) => {
    fc.assert(
      fc.property(values, anyKeys, anyMoment, (given, keys, moment) => {
        const nonce = vendor.nonceKind(shape.signMethod) === 'integer' ? '12345' : moment.nonce;
        const signed = vendor.sign(
          planOf(vendor, shape, given),
          { id: keys.id, secret: keys.secret },
          { ...moment, timestamp: moment.timestamp + 1_000_000, nonce },
        );
        const request = wireRequestOf(signed.request);
        const draft = draftOf(request, shape.signMethod);
        expect(signatureOf(draft, toSignOf(draft), keys.secret)).toBe(signed.signature);
        expect(signatureIn(request, shape.signMethod)).toBe(signed.signature);
        const stages = Object.values(signed.stages);
        expect(stages).toContain(canonicalOf(draft));
        expect(stages).toContain(toSignOf(draft));
      }),
      { numRuns: 40 },
    );
  });

  it.each(shapes)('has no imitation that equals the right text: $name', ({ vendor, shape }) => {
    const nonce = vendor.nonceKind(shape.signMethod) === 'integer' ? '12345' : 'abc';
    const given = { Name1: 'a b*~/c', Ids1: ['x', 'y'], Flag1: true };
    const signed = vendor.sign(planOf(vendor, shape, given), { id: 'id', secret: 'secret' }, { timestamp: 1551113065, nonce });
    const draft = draftOf(wireRequestOf(signed.request), shape.signMethod);
    const [canonical, toSign] = [canonicalOf(draft), toSignOf(draft)];
    const imitations = [...imitationsOf(draft)];
    expect(imitations.length).toBeGreaterThan(40);
    for (const imitation of imitations)
      expect([imitation.canonical, imitation.toSign], imitation.mistake.id).not.toEqual([canonical, toSign]);
  });
});
