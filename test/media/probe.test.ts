import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { probe } from '../../src/media/probe.ts';
import {
  exifBlock,
  fixture,
  jpegOfSize,
  pngChunk,
  riffChunk,
  smallBmp,
  smallWebp,
  withExifOrientation,
  withPngChunk,
} from '../support/media-samples.ts';
import {
  box,
  fragmented,
  joined,
  movieLast,
  parts,
  wideBox,
  withMajorBrand,
  withMediaDuration,
  withMovieDuration,
  withOffsets,
  withTrackDuration,
} from '../support/mp4-samples.ts';

const jpeg = fixture('portrait.jpg');
const png = fixture('portrait.png');
const clip = fixture('selfie-3s.mp4');
const avi = fixture('selfie-3s.avi');
const flv = fixture('selfie-3s.flv');

describe('probe recognises a file by its content', () => {
  it.each([
    ['portrait.jpg', 'image/jpeg', 'image'],
    ['portrait.png', 'image/png', 'image'],
    ['selfie-3s.mp4', 'video/mp4', 'video'],
    ['selfie-3s.avi', 'video/x-msvideo', 'video'],
    ['selfie-3s.flv', 'video/x-flv', 'video'],
    ['selfie-3s.webm', 'video/webm', 'video'],
    ['not-an-image.jpg', 'text/plain', 'other'],
    ['empty.jpg', 'application/octet-stream', 'other'],
  ])('%s as %s', (name, mediaType, kind) => {
    expect(probe(fixture(name))).toMatchObject({ mediaType, kind, faults: [] });
  });

  it.each([
    ['GIF89a\x40\x01\xf0\0\0\0\0', 'image/gif'],
    ['%PDF-1.7\n', 'application/pdf'],
    ['II*\0\x08\0\0\0', 'image/tiff'],
    ['\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'image/heic'],
    ['\0\0\0\x18ftypmif1\0\0\0\0mif1heic', 'image/heic'],
    ['\0\0\0\x18ftypmif1\0\0\0\0mif1avif', 'image/avif'],
    ['\0\0\0\x14ftypM4A \0\0\0\0mp42', 'audio/mp4'],
    ['\0\0\0\x14ftyp3gp5\0\0\0\x003gp5', 'video/3gpp'],
    ['\0\0\0\x1cftyp3gp4\0\0\0\x003gp4isomiso2', 'video/3gpp'],
    ['\0\0\0\x20ftyp3gp5\0\0\0\x003gp5iso2avc1mp41', 'video/mp4'],
    ['\0\0\0\x18ftyp3gp4\0\0\0\x00mp423gp4', 'video/mp4'],
    ['\0\0\0\x143gp6\0\0\0\0', 'application/octet-stream'],
    ['\0\0\0\x14ftypqt  \0\0\0\0isom', 'video/quicktime'],
    [`${'\x47\x40\0\x10'.padEnd(188, '\0')}${'\x47\x40\0\x10'.padEnd(188, '\0')}`, 'video/mp2t'],
    [`\0\0\0\0${'\x47\x40\0\x10'.padEnd(192, '\0')}${'\x47\x40\0\x10'.padEnd(188, '\0')}`, 'video/mp2t'],
    [`${'G'.padEnd(188, ' ')}G`, 'text/plain'],
    ['OggS\0\x02\0\0', 'video/ogg'],
    ['\0\0\x01\xb3\x14\0\xf0', 'video/mpeg'],
    ['\0\0\0\x08wide\0\0\0\x08mdat', 'video/quicktime'],
    ['\x1a\x45\xdf\xa3\x8b\x42\x82\x88matroska', 'video/x-matroska'],
    ['RIFF\x24\0\0\0WAVEfmt ', 'audio/wav'],
    ['RIFF\x24\0\0\0ABCD', 'application/octet-stream'],
    ['BMW builds cars, and says so in text', 'text/plain'],
    ['The free lunch', 'text/plain'],
    ['\0\x01\x02\x03', 'application/octet-stream'],
  ])('%j as %s', (head, mediaType) => {
    expect(probe(Buffer.from(head, 'latin1')).mediaType).toBe(mediaType);
  });

  it('as text, also if the limit cuts a character in two', () => {
    const text = `x${'é'.repeat(4000)}`;
    expect(probe(Buffer.from(text, 'utf8')).format).toBe('text');
    expect(probe(Buffer.from(text, 'latin1')).format).toBe('unknown');
  });

  it('as QuickTime and not MP4, and reads its length and codecs', () => {
    const mov = probe(withMajorBrand(clip, 'qt  '));
    expect(mov).toMatchObject({ mediaType: 'video/quicktime', format: 'mov', durationMs: 3000, videoCodec: 'h264', audioCodec: 'aac' });
  });
});

describe('probe of a JPEG', () => {
  it('reads its size, and every orientation in both byte orders', () => {
    expect(probe(jpeg)).toMatchObject({ format: 'jpeg', width: 512, height: 512 });
    expect(probe(jpeg).orientation).toBeUndefined();
    for (const order of ['II', 'MM'] as const) {
      for (let orientation = 1; orientation <= 8; orientation++) {
        expect(probe(withExifOrientation(jpeg, orientation, order)).orientation).toBe(orientation);
      }
      expect(probe(withExifOrientation(jpeg, 9, order)).orientation).toBeUndefined();
    }
  });

  it('accepts bytes after the end marker', () => {
    expect(probe(jpegOfSize(jpeg.length + 5000)).faults).toEqual([]);
  });

  it('reports it as truncated if it is cut anywhere, and not if it is complete', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: jpeg.length - 3 }), (length) => {
        expect(probe(jpeg.subarray(0, length)).faults).toEqual(['truncated: the last marker is missing']);
      }),
    );
    expect(probe(fixture('portrait-truncated.jpg')).faults).toEqual(['truncated: the last marker is missing']);
    expect(probe(jpeg)).not.toHaveProperty('remarks');
    expect(probe(jpeg).faults).toEqual([]);
  });

  it('reads several scans, and ignores an end marker inside a segment between them', () => {
    const header = jpeg.subarray(0, 2 + jpeg.subarray(2).indexOf('\xff\xda', 0, 'latin1'));
    const scan = Buffer.from('\xff\xda\0\x04\0\0\x12\xff\0\x34\xff\xd0\x56', 'latin1');
    const comment = Buffer.from('\xff\xfe\0\x04\xff\xd9', 'latin1');
    const end = Buffer.from('\xff\xd9', 'latin1');
    expect(probe(Buffer.concat([header, scan, comment, scan, end])).faults).toEqual([]);
    expect(probe(Buffer.concat([header, scan, comment, scan])).faults).toEqual(['truncated: the last marker is missing']);
  });

  it('reports a missing picture and an impossible length', () => {
    expect(probe(Buffer.from('\xff\xd8\xff\xd9', 'latin1')).faults).toEqual(['broken: the JPEG holds no picture']);
    expect(probe(Buffer.from('\xff\xd8\xff\xe0\0\x01\xff\xd9', 'latin1')).faults).toEqual([
      'broken: a JPEG segment has an impossible length',
    ]);
  });
});

