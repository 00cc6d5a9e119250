import { describe, expect, it } from 'vitest';
import { fixture, jpegOfSize } from '../../support/media-samples.ts';
import { withOffsets } from '../../support/mp4-samples.ts';
import { compareFiles } from '../../support/read-clip.ts';

const portrait = fixture('portrait.jpg');
const clip = fixture('selfie-3s.mp4');

describe('a refusal of a file', () => {
  it.each([
    ['because of its format', fixture('selfie-3s.webm')],
    ['because of its length', fixture('selfie-1s.mp4')],
    ['because its end is missing', clip.subarray(0, -1)],
    ['because frames are missing', withOffsets(clip, (offset) => offset + clip.length)],
    ['because its end is missing, as FLV', fixture('selfie-3s.flv').subarray(0, 50_000)],
    ['because its end is missing, as AVI', fixture('selfie-3s.avi').subarray(0, 50_000)],
    ['because of its size', Buffer.concat([clip, Buffer.alloc(7_000_000)])],
  ])('names --no-preflight first and the command that fixes the file last: %s', async (_, video) => {
    const { problems } = await compareFiles(portrait, video);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.hint).toMatch(/^[^:]+, or send it unchanged with --no-preflight(?:; this command fixes the file: ffmpeg .*)?$/);
    expect((await compareFiles(portrait, video, {}, false)).problems).toEqual([]);
  });

  it('does not name --no-preflight for a file that can never be sent', async () => {
    const { problems } = await compareFiles(Buffer.alloc(0), clip);
    expect(problems).toEqual([
      { category: 'media', flag: '--image', message: 'a.jpg is empty', hint: expect.not.stringContaining('--no-preflight') },
    ]);
  });

  it('gives the size as the service counts it', async () => {
    expect((await compareFiles(jpegOfSize(2_620_598), clip)).problems[0]?.message).toBe(
      'the file is too large: 3.3 MiB after base64 encoding, limit 3 MiB',
    );
  });
});
