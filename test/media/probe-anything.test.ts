import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { probe } from '../../src/media/probe.ts';
import { fixture, smallBmp, smallWebp } from '../support/media-samples.ts';
import { bigEndian, box, fragmented } from '../support/mp4-samples.ts';

const jpeg = fixture('portrait.jpg');
const png = fixture('portrait.png');
const clip = fixture('selfie-3s.mp4');
const avi = fixture('selfie-3s.avi');
const flv = fixture('selfie-3s.flv');

describe('probe returns a result for', () => {
  const heads = [jpeg, png, clip, avi, flv, smallBmp(), smallWebp('VP8X'), fragmented(clip, [512], 'each')].map((bytes) =>
    bytes.subarray(0, 6000),
  );

  const hasShape = (bytes: Buffer): void => {
    const found = probe(bytes);
    expect(found.mediaType).toMatch(/^[a-z]+\/[a-z0-9-]+$/);
    for (const number of [found.width, found.height, found.durationMs, found.orientation]) {
      if (number !== undefined) expect(number).toBeGreaterThanOrEqual(0);
    }
    expect(found.faults.every((fault) => /^[\x20-\x7e]+[^.]$/.test(fault))).toBe(true);
  };

  it('random bytes, with or without a known start', () => {
    const start = fc.constantFrom(Buffer.alloc(0), ...heads.map((head) => head.subarray(0, 12)));
    fc.assert(
      fc.property(start, fc.uint8Array({ maxLength: 400 }), (head, tail) => hasShape(Buffer.concat([head, tail]))),
      { numRuns: 500 },
    );
  });

  it('real files with bytes changed and the end cut off', () => {
    const change = fc.tuple(fc.nat(5999), fc.constantFrom(0, 1, 8, 0x7f, 0xff));
    fc.assert(
      fc.property(fc.constantFrom(...heads), fc.array(change, { maxLength: 12 }), fc.nat(6000), (head, changes, length) => {
        const bytes = Buffer.from(head.subarray(0, length));
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
        hasShape(bytes);
      }),
      { numRuns: 500 },
    );
  });

  it('metadata with 50,000 levels', () => {
    const tag = Buffer.concat([
      Buffer.from('\x02\0\x0aonMetaData\x08\0\0\0\0', 'latin1'),
      Buffer.from('\0\x01a\x03'.repeat(50_000), 'latin1'),
    ]);
    const header = Buffer.concat([Buffer.from('FLV\x01\x05\0\0\0\x09\0\0\0\0\x12', 'latin1'), Buffer.alloc(10)]);
    header.writeUIntBE(tag.length, 14, 3);
    expect(probe(Buffer.concat([header, tag]))).toMatchObject({ format: 'flv', faults: ['no video track'] });
  });

  it('50,000 boxes that each claim the rest of the file', () => {
    const greedy = Buffer.concat([bigEndian(2 ** 31, 4), Buffer.from('mdia')]);
    const movie = box('moov', ...Array.from({ length: 50_000 }, () => box('trak', greedy)));
    const bytes = Buffer.concat([box('ftyp', Buffer.from('isom')), movie, box('mdat')]);
    expect(probe(bytes)).toMatchObject({ format: 'mp4', faults: ['no video track'] });
  });

  it('a picture that consists only of scans', () => {
    const scans = Buffer.concat([Buffer.from([0xff, 0xd8]), Buffer.from('\xff\xda\0\x03\x03'.repeat(300_000), 'latin1')]);
    expect(probe(scans).faults).toEqual(['broken: the JPEG has more scans than any picture']);
  });
});