describe('probe of a PNG', () => {
  it('reads its size, and reports it as truncated if it is cut anywhere', () => {
    expect(probe(png)).toMatchObject({ format: 'png', width: 512, height: 512, faults: [] });
    fc.assert(
      fc.property(fc.integer({ min: 8, max: png.length - 1 }), (length) => {
        expect(probe(png.subarray(0, length)).faults).toEqual(['truncated: the last chunk is missing']);
      }),
      { numRuns: 50 },
    );
  });

  it('reports a checksum that is wrong because of one bit', () => {
    const flipped = Buffer.from(png);
    flipped[300_000] = (flipped[300_000] ?? 0) ^ 1;
    expect(probe(flipped).faults).toEqual(["broken: the PNG's IDAT chunk fails its checksum"]);
  });

  it('reports a missing picture', () => {
    const bytes = Buffer.concat([png.subarray(0, 33), pngChunk('IEND', Buffer.alloc(0))]);
    expect(probe(bytes)).toMatchObject({ width: 512, faults: ['broken: the PNG contains no picture'] });
  });

  it('refuses a PNG from inside an iPhone app, with the reason', () => {
    const signature = 8;
    const bytes = Buffer.concat([png.subarray(0, signature), pngChunk('CgBI', Buffer.alloc(4)), png.subarray(signature)]);
    expect(probe(bytes).faults).toEqual(['it is a PNG from inside an iPhone app (CgBI), which only Apple’s programs read']);
  });

  it('reads its orientation', () => {
    expect(probe(withPngChunk(png, pngChunk('eXIf', exifBlock(6, 'MM')))).orientation).toBe(6);
  });
});

describe('probe of the other images', () => {
  it.each(['', 'Exif\0\0'])('reads the orientation of a WebP whose Exif block starts with %j', (word) => {
    const picture = smallWebp('VP8X');
    const block = Buffer.concat([Buffer.from(word), exifBlock(8, 'II')]);
    const bytes = Buffer.concat([picture, riffChunk('EXIF', block)]);
    bytes.writeUInt32LE(bytes.length - 8, 4);
    expect(probe(bytes)).toMatchObject({ orientation: 8, faults: [] });
  });

  it('accepts bytes after a WebP', () => {
    expect(probe(Buffer.concat([smallWebp('VP8L'), Buffer.from('0123456789abcdef')])).faults).toEqual([]);
  });

  it('reads the size of a BMP with its rows in either order, and reports a cut BMP as truncated', () => {
    for (const height of [-3, 3]) {
      const bmp = smallBmp();
      bmp.writeInt32LE(height, 22);
      expect(probe(bmp)).toMatchObject({ format: 'bmp', width: 4, height: 3, faults: [] });
    }
    expect(probe(smallBmp().subarray(0, 60)).faults).toEqual(['truncated: the file is shorter than its header says']);
  });

  it.each(['VP8 ', 'VP8L', 'VP8X'] as const)('reads the size of a WebP in its %s form, and reports a cut one as truncated', (coding) => {
    expect(probe(smallWebp(coding))).toMatchObject({ format: 'webp', width: 640, height: 360, faults: [] });
    expect(probe(smallWebp(coding).subarray(0, 36)).faults).toEqual(['truncated: the file ends inside a WebP chunk']);
  });
});

