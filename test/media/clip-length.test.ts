import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { probe } from '../../src/media/probe.ts';
import { smallClips } from '../support/clip-matrix.ts';
import { fixture } from '../support/media-samples.ts';

interface Played {
  seconds: number;
  frameSeconds: number;
}

/** The lengths of the clips in fixtures/clips. ffprobe computed them from the packets when the clips were made. */
const lengths: Readonly<Record<string, Played>> = JSON.parse(
  readFileSync(new URL('../../fixtures/clips/lengths.json', import.meta.url), 'utf8'),
);

const clips = smallClips.map(({ name, fileName }) => ({ name, bytes: fixture(`clips/${fileName}`), played: lengths[fileName] as Played }));
const each = clips.map((clip) => [clip.name, clip] as const);

const lengthOf = (bytes: Buffer): number => probe(bytes).durationMs ?? Number.NaN;

describe('the length of a clip', () => {
  it.each(each)('is the time that it plays, to one frame: %s', (_, { bytes, played }) => {
    const { faults } = probe(bytes);
    expect(faults).toEqual([]);
    expect(Math.abs(lengthOf(bytes) / 1000 - played.seconds)).toBeLessThanOrEqual(played.frameSeconds * 1.01);
  });

  it.each(each)('does not depend on bytes after its end: %s', (_, { bytes }) => {
    const tail = fc.oneof(
      fc
        .constantFrom('0123456789abcdef', '\n', 'trailing bytes, in words', '\0'.repeat(512), '\xff'.repeat(9))
        .map((text) => Buffer.from(text, 'latin1')),
      fc.uint8Array({ minLength: 12, maxLength: 300 }).map((tail) => Buffer.from(tail)),
    );
    fc.assert(
      fc.property(tail, (after) => {
        expect(probe(Buffer.concat([bytes, after]))).toEqual(probe(bytes));
      }),
      { numRuns: 40 },
    );
  });

  it.each(each)('does not grow if the clip is cut: %s', (_, { bytes }) => {
    const complete = lengthOf(bytes);
    fc.assert(
      fc.property(fc.integer({ min: 16, max: bytes.length - 1 }), (length) => {
        const { faults, durationMs = 0 } = probe(bytes.subarray(0, length));
        expect(faults.length > 0 || durationMs <= complete).toBe(true);
        // A file that is shorter than it says, or that ends inside a part, was cut. Only other files may have no fault here.
        if (faults.length === 0) expect(hasLooseEnd(bytes)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

/** True if a clip may end between any two of its parts, because nothing in it says how many parts it has. */
function hasLooseEnd(bytes: Buffer): boolean {
  const isPipedAvi = bytes.readUInt32LE(4) === 0xffffffff;
  return bytes.subarray(0, 3).toString() === 'FLV' || bytes.includes('moof') || isPipedAvi;
}
