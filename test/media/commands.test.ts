import { describe, expect, it } from 'vitest';
import type { MediaLimits } from '../../src/core/declare/params.ts';
import { convertCommand, type NamedMedia, shrinkCommand, turnCommand } from '../../src/media/commands.ts';

const photo: MediaLimits = { kind: 'image', formats: ['jpeg'], maxBase64Bytes: 3 * 2 ** 20 };
const clip: MediaLimits = { kind: 'video', formats: ['mp4'], maxBase64Bytes: 8 * 2 ** 20 };

const named = (path: string | undefined, probe: Partial<NamedMedia['probe']> = {}): NamedMedia => ({
  ...(path === undefined ? {} : { path }),
  probe: { format: 'mov', kind: 'video', ...probe },
});

describe('the commands for a shell', () => {
  it.each([
    ['clip.mov', 'ffmpeg -i clip.mov -c copy clip-converted.mp4'],
    ['in/my clip.mov', "ffmpeg -i 'in/my clip.mov' -c copy 'in/my clip-converted.mp4'"],
    ["O'Brien.mov", "ffmpeg -i 'O'\\''Brien.mov' -c copy 'O'\\''Brien-converted.mp4'"],
    ['-y.mov', 'ffmpeg -i ./-y.mov -c copy ./-y-converted.mp4'],
    ['~a.mov', "ffmpeg -i './~a.mov' -c copy './~a-converted.mp4'"],
    ['Ausweis Ä.mov', "ffmpeg -i 'Ausweis Ä.mov' -c copy 'Ausweis Ä-converted.mp4'"],
    ['../.hidden', 'ffmpeg -i ../.hidden -c copy ../.hidden-converted.mp4'],
    ['no-ending', 'ffmpeg -i no-ending -c copy no-ending-converted.mp4'],
    ['clip.mp4', 'ffmpeg -i clip.mp4 -c copy clip-converted.mp4'],
    [undefined, 'ffmpeg -i IN -c copy OUT.mp4'],
    ['$(reboot).mov', 'ffmpeg -i IN -c copy OUT.mp4'],
    ['a\nb.mov', 'ffmpeg -i IN -c copy OUT.mp4'],
    ['a\x1b[2J.mov', 'ffmpeg -i IN -c copy OUT.mp4'],
    ['http:a.mov', 'ffmpeg -i IN -c copy OUT.mp4'],
    ['frame%d.mov', 'ffmpeg -i IN -c copy OUT.mp4'],
  ])('quote the file name %j for a shell, or have IN and OUT instead if it cannot be quoted', (path, command) => {
    expect(convertCommand(named(path, { videoCodec: 'h264', audioCodec: 'aac' }), clip)).toBe(command);
  });

  it('ask for the first picture of a file, with the brackets quoted', () => {
    expect(turnCommand(named('a.jpg'), { ...photo, maxBase64Bytes: 4_000 })).toBe(
      `convert 'a.jpg[0]' -auto-orient -resize "2048x2048>" -define jpeg:extent=2kb a-upright.jpg`,
    );
  });

  it.each([
    ['h264', null, '-c copy'],
    ['hevc', 'mp3', '-c copy'],
    ['h264', 'pcm', '-c:v copy -c:a aac'],
    ['prores', 'pcm', '-c:v libx264'],
    ['mjpeg', 'aac', '-c:v libx264'],
    [undefined, undefined, '-c:v libx264'],
  ])('copy tracks that MP4 and every player support, and encode other tracks: %s with %s', (videoCodec, audioCodec, part) => {
    const media = named('a.mov', { ...(videoCodec ? { videoCodec } : {}), ...(audioCodec === undefined ? {} : { audioCodec }) });
    expect(convertCommand(media, clip)).toContain(part);
  });

  it.each([
    [3_000, 4000, undefined],
    [60_000, 695, undefined],
    [3_600_000, 300, 126],
    [undefined, 300, 126],
  ])('shrink a clip of %s ms to the size limit, with %s kbit/s, cut to %s s', (durationMs, kilobits, seconds) => {
    const command = shrinkCommand(named('a.mp4', durationMs === undefined ? {} : { durationMs }), clip);
    expect(command).toContain(`-b:v ${kilobits}k`);
    if (seconds === undefined) expect(command).not.toContain(' -t ');
    else expect(command).toContain(` -t ${seconds} `);
    const most = ((kilobits + 64) * 1000 * ((seconds ?? (durationMs ?? 0) / 1000) + 1)) / 8;
    expect(most).toBeLessThan(6_291_456);
  });
});
