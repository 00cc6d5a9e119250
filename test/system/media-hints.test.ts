import { execFile } from 'node:child_process';
import { appendFile, copyFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withExifOrientation } from '../support/media-samples.ts';

/** Every command in a hint is pasted into a shell unchanged, and the file that it makes is sent. */

const run = promisify(execFile);
const project = join(import.meta.dirname, '..', '..');
const idv = join(project, 'bin', 'idv.js');
const fixture = (name: string): string => join(project, 'fixtures', name);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'idv-hints-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const keys = {
  TENCENTCLOUD_SECRET_ID: 'sandbox-id',
  TENCENTCLOUD_SECRET_KEY: 'sandbox-key',
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'sandbox-id',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'sandbox-key',
};

interface Ran {
  exitCode: number;
  err: string;
}

/** Runs without `--json` by default, because notices are searched as people see them. */
async function runIdv(argv: readonly string[], format: readonly string[] = []): Promise<Ran> {
  const env = { PATH: process.env.PATH, HOME: folder, ...keys };
  try {
    const { stderr } = await run(process.execPath, [idv, ...argv, '--sandbox', ...format], { env, cwd: folder });
    return { exitCode: 0, err: stderr };
  } catch (error) {
    const { code, stderr } = error as { code: number; stderr: string };
    return { exitCode: code, err: stderr };
  }
}

type Send = (file: string, format?: readonly string[]) => Promise<Ran>;

const compareVideo: Send = (video, format) => runIdv(['compare', '--image', fixture('portrait.jpg'), '--video', video], format);
const comparePhoto: Send = (image, format) => runIdv(['compare', '--image', image, '--video', fixture('selfie-3s.mp4')], format);
const visionPhoto: Send = (image, format) =>
  runIdv(['vision', 'compare', '--image-a', image, '--image-b', fixture('portrait.jpg')], format);

const inFolder = (program: string, args: readonly string[]) => run(program, args, { cwd: folder, maxBuffer: 2 ** 24 });
const ffmpeg = (...args: readonly string[]) => inFolder('ffmpeg', ['-hide_banner', '-v', 'error', '-nostdin', '-y', ...args]);
const convert = (...args: readonly string[]) => inFolder('convert', args);

/** The command in a hint or a notice, and the file that the command makes. */
function commandIn(text: string): { command: string; made: string } {
  const command = /: ((?:ffmpeg|convert) .*)$/.exec(text)?.[1];
  const made = command && / (?:'((?:[^']|'\\'')*)'|(\S+))$/.exec(command);
  if (!command || !made) throw new Error(`no command in ${text}`);
  return { command, made: (made[1] ?? made[2] ?? '').replaceAll("'\\''", "'") };
}

const paste = (command: string) => run('sh', ['-c', command.replace(/^ffmpeg /, 'ffmpeg -nostdin -v error ')], { cwd: folder });

/** The file is refused with a hint, the command in the hint runs, and its result is accepted without a notice. */
async function followsHint(file: string, send: Send, reason: RegExp): Promise<string> {
  const refused = await send(file, ['--json']);
  expect(refused.exitCode).toBe(4);
  const { problems, hint, message } = JSON.parse(refused.err).error;
  expect(message).toMatch(reason);
  expect(problems).toHaveLength(1);
  const { command, made } = commandIn(hint);
  await paste(command);
  expect(await send(made)).toMatchObject({ exitCode: 0, err: expect.not.stringContaining('finds no face') });
  return made;
}

const moving = ['-f', 'lavfi', '-i', 'testsrc2=s=64x48:r=25:d=2.4', '-f', 'lavfi', '-i', 'sine=d=2.4'];
const odd = ['-f', 'lavfi', '-i', 'testsrc2=s=65x49:r=25:d=2.4', '-f', 'lavfi', '-i', 'sine=d=2.4'];
/** A picture that no encoder can make small. */
const noise = (size: string, seconds: number) => ['-f', 'lavfi', '-i', `nullsrc=s=${size}:r=25:d=${seconds},geq=random(1)*255:128:128`];

describe('a video in a format that the service does not accept', () => {
  it.each([
    ['sound.mov', [...moving, '-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-c:a', 'pcm_s16le']],
    ['camera.mov', [...moving, '-c:v', 'prores_ks', '-c:a', 'pcm_s24le']],
    ['old camera.mov', [...moving, '-c:v', 'mjpeg', '-pix_fmt', 'yuvj422p', '-c:a', 'pcm_u8']],
    ["a phone's.mov", [...moving, '-c:v', 'libx265', '-x265-params', 'log-level=none', '-tag:v', 'hvc1', '-c:a', 'aac']],
    ['rewrapped.mov', [...moving, '-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-timecode', '00:00:00:00']],
    ['silent.mov', ['-f', 'lavfi', '-i', 'testsrc2=s=64x48:r=25:d=2.4', '-c:v', 'libx264', '-pix_fmt', 'yuv420p']],
    ['animation.mov', [...odd, '-c:v', 'qtrle', '-c:a', 'pcm_s16be']],
    ['phone.3gp', [...moving, '-c:v', 'h263', '-s', '176x144', '-c:a', 'aac']],
    ['newer phone.3gp', [...moving, '-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-c:a', 'aac']],
    ['stream.ts', [...moving, '-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-c:a', 'aac']],
    ['broadcast.ts', [...moving, '-c:v', 'mpeg2video', '-c:a', 'mp2']],
    ['camcorder.m2ts', [...moving, '-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-c:a', 'ac3', '-mpegts_m2ts_mode', '1']],
    ['browser.webm', [...odd, '-c:v', 'libvpx-vp9', '-c:a', 'libopus']],
    ['older browser.webm', [...odd, '-c:v', 'libvpx', '-c:a', 'libvorbis']],
    ['recorder.mkv', [...moving, '-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-c:a', 'flac']],
    ['archive.mkv', [...odd, '-c:v', 'ffv1', '-c:a', 'pcm_s16le']],
    ['windows.wmv', [...moving, '-c:v', 'wmv2', '-c:a', 'wmav2']],
    ['disc.mpg', [...moving, '-c:v', 'mpeg2video', '-c:a', 'mp2', '-f', 'vob']],
    ['free.ogv', [...moving, '-c:v', 'libtheora', '-c:a', 'libvorbis']],
  ])('%s gets a command that converts it', async (name, args) => {
    await ffmpeg(...args, name);
    await followsHint(name, compareVideo, /^--video: the content is .*, but only MP4, AVI or FLV is accepted$/);
  });
});

