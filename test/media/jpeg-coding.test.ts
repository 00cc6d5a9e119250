import { describe, expect, it } from 'vitest';
import { probe } from '../../src/media/probe.ts';
import { fixture } from '../support/media-samples.ts';

const endMarkerLength = 2;

const codings = ['subsampled', 'odd-sides', 'grey', 'progressive', 'restart-markers', 'progressive-restart-markers', 'three-scans'];

describe('a JPEG without its end marker', () => {
  it.each(codings)('is accepted with a remark if only the marker is missing, and refused if one more byte is missing: %s', (coding) => {
    const bytes = fixture(`pictures/${coding}.jpg`);
    const end = bytes.length - endMarkerLength;
    expect(probe(bytes)).toMatchObject({ format: 'jpeg', faults: [] });
    expect(probe(bytes)).not.toHaveProperty('remarks');
    for (let length = 3; length < bytes.length; length++) {
      const { faults, remarks } = probe(bytes.subarray(0, length));
      if (length < end)
        expect({ length, faults, remarks }).toEqual({ length, faults: ['truncated: the last marker is missing'], remarks: undefined });
      else
        expect({ length, faults, remarks }).toEqual({
          length,
          faults: [],
          remarks: ['the JPEG lacks its end marker, and its picture is complete'],
        });
    }
  });

  it('is refused as truncated, and its coded data is not read, if it is larger than any service accepts', () => {
    const bytes = fixture('portrait.jpg').subarray(0, -endMarkerLength);
    const scan = bytes.indexOf('\xff\xda', 0, 'latin1');
    const dataAt = scan + 2 + bytes.readUInt16BE(scan + 2);
    const ofData = (length: number): Buffer => Buffer.concat([bytes, Buffer.alloc(dataAt + length - bytes.length)]);
    expect(probe(ofData(4 * 2 ** 20))).toMatchObject({ faults: [], remarks: [expect.stringContaining('its picture is complete')] });
    expect(probe(ofData(4 * 2 ** 20 + 1)).faults).toEqual(['truncated: the last marker is missing']);
  });
});

describe('a JPEG with a coding that few programs read', () => {
  const ordinary = fixture('pictures/subsampled.jpg');
  const frameHeader = ordinary.indexOf('\xff\xc0', 0, 'latin1');
  const changed = (at: number, value: number): Buffer => {
    const bytes = Buffer.from(ordinary);
    bytes[frameHeader + at] = value;
    return bytes;
  };

  it.each([
    ['lossless, written by another program', fixture('pictures/lossless.jpg'), 'it is a lossless JPEG'],
    ['arithmetic, written by another program', fixture('pictures/arithmetic.jpg'), 'its coding is arithmetic'],
    ['JPEG-LS', changed(1, 0xf7), 'it is a lossless JPEG'],
    ['hierarchical', changed(1, 0xc5), 'its coding is hierarchical'],
    ['lossless, of the last frame type', changed(1, 0xcf), 'it is a lossless JPEG'],
    ['12 bits', changed(4, 12), 'it has 12 bits for each colour'],
  ])('is refused: %s', (_, bytes, reason) => {
    expect(probe(bytes).faults).toEqual([`${reason}, which few programs read`]);
  });

  it('is neither a baseline nor a progressive JPEG: those are accepted', () => {
    expect(probe(ordinary).faults).toEqual([]);
    expect(probe(fixture('pictures/progressive.jpg')).faults).toEqual([]);
  });
});
