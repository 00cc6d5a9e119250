import fc from 'fast-check';
import type { BodyValue } from '../../src/core/http.ts';
import type { Credentials, SigningMoment } from '../../src/vendors/vendor.ts';
import { asClientValue } from './aliyun-calls.ts';
import { openApiUtil } from './aliyun-official-signers.ts';

/** Any values that a call can have: media, lists, objects, and every character that encoders get wrong. */

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({ unit: fc.constantFrom(...'*~\'()!+/= &%"\\é中🙂\n'), maxLength: 8 }),
);
const media = fc
  .uint8Array({ minLength: 1, maxLength: 60 })
  .map((bytes): BodyValue => ({ bytes: Buffer.from(bytes), mediaType: 'image/jpeg' }));
const task = fc.oneof(fc.record({ ImageData: media }), fc.record({ ImageURL: text }), fc.record({ ImageURL: text, ImageData: media }));
const anyValue: fc.Arbitrary<BodyValue> = fc.oneof(
  text,
  fc.integer(),
  fc.boolean(),
  media,
  fc.array(text, { maxLength: 11 }),
  fc.array(task, { maxLength: 11 }),
);
/** Names begin with a capital letter and end with a digit, so that none is a name that the signature uses itself. */
export const anyValues = fc.dictionary(fc.stringMatching(/^[A-Z][a-z]{0,5}[0-9]$/), anyValue, { maxKeys: 6, noNullPrototype: true });
export const anyKeys: fc.Arbitrary<Credentials> = fc.record(
  { id: fc.stringMatching(/^[A-Za-z0-9.]{1,20}$/), secret: fc.string({ minLength: 1 }), token: fc.string({ minLength: 1, maxLength: 20 }) },
  { requiredKeys: ['id', 'secret'] },
);
export const anyMoment: fc.Arbitrary<SigningMoment> = fc.record({
  timestamp: fc.integer({ min: 0, max: 4_102_444_800 }),
  nonce: fc.uuid(),
});

/** The parameters that the vendor's clients would flatten and sign. */
export const clientParams = (given: Readonly<Record<string, BodyValue>>): Record<string, string> =>
  openApiUtil.query(asClientValue(given) as Record<string, unknown>);
