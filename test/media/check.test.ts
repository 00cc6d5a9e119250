import { describe, expect, it } from 'vitest';
import type { MediaLimits } from '../../src/core/declare/params.ts';
import { checkMedia, noticesOf } from '../../src/media/check.ts';
import { probe } from '../../src/media/probe.ts';
import { fixture, jpegOfSize, mp4OfSize, smallBmp, smallWebp } from '../support/media-samples.ts';
import { withMajorBrand, withoutTrack } from '../support/mp4-samples.ts';

const image: MediaLimits = { kind: 'image', formats: ['jpeg', 'png'], maxBase64Bytes: 3 * 2 ** 20 };
const video: MediaLimits = { kind: 'video', formats: ['mp4', 'avi', 'flv'], maxBase64Bytes: 8 * 2 ** 20, minDurationMs: 2000 };

const check = (bytes: Buffer, limits: MediaLimits) => checkMedia({ bytes, probe: probe(bytes) }, limits);

const clip = fixture('selfie-3s.mp4');

describe('checkMedia', () => {
  it('accepts the formats that the service accepts', () => {
    for (const name of ['portrait.jpg', 'portrait.png']) expect(check(fixture(name), image)).toEqual([]);
    for (const name of ['selfie-3s.mp4', 'selfie-3s.avi', 'selfie-3s.flv']) expect(check(fixture(name), video)).toEqual([]);
  });

  it.each([
    ['selfie-3s.mp4', image, 'the content is MP4, but only JPEG or PNG is accepted', 'give an image here'],
    ['portrait.jpg', video, 'the content is JPEG, but only MP4, AVI or FLV is accepted', 'give a video here'],
    [
      'not-an-image.jpg',
      image,
      'the content is plain text, but only JPEG or PNG is accepted',
      'base64 text is accepted only if the file contains nothing else: give the picture or clip itself',
    ],
  ])('says what %s contains and what is accepted', (name, limits, message, hint) => {
    expect(check(fixture(name), limits)).toEqual([{ message, hint }]);
  });

  it('accepts other pictures with a notice if the vendor documents no format, but no video', () => {
    const undocumented: MediaLimits = { ...image, formatsAssumed: true };
    const notice = (bytes: Buffer, limits: MediaLimits) => noticesOf({ bytes, probe: probe(bytes) }, limits);
    expect(check(smallBmp(), undocumented)).toEqual([]);
    expect(notice(smallBmp(), undocumented)).toEqual([
      'the content is BMP; the vendor does not document the accepted formats here; JPEG or PNG is safe',
    ]);
    expect(check(smallBmp(), image)).toHaveLength(1);
    expect(check(clip, undocumented)[0]?.message).toBe('the content is MP4, but only JPEG or PNG is accepted');
    for (const [bytes, limits] of [
      [fixture('portrait.jpg'), undocumented],
      [clip, undocumented],
      [smallBmp(), image],
    ] as const) {
      expect(notice(bytes, limits)).toEqual([]);
    }
  });

  it('gives a command for a file that can be converted', () => {
    const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1');
    expect(check(withMajorBrand(clip, 'qt  '), video)).toEqual([
      {
        message: 'the content is QuickTime (MOV), but only MP4, AVI or FLV is accepted',
        hint: 'convert it',
        command: 'ffmpeg -i IN -c copy OUT.mp4',
      },
    ]);
    expect(check(fixture('selfie-3s.webm'), video)).toEqual([
      {
        message: 'the content is WebM, but only MP4, AVI or FLV is accepted',
        hint: 'convert it',
        command: expect.stringMatching(/^ffmpeg /),
      },
    ]);
    expect(check(heic, image)).toEqual([
      { message: 'the content is HEIC, but only JPEG or PNG is accepted', hint: 'convert it', command: expect.stringMatching(/^convert /) },
    ]);
  });

  it('refuses a truncated picture and a video without a video track', () => {
    expect(check(fixture('portrait-truncated.jpg'), image)).toEqual([
      { message: 'the JPEG file cannot be used (truncated: the last marker is missing)', hint: 'copy or download the complete file again' },
    ]);
    expect(check(withoutTrack(clip, 'vide'), video)).toEqual([
      { message: 'the MP4 file cannot be used (no video track)', hint: 'give a file with a video track, not only sound' },
    ]);
  });

  it('accepts a file whose base64 text is exactly as long as the limit, and refuses one byte more', () => {
    const most = (3 * 2 ** 20 * 3) / 4;
    expect(check(jpegOfSize(most), image)).toEqual([]);
    expect(check(jpegOfSize(most + 1), image)).toEqual([
      {
        message: 'the file is too large: 3,145,732 bytes after base64 encoding, limit 3,145,728 bytes',
        hint: 'use a file of at most 2,359,296 bytes',
        command: expect.stringMatching(/^convert /),
      },
    ]);
    expect(check(jpegOfSize(2_620_598), image)[0]?.message).toBe('the file is too large: 3.3 MiB after base64 encoding, limit 3 MiB');
  });

  it('refuses a video that is too short or too long, and accepts one at the limit or of unknown length', () => {
    const short = fixture('selfie-1s.mp4');
    expect(check(short, video)).toEqual([{ message: 'the video lasts 1.16 s; it must be at least 2 s', hint: 'record 2 s or more' }]);
    expect(check(short, { ...video, minDurationMs: 1160 })).toEqual([]);
    const most = (maxDurationMs: number): MediaLimits => ({ ...video, minDurationMs: 0, maxDurationMs });
    expect(check(short, most(1160))).toEqual([]);
    expect(check(short, most(1000))).toEqual([{ message: 'the video lasts 1.16 s; it may be at most 1 s', hint: 'cut it to 1 s or less' }]);
    expect(checkMedia({ bytes: short, probe: { ...probe(short), durationMs: undefined as never } }, video)).toEqual([]);
  });

  it('checks the size of the file itself if the vendor limits that', () => {
    const limits: MediaLimits = { kind: 'image', formats: ['jpeg'], maxFileBytes: 5 * 2 ** 20 };
    expect(check(jpegOfSize(5 * 2 ** 20), limits)).toEqual([]);
    expect(check(jpegOfSize(5_300_000), limits)).toEqual([
      {
        message: 'the file is too large: 5.1 MiB, limit 5 MiB',
        hint: 'use a file of at most 5,242,880 bytes',
        command: expect.stringMatching(/^convert /),
      },
    ]);
  });

  it('does not check the size if the vendor documents no limit', () => {
    expect(check(jpegOfSize(20_000_000), { kind: 'image', formats: ['jpeg'] })).toEqual([]);
  });

  it('checks both sides of a picture in every format', () => {
    const limits: MediaLimits = { kind: 'image', formats: ['jpeg', 'png', 'bmp', 'webp'], minSidePx: 361, maxSidePx: 511 };
    const bounds = 'each side must have 361 to 511';
    const scale = { hint: 'scale it to at most 511 pixels a side', command: expect.stringContaining('-resize "511x511>"') };
    const another = { hint: 'give another picture of 361 to 511 pixels a side' };
    const pictures: [Buffer, string, object][] = [
      [fixture('portrait.jpg'), '512 x 512', scale],
      [fixture('portrait.png'), '512 x 512', scale],
      [smallBmp(), '4 x 3', another],
      [smallWebp('VP8L'), '640 x 360', another],
    ];
    for (const [bytes, size, advice] of pictures) {
      expect(check(bytes, limits)).toEqual([{ message: `the picture is ${size} pixels; ${bounds}`, ...advice }]);
      expect(check(bytes, { ...limits, minSidePx: 3, maxSidePx: 640 })).toEqual([]);
    }
  });

  it('names only the limit that exists, and accepts a picture of unknown size', () => {
    const bytes = smallWebp('VP8X');
    const limits: MediaLimits = { kind: 'image', formats: ['webp'] };
    expect(check(bytes, { ...limits, minSidePx: 361 })[0]?.message).toContain('each side must have at least 361');
    expect(check(bytes, { ...limits, maxSidePx: 639 })[0]?.message).toContain('each side must have at most 639');
    const { width: _width, height: _height, ...unmeasured } = probe(bytes);
    expect(checkMedia({ bytes, probe: unmeasured }, { ...limits, minSidePx: 9999 })).toEqual([]);
  });

  it('reports all problems at once', () => {
    const cutAndBig = mp4OfSize(7_000_000).subarray(0, -1);
    const problems = check(cutAndBig, { ...video, minDurationMs: 5000 });
    expect(problems.map((problem) => problem.message)).toEqual([
      'the MP4 file cannot be used (truncated: the file ends inside its free box)',
      'the file is too large: 8.9 MiB after base64 encoding, limit 8 MiB',
      'the video lasts 3 s; it must be at least 5 s',
    ]);
  });
});