describe('a video that is too large', () => {
  const limit = 6_291_456;
  it.each([
    ['short.mp4', [...noise('640x360', 4), '-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-crf', '5']],
    ['portrait.mp4', [...noise('360x640', 3), '-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-crf', '1']],
    ['raw.avi', [...moving, '-c:v', 'rawvideo', '-s', '321x240', '-c:a', 'pcm_s16le']],
    ['long.flv', [...noise('320x240', 40), '-c:v', 'flv1', '-q:v', '3']],
    ['ten minutes.mp4', ['-f', 'lavfi', '-i', 'testsrc2=s=320x240:r=5:d=600', '-c:v', 'mpeg4', '-q:v', '2']],
  ])('%s gets a command that makes it small enough', async (name, args) => {
    await ffmpeg(...args, name);
    expect((await stat(join(folder, name))).size).toBeGreaterThan(limit);
    const made = await followsHint(name, compareVideo, /^--video: the file is too large: [\d.]+ MiB after base64 encoding, limit 8 MiB$/);
    expect((await stat(join(folder, made))).size).toBeLessThanOrEqual(limit);
  });

  it('gets such a command even when idv does not read the file at all', async () => {
    await copyFile(fixture('selfie-3s.mp4'), join(folder, 'huge.mp4'));
    await appendFile(join(folder, 'huge.mp4'), Buffer.alloc(65 * 2 ** 20));
    await followsHint('huge.mp4', compareVideo, /^--video: the file is too large: 86\.8 MiB after base64 encoding, limit 8 MiB$/);
  });
});

describe('a picture', () => {
  it.each([
    ['phone.heic', [fixture('portrait.jpg'), 'phone.heic'], comparePhoto],
    ['web.avif', [fixture('portrait.jpg'), '-resize', '64x64', 'web.avif'], comparePhoto],
    ['scan of two.tiff', [fixture('portrait.jpg'), fixture('portrait.jpg'), 'scan of two.tiff'], comparePhoto],
    ['moving.gif', [fixture('portrait.jpg'), '(', '+clone', '-negate', ')', 'moving.gif'], comparePhoto],
    ['web.webp', [fixture('portrait.jpg'), 'web.webp'], comparePhoto],
    ['paint.bmp', [fixture('portrait.jpg'), 'paint.bmp'], comparePhoto],
    ['phone2.heic', [fixture('portrait.jpg'), 'phone2.heic'], visionPhoto],
  ])('%s gets a command that converts it', async (name, args, send) => {
    await convert(...args);
    await followsHint(name, send, /: the content is .* is accepted$/);
  });

  it.each([
    ['large.jpg', ['-size', '2500x2000', 'plasma:', '-attenuate', '2', '+noise', 'Gaussian', '-quality', '97', 'large.jpg'], comparePhoto],
    ['large.png', ['-size', '1200x1000', 'plasma:', '-attenuate', '2', '+noise', 'Gaussian', 'large.png'], comparePhoto],
    ['large.bmp', ['-size', '1800x1500', 'plasma:', 'large.bmp'], visionPhoto],
  ])('%s, which is too large, gets a command that makes it small enough', async (name, args, send) => {
    await convert(...args);
    await followsHint(name, send, /: the file is too large: [\d.]+ MiB(?: after base64 encoding)?, limit [35] MiB$/);
  });

  it('with too many pixels gets a command that scales it', async () => {
    await convert('-size', '4500x300', 'xc:grey', 'wide.jpg');
    await followsHint('wide.jpg', visionPhoto, /: the picture is 4500 x 300 pixels; each side must have 32 to 4096$/);
  });

  it.each(['lossless', 'arithmetic'])('in a coding that few programs read gets a command with a program that does: %s', async (coding) => {
    await copyFile(fixture(`pictures/${coding}.jpg`), join(folder, `${coding}.jpg`));
    await followsHint(`${coding}.jpg`, comparePhoto, /which few programs read\)$/);
  });
});

describe('a notice that a file is turned', () => {
  it.each([
    ['a photo', 'sideways.jpg', comparePhoto],
    ['a clip', 'sideways.mp4', compareVideo],
  ])('has a command that fixes the file, so that no notice follows: %s', async (_, name, send) => {
    await writeFile(join(folder, 'sideways.jpg'), withExifOrientation(await readFile(fixture('portrait.jpg')), 6, 'MM'));
    await ffmpeg('-i', fixture('selfie-3s.mp4'), '-c', 'copy', '-metadata:s:v', 'rotate=90', 'sideways.mp4');
    const first = await send(name);
    expect(first.exitCode).toBe(0);
    const notice = first.err.split('\n').find((line) => line.includes('finds no face')) ?? '';
    const { command, made } = commandIn(notice);
    await paste(command);
    const second = await send(made);
    expect(second.exitCode).toBe(0);
    expect(second.err).not.toContain('finds no face');
  });
});
