import { describe, expect, it } from 'vitest';
import { fixture, jpegOfSize } from '../../support/media-samples.ts';
import { withOffsets } from '../../support/mp4-samples.ts';
import { compareFiles } from '../../support/read-clip.ts';

const portrait = fixture('portrait.jpg');
const clip = fixture('selfie-3s.mp4');

describe('a refusal of a file', () => {
  it.each([
    ['for its format', fixture('selfie-3s.webm')],
    ['for its length', fixture('selfie-1s.mp4')],
    ['for its end', clip.subarray(0, -1)],
    ['for frames that are not in it', withOffsets(clip, (offset) => offset + clip.length)],
    ['for its end, as FLV', fixture('selfie-3s.flv').subarray(0, 50_000)],
    ['for its end, as AVI', fixture('selfie-3s.avi').subarray(0, 50_000)],
    ['for its size', Buffer.concat([clip, Buffer.alloc(7_000_000)])],
  ])('names the way round, and the command last: %s', async (_, video) => {
    const { problems } = await compareFiles(portrait, video);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.hint).toMatch(/^[^:]+, or send it unchanged with --no-preflight(?:; this command fixes the file: ffmpeg .*)?$/);
    expect((await compareFiles(portrait, video, {}, false)).problems).toEqual([]);
  });

  it('names no way round where there is none', async () => {
    const { problems } = await compareFiles(Buffer.alloc(0), clip);
    expect(problems).toEqual([
      { category: 'media', flag: '--image', message: 'a.jpg is empty', hint: expect.not.stringContaining('--no-preflight') },
    ]);
  });

  it('says the size as the service counts it', async () => {
    expect((await compareFiles(jpegOfSize(2_620_598), clip)).problems[0]?.message).toBe(
      'the file is too large: 3.3 MiB after base64 encoding, limit 3 MiB',
    );
  });
});
