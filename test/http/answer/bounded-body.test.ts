import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundedBody } from '../../../src/http/answer.ts';

describe('boundedBody', () => {
  it('keeps pieces in order, and never more than the limit', () => {
    const chunks = fc.array(fc.uint8Array({ maxLength: 20_000 }), { maxLength: 12 });
    fc.assert(
      fc.property(chunks, fc.nat(100_000), (pieces, maxBytes) => {
        const body = boundedBody(maxBytes);
        const kept = pieces.filter((piece) => body.append(piece));
        const bytes = body.bytes();
        expect(bytes.equals(Buffer.concat(kept))).toBe(true);
        expect(bytes.length).toBeLessThanOrEqual(maxBytes);
        expect(bytes.buffer.byteLength).toBeLessThanOrEqual(Math.max(16 * 1024, 2 * bytes.length, maxBytes === 0 ? 0 : 16 * 1024));
      }),
      { numRuns: 60 },
    );
  });

  it('keeps nothing of a piece that exceeds the limit', () => {
    const body = boundedBody(3);
    expect(body.append(Buffer.from('ab'))).toBe(true);
    expect(body.append(Buffer.from('cd'))).toBe(false);
    expect(body.bytes().toString()).toBe('ab');
  });
});
