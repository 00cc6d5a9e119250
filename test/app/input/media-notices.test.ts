import { describe, expect, it } from 'vitest';
import { livenessCompare } from '../../../src/vendors/tencent/actions/liveness-compare.ts';
import { videoLivenessCompare } from '../../../src/vendors/tencent/actions/video-liveness-compare.ts';
import { fixture, withExifOrientation } from '../../support/media-samples.ts';
import { rotated, withoutTrack } from '../../support/mp4-samples.ts';
import { compareFiles, readFrom } from '../../support/read-clip.ts';

const portrait = fixture('portrait.jpg');
const clip = fixture('selfie-3s.mp4');
const silentClip = withoutTrack(clip, 'soun');

describe('a notice about media', () => {
  it('says how a photo is turned, and how to fix it', async () => {
    for (const [orientation, lie] of [
      [3, 'upside down'],
      [6, 'sideways'],
      [8, 'sideways'],
    ] as const) {
      const { notices, problems } = await compareFiles(withExifOrientation(portrait, orientation, 'MM'), clip);
      expect(problems).toEqual([]);
      expect(notices).toEqual([
        expect.stringContaining(`--image: the picture is stored ${lie}, and only a note (EXIF orientation ${orientation})`),
      ]);
      expect(notices[0]).toMatch(/: convert 'a\.jpg\[0\]' -auto-orient .* a-upright\.jpg$/);
    }
  });

  it('is not given for an upright photo', async () => {
    for (const orientation of [1, 2]) {
      expect((await compareFiles(withExifOrientation(portrait, orientation, 'II'), clip)).notices).toEqual([]);
    }
    expect((await compareFiles(portrait, clip)).notices).toEqual([]);
  });

  it.each([90, 180, 270] as const)('says that a video is turned by %s degrees', async (degrees) => {
    const { notices, problems } = await compareFiles(portrait, rotated(clip, degrees));
    expect(problems).toEqual([]);
    expect(notices).toEqual([expect.stringContaining(`--video: the clip is stored turned by ${degrees} degrees`)]);
    expect(notices[0]).toMatch(/: ffmpeg -i b\.mp4 .* b-upright\.mp4$/);
  });

  it('says that a JPEG lacks its end marker, and the file is sent', async () => {
    const { notices, problems, values } = await compareFiles(portrait.subarray(0, -2), clip);
    expect(problems).toEqual([]);
    expect(notices).toEqual(['--image: the JPEG lacks its end marker, and its picture is complete; it is sent unchanged']);
    expect(values.ImageBase64).toMatchObject({ bytes: portrait.subarray(0, -2) });
  });

  const silence = expect.stringContaining('--video: the clip has no sound, but the person in it must speak');

  it('says that a video has no sound, in every action in which the person must speak', async () => {
    const spoken = { LivenessType: 'lip', ValidateData: '1234' };
    expect((await compareFiles(portrait, silentClip, spoken)).notices).toContainEqual(silence);
    for (const [action, raw] of [
      [livenessCompare, { ImageBase64: 'a.jpg', VideoBase64: 'b.mp4' }],
      [videoLivenessCompare, { '--image': 'a.jpg', '--video': 'b.mp4' }],
    ] as const) {
      const { notices, problems } = await readFrom({ photo: portrait, clip: silentClip }, { ...raw, ...spoken }, { action });
      expect(problems).toEqual([]);
      expect(notices).toContainEqual(silence);
    }
  });

  it('is not given for a silent video when the person need not speak, or for a video with sound', async () => {
    expect((await compareFiles(portrait, silentClip)).notices).toEqual([]);
    expect((await compareFiles(portrait, clip, { LivenessType: 'lip', ValidateData: '1234' })).notices).not.toContainEqual(silence);
  });

  it('is not given when checks are off', async () => {
    const { notices } = await compareFiles(withExifOrientation(portrait, 6, 'MM'), rotated(clip, 90), {}, false);
    expect(notices).toEqual([]);
  });
});
