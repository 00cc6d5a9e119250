import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base64Length, describeValues, jsonBody, mediaNote } from '../../src/core/body.ts';

const media = (bytes: Uint8Array) => ({ bytes: Buffer.from(bytes), mediaType: 'image/jpeg' });

describe('jsonBody', () => {
  it('equals JSON.stringify of the same values with media as base64', () => {
    const scalar = fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.boolean(), fc.array(fc.string(), { maxLength: 3 }));
    const value = fc.oneof(
      scalar.map((plain) => ({ plain, sent: plain })),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => ({ plain: Buffer.from(bytes).toString('base64'), sent: media(bytes) })),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), value, { noNullPrototype: true }), (values) => {
        const plain = Object.fromEntries(Object.entries(values).map(([name, v]) => [name, v.plain]));
        const sent = Object.fromEntries(Object.entries(values).map(([name, v]) => [name, v.sent]));
        expect(jsonBody(sent).toString()).toBe(JSON.stringify(plain));
      }),
      { numRuns: 300 },
    );
  });

  it('joins slices of long media without padding between them', () => {
    for (const length of [36 * 1024 - 1, 36 * 1024, 36 * 1024 + 1, 100_000, 110_592]) {
      const bytes = Buffer.alloc(length, 0x5a);
      expect(jsonBody({ A: media(bytes), B: 'x' }).toString()).toBe(JSON.stringify({ A: bytes.toString('base64'), B: 'x' }));
    }
  });
});

describe('base64Length', () => {
  it('is the length of what Node encodes', () => {
    for (let length = 0; length < 50; length += 1) expect(base64Length(length)).toBe(Buffer.alloc(length).toString('base64').length);
  });
});

describe('describeValues', () => {
  it('shows media as type, size and digest, never as content', () => {
    const empty = media(new Uint8Array());
    expect(describeValues({ Image: empty, Type: 'SILENT' })).toEqual({ Image: mediaNote(empty), Type: 'SILENT' });
    expect(mediaNote(empty)).toBe('<image/jpeg, 0 bytes, sha256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855>');
  });
});