describe('probe of a video', () => {
  it('reports which box is missing', () => {
    const without = (type: string): Buffer => joined(parts(clip).filter((part) => part.type !== type));
    expect(probe(without('moov')).faults).toEqual(['moov box missing']);
    expect(probe(without('mdat')).faults).toEqual(['mdat box missing']);
    expect(probe(movieLast(clip).subarray(0, 50_000)).faults).toEqual(['truncated: the file ends inside its mdat box', 'moov box missing']);
  });

  it('reads 64-bit box lengths, and accepts padding after the last box', () => {
    const long = Buffer.concat(parts(clip).map((part) => (part.type === 'mdat' ? wideBox('mdat', part.payload) : joined([part]))));
    expect(probe(Buffer.concat([long, Buffer.alloc(64)]))).toMatchObject({ faults: [], durationMs: 3000 });
  });

  it('reports a stream of fragments that is cut in its last fragment', () => {
    const stream = fragmented(clip, [512, 512], 'each');
    expect(probe(stream.subarray(0, -1)).faults).toEqual(['truncated: the file ends inside its mdat box']);
  });

  it('reports an AVI without a header, frames or a video track', () => {
    const renamed = (from: string, to: string): Buffer => {
      const bytes = Buffer.from(avi);
      bytes.write(to, bytes.indexOf(from), 'latin1');
      return bytes;
    };
    expect(probe(renamed('hdrl', 'xxxx')).faults).toEqual(['hdrl list missing']);
    expect(probe(renamed('movi', 'xxxx')).faults).toEqual(['movi list missing']);
    expect(probe(renamed('vids', 'txts')).faults).toEqual(['no video track']);
  });

  it('takes the length of an FLV from its frames, not from its metadata', () => {
    const at = flv.indexOf('duration') + 'duration'.length + 1;
    for (const claimed of [0, 1, 3600]) {
      const lying = Buffer.from(flv);
      lying.writeDoubleBE(claimed, at);
      expect(probe(lying).durationMs).toBe(3000);
    }
  });

  it('takes the length of an AVI from its chunks, not from its headers', () => {
    const lying = Buffer.from(avi);
    lying.writeUInt32LE(9000, lying.indexOf('strh') + 8 + 32);
    lying.writeUInt32LE(9000, lying.indexOf('avih') + 8 + 16);
    expect(probe(lying).durationMs).toBe(probe(avi).durationMs);
  });

  it('takes the length of an MP4 from its samples, not from its headers', () => {
    const lying = withTrackDuration(withMediaDuration(withMovieDuration(clip, 3_600_000), 46_080_000), 3_600_000);
    expect(probe(lying).durationMs).toBe(3000);
  });

  it('refuses an MP4 whose samples are outside the file or in its header', () => {
    const outside = ['broken: the frames that its header lists are not in the file'];
    expect(probe(withOffsets(clip, (offset) => offset + clip.length)).faults).toEqual(outside);
    expect(probe(withOffsets(clip, () => 64)).faults).toEqual(outside);
    expect(probe(withOffsets(clip, (offset) => offset)).faults).toEqual([]);
  });

  it('refuses a video track without frames', () => {
    const still = fragmented(clip, [], 'each');
    expect(probe(Buffer.concat([still, box('mdat')])).faults).toEqual(['the video track contains no frames']);
    const setup = Buffer.from('464c5601010000000900000000 0900000500000000000000 1700000000 00000010'.replaceAll(' ', ''), 'hex');
    expect(probe(setup).faults).toEqual(['the video track contains no frames']);
  });

  it('reports an FLV that is cut inside a tag or its header, and an FLV without a video track', () => {
    expect(probe(flv.subarray(0, 150_000)).faults).toEqual(['truncated: the file ends inside an FLV tag']);
    expect(probe(flv.subarray(0, -20)).faults).toEqual(['truncated: the file ends inside an FLV tag']);
    const secondTag = 13 + 11 + flv.readUIntBE(14, 3) + 4;
    expect(probe(flv.subarray(0, secondTag + 5)).faults).toEqual(['truncated: the file ends inside an FLV tag']);
    expect(probe(flv.subarray(0, secondTag))).toMatchObject({ faults: ['no video track'], audioCodec: null });
  });
});
