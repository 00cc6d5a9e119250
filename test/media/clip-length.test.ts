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

/** What ffprobe read from the packets of each clip in fixtures/clips, when they were made. */
const lengths: Readonly<Record<string, Played>> = JSON.parse(
  readFileSync(new URL('../../fixtures/clips/lengths.json', import.meta.url), 'utf8'),
);

const clips = smallClips.map(({ name, fileName }) => ({ name, bytes: fixture(`clips/${fileName}`), played: lengths[fileName] as Played }));
const each = clips.map((clip) => [clip.name, clip] as const);

const lengthOf = (bytes: Buffer): number => probe(bytes).durationMs ?? Number.NaN;

describe('a clip lasts as long as it plays', () => {
  it.each(each)('%s', (_, { bytes, played }) => {
    const { faults } = probe(bytes);
    expect(faults).toEqual([]);
    expect(Math.abs(lengthOf(bytes) / 1000 - played.seconds)).toBeLessThanOrEqual(played.frameSeconds * 1.01);
  });

  it.each(each)('whatever follows it: %s', (_, { bytes }) => {
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

  it.each(each)('and no longer than what is left of it: %s', (_, { bytes }) => {
    const complete = lengthOf(bytes);
    fc.assert(
      fc.property(fc.integer({ min: 16, max: bytes.length - 1 }), (length) => {
        const { faults, durationMs = 0 } = probe(bytes.subarray(0, length));
        expect(faults.length > 0 || durationMs <= complete).toBe(true);
        // A file that says how long it is, and is not, was cut; so was one that ends inside a part.
        if (faults.length === 0) expect(hasLooseEnd(bytes)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

/** Whether a clip may end anywhere between two parts, because nothing before says how many there are. */
function hasLooseEnd(bytes: Buffer): boolean {
  const isPipedAvi = bytes.readUInt32LE(4) === 0xffffffff;
  return bytes.subarray(0, 3).toString() === 'FLV' || bytes.includes('moof') || isPipedAvi;
}
