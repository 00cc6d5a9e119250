import { describe, expect, it } from 'vitest';
import { probe } from '../../../src/media/probe.ts';
import { findMark } from '../../../src/sandbox/outcomes/mark.ts';
import { fixture, withJpegComment, withMp4Box, withPngInternationalText, withPngText } from '../../support/media-samples.ts';
import { box, editBox } from '../../support/mp4-samples.ts';

const jpeg = fixture('portrait.jpg');
const png = fixture('portrait.png');
const clip = fixture('selfie-3s.mp4');

/** The MP4 with a comment as `ffmpeg -metadata comment=…` writes it. */
const withMovieComment = (mp4: Buffer, comment: string): Buffer => {
  const data = box('data', Buffer.from([0, 0, 0, 1, 0, 0, 0, 0]), Buffer.from(comment));
  const userData = box('udta', box('meta', Buffer.alloc(4), box('ilst', box('\xa9cmt', data), box('\xa9too', data.subarray(0, 12)))));
  return editBox(mp4, ['moov'], (moov) => Buffer.concat([userData, moov]));
};

describe('findMark', () => {
  const places: [string, (text: string) => Buffer][] = [
    ['a JPEG comment', (text) => withJpegComment(jpeg, text)],
    ['PNG text', (text) => withPngText(png, text)],
    ['international PNG text', (text) => withPngInternationalText(png, text)],
    ['a free box', (text) => withMp4Box(clip, text)],
    ['a skip box', (text) => withMp4Box(clip, text, 'skip')],
    ['a box of another name', (text) => withMp4Box(clip, text, 'idvm')],
    ['user data next to the movie', (text) => withMp4Box(clip, text, 'udta')],
    ['a free box in the movie', (text) => editBox(clip, ['moov'], (moov) => Buffer.concat([moov, box('free', Buffer.from(text))]))],
    ['the movie’s comment', (text) => withMovieComment(clip, text)],
  ];

  it.each(places)('reads %s', (_, marked) => {
    for (const name of ['low-similarity', 'FailedOperation.LivessDetectFake', '1004', 'a_b:c']) {
      expect(findMark(marked(`idv:${name}`))).toBe(name);
    }
  });

  it.each(places)('finds no mark in %s with another text', (_, marked) => {
    for (const text of ['idv:', 'idv', 'IDV:spoof', 'xidv:spoof']) expect(findMark(marked(text))).toBeUndefined();
  });

  it.each(places)('reads marks from files that stay complete: %s', (_, marked) => {
    expect(probe(marked('idv:low-similarity')).faults).toEqual([]);
  });

  it('accepts blanks and final zeros around a mark, but no other words', () => {
    expect(findMark(withJpegComment(jpeg, ' idv:spoof\n\0'))).toBe('spoof');
    expect(findMark(withJpegComment(jpeg, 'idv:spoof please'))).toBeUndefined();
  });

  it('finds the mark among other comments', () => {
    expect(findMark(withJpegComment(withJpegComment(jpeg, 'idv:spoof'), 'made by hand'))).toBe('spoof');
  });

  it('finds no mark in files without one, in other formats, or in an empty file', () => {
    for (const bytes of [jpeg, png, clip, fixture('selfie-3s.avi'), Buffer.from('idv:spoof'), Buffer.alloc(0)]) {
      expect(findMark(bytes)).toBeUndefined();
    }
  });
});
