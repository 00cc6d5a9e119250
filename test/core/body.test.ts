import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BodyValue, base64Length, describeValues, jsonBody, mediaNote, replaceMedia } from '../../src/core/http.ts';

const media = (bytes: Uint8Array) => ({ bytes: Buffer.from(bytes), mediaType: 'image/jpeg' });

interface Pair {
  sent: BodyValue;
  /** The same value with base64 text in place of media. */
  plain: unknown;
}

const scalar = fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.boolean()).map((plain): Pair => ({ plain, sent: plain }));
const picture = fc
  .uint8Array({ maxLength: 200 })
  .map((bytes): Pair => ({ plain: Buffer.from(bytes).toString('base64'), sent: media(bytes) }));
const record = (pairs: Record<string, Pair>): Pair => ({
  plain: Object.fromEntries(Object.entries(pairs).map(([name, { plain }]) => [name, plain])),
  sent: Object.fromEntries(Object.entries(pairs).map(([name, { sent }]) => [name, sent])),
});
const named = <T>(value: fc.Arbitrary<T>, maxKeys: number) =>
  fc.dictionary(fc.string({ minLength: 1, maxLength: 8 }), value, { noNullPrototype: true, maxKeys });
const { value } = fc.letrec<{ value: Pair }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    picture,
    fc
      .array(tie('value'), { maxLength: 3 })
      .map((pairs): Pair => ({ plain: pairs.map(({ plain }) => plain), sent: pairs.map(({ sent }) => sent) })),
    named(tie('value'), 3).map(record),
  ),
}));

describe('jsonBody', () => {
  it('equals JSON.stringify of the same values with base64 text in place of media, at any depth', () => {
    fc.assert(
      fc.property(named(value, 5), (pairs) => {
        const { sent, plain } = record(pairs);
        expect(jsonBody(sent as Record<string, BodyValue>).toString()).toBe(JSON.stringify(plain));
      }),
      { numRuns: 300 },
    );
  });

  it('writes null and empty objects and lists, which no parameter has, as JSON.stringify does', () => {
    const values = JSON.parse('{"A":{"B":null},"C":[null,[]],"D":{}}');
    expect(jsonBody(values).toString()).toBe(JSON.stringify(values));
  });

  it('joins the base64 of the slices of a long file without padding between them', () => {
    for (const length of [36 * 1024 - 1, 36 * 1024, 36 * 1024 + 1, 100_000, 110_592]) {
      const bytes = Buffer.alloc(length, 0x5a);
      expect(jsonBody({ A: media(bytes), B: 'x' }).toString()).toBe(JSON.stringify({ A: bytes.toString('base64'), B: 'x' }));
    }
  });
});

describe('base64Length', () => {
  it('returns the length of the text that Node encodes', () => {
    for (let length = 0; length < 50; length += 1) expect(base64Length(length)).toBe(Buffer.alloc(length).toString('base64').length);
  });
});

describe('describeValues', () => {
  it('shows media as type, size and digest, never as content', () => {
    const empty = media(new Uint8Array());
    expect(describeValues({ Image: empty, Type: 'SILENT' })).toEqual({ Image: mediaNote(empty), Type: 'SILENT' });
    expect(mediaNote(empty)).toBe('<image/jpeg, 0 bytes, sha256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855>');
  });

  it('shows media in lists and nested objects in the same way', () => {
    const photo = media(new Uint8Array([1]));
    expect(describeValues({ Tasks: [{ ImageData: photo }, { ImageURL: 'x' }], Outer: { Inner: { Face: photo } } })).toEqual({
      Tasks: [{ ImageData: mediaNote(photo) }, { ImageURL: 'x' }],
      Outer: { Inner: { Face: mediaNote(photo) } },
    });
  });

  it('leaves an object from JSON unchanged when it only looks like media', () => {
    const lookalike = { bytes: { type: 'Buffer', data: [1] }, mediaType: 'image/jpeg' };
    expect(replaceMedia(lookalike, () => 'media')).toEqual(lookalike);
  });
});
