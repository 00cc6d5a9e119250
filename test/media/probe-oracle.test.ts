import mediaInfoFactory, { type MediaInfo } from 'mediainfo.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { probe } from '../../src/media/probe.ts';
import { fixture, mp4OfSize, withMp4Box } from '../support/media-samples.ts';
import {
  fragmented,
  movieLast,
  rotated,
  withEdit,
  withMediaDuration,
  withMovieDuration,
  withoutTrack,
  withWideTimes,
} from '../support/mp4-samples.ts';

/** From the names that MediaInfo uses to the names that idv uses. */
const containers: Record<string, string> = { 'MPEG-4': 'mp4', AVI: 'avi', 'Flash Video': 'flv' };
const codecs: Record<string, string> = {
  AVC: 'h264',
  AAC: 'aac',
  'MPEG-4 Visual': 'mpeg4',
  'Sorenson Spark': 'h263',
  'MPEG Audio': 'mp3',
};

const oneFrameMs = 40;

const clip = fixture('selfie-3s.mp4');
const shortClip = fixture('selfie-1s.mp4');
const avi = fixture('selfie-3s.avi');
const flv = fixture('selfie-3s.flv');

const complete: [string, Buffer][] = [
  ['three seconds of MP4', clip],
  ['one second of MP4', shortClip],
  ['AVI', avi],
  ['FLV', flv],
  ['MP4 with one more box at its end', withMp4Box(clip, 'anything')],
  ['MP4 of 2 MB', mp4OfSize(2_000_000)],
  ['MP4 with its header at the end', movieLast(clip)],
  ['MP4 with 64-bit times', withWideTimes(clip)],
  ['MP4 whose movie header claims 5 s', withMovieDuration(clip, 5000)],
  ['MP4 whose media header claims 2 s', withMediaDuration(clip, 25_600)],
  ['MP4 with an edit list that shows 2 s', withEdit(clip, 2000, 1024)],
  ['MP4 turned by 90 degrees', rotated(clip, 90)],
  ['MP4 turned by 180 degrees', rotated(clip, 180)],
  ['MP4 turned by 270 degrees', rotated(clip, 270)],
  ['MP4 without sound', withoutTrack(clip, 'soun')],
  ['fragments with a duration per sample', fragmented(clip, [512, 512, 1024], 'each')],
  ['fragments with a default duration', fragmented(clip, [512, 1024], 'default')],
];

const cut: [string, Buffer][] = [
  ['MP4 cut in its media data', clip.subarray(0, 60_000)],
  ['MP4 cut in the header after its media data', shortClip.subarray(0, 56_500)],
  ['AVI cut in the middle', avi.subarray(0, 150_000)],
];

describe('probe agrees with MediaInfo', () => {
  let mediaInfo: MediaInfo<'object'>;
  beforeAll(async () => {
    mediaInfo = await mediaInfoFactory({ format: 'object' });
  });
  afterAll(() => mediaInfo.close());

  const analyze = async (bytes: Buffer) => {
    const read = (size: number, offset: number): Uint8Array => new Uint8Array(bytes.subarray(offset, offset + size));
    const tracks = (await mediaInfo.analyzeData(() => bytes.length, read)).media?.track ?? [];
    const general = tracks.find((track) => track['@type'] === 'General');
    const video = tracks.find((track) => track['@type'] === 'Video');
    const audio = tracks.find((track) => track['@type'] === 'Audio');
    return { general, video, audio };
  };

  it.each(complete)('on type, size, codecs, rotation and length of %s', async (_, bytes) => {
    const { general, video, audio } = await analyze(bytes);
    const found = probe(bytes);
    expect(found.faults).toEqual([]);
    expect(found.format).toBe(containers[general?.Format ?? '']);
    expect(found).toMatchObject({ width: video?.Width, height: video?.Height, videoCodec: codecs[video?.Format ?? ''] });
    expect(found.audioCodec).toBe(audio ? codecs[audio.Format ?? ''] : null);
    expect(found.rotation ?? 0).toBe(Number(video?.Rotation ?? 0));
    expect(Math.abs((found.durationMs ?? 0) - Number(video?.Duration) * 1000)).toBeLessThanOrEqual(oneFrameMs);
  });

  it.each(cut)('that this file is truncated: %s', async (_, bytes) => {
    const { general } = await analyze(bytes);
    expect(general?.extra).toMatchObject({ IsTruncated: 'Yes' });
    expect(probe(bytes).faults).toEqual([expect.stringMatching(/^truncated: /)]);
  });

  it('that a file has no video track', async () => {
    const bytes = withoutTrack(clip, 'vide');
    expect((await analyze(bytes)).video).toBeUndefined();
    expect(probe(bytes).faults).toEqual(['no video track']);
  });
});
