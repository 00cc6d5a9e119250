import { type MediaLimits, maxFileBytesOf } from '../core/declare/params.ts';
import type { MediaProbe } from './probe.ts';

/** Shell commands that convert a file to what a service accepts. They use ffmpeg for clips, and ImageMagick for pictures. */

export interface NamedMedia {
  /** The path of the file. A command uses IN if there is no path, or if the path is not safe in a shell. */
  path?: string;
  probe: Pick<MediaProbe, 'format' | 'kind' | 'durationMs' | 'videoCodec' | 'audioCodec'>;
}

/** Letters of any script, and characters without a special meaning for a shell, a terminal or the two programs. */
const plainPath = /^[\p{L}\p{M}\p{N} _.,+=()@/~#&'-]+$/u;

interface Names {
  input: string;
  output: string;
  /** The first picture of a file that may contain several. */
  firstPicture: string;
}

function namesOf(path: string | undefined, what: 'converted' | 'smaller' | 'upright', ending: string): Names {
  if (path === undefined || !plainPath.test(path)) return { input: 'IN', output: `OUT.${ending}`, firstPicture: '"IN[0]"' };
  // A leading `-` or `@` would turn it into an option or a list.
  const input = /^[-@~]/.test(path) ? `./${path}` : path;
  const stem = input.replace(/(?<=[^/])\.[^./]*$/, '');
  return { input: quoted(input), output: quoted(`${stem}-${what}.${ending}`), firstPicture: quoted(`${input}[0]`) };
}

const quoted = (word: string): string => (/^[\w./+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/** A format that plays everywhere; its codec needs sides of even length. */
const playable = '-c:v libx264 -pix_fmt yuv420p';
const evenSides = '-vf "scale=trunc(iw/2)*2:trunc(ih/2)*2"';

const copiedVideo: readonly (string | undefined)[] = ['h264', 'hevc', 'mpeg4'];
const copiedAudio: readonly (string | null | undefined)[] = ['aac', 'mp3', null];

/** Converts to MP4. Streams that MP4 supports are copied without loss. */
function convertClip({ path, probe: { videoCodec, audioCodec } }: NamedMedia): string {
  const { input, output } = namesOf(path, 'converted', 'mp4');
  if (!copiedVideo.includes(videoCodec)) return `ffmpeg -i ${input} ${evenSides} ${playable} -c:a aac ${output}`;
  return `ffmpeg -i ${input} ${copiedAudio.includes(audioCodec) ? '-c copy' : '-c:v copy -c:a aac'} ${output}`;
}

export function convertCommand(media: NamedMedia, limits: MediaLimits): string {
  return limits.kind === 'video' ? convertClip(media) : pictureCommand(media.path, 'converted', limits);
}

/** A size that every service accepts, if no limit is published. */
const unlimited = 2 ** 20;

/** The bits per second needed to show a face, and the most that are useful. */
const leastVideoBits = 300_000;
const mostVideoBits = 4_000_000;
const audioBits = 64_000;

/** Shrinks a clip to the limits: with fewer bits per second or, if those would be too few, with fewer seconds. */
function shrinkClip({ path, probe: { durationMs } }: NamedMedia, limits: MediaLimits): string {
  const { input, output } = namesOf(path, 'smaller', 'mp4');
  const budget = (maxFileBytesOf(limits) ?? unlimited) * 8 * 0.92;
  const most = Math.floor(budget / (leastVideoBits + audioBits)) - 1;
  const length = durationMs === undefined ? Number.POSITIVE_INFINITY : durationMs / 1000;
  const seconds = Math.min(length, most);
  // One second more than the clip, because the encoder may use that many bits later.
  const kilobits = Math.floor(Math.min(budget / (seconds + 1) - audioBits, mostVideoBits) / 1000);
  const cut = length > most ? ` -t ${most}` : '';
  // Scaled first, because fewer pixels need fewer bits.
  const scale = `-vf "scale='trunc(min(1280,iw)/2)*2':-2"`;
  const rate = `-b:v ${kilobits}k -maxrate ${kilobits}k -bufsize ${kilobits}k`;
  return `ffmpeg -i ${input}${cut} ${scale} ${playable} ${rate} -c:a aac -b:a 64k ${output}`;
}

export function shrinkCommand(media: NamedMedia, limits: MediaLimits): string {
  return limits.kind === 'video' ? shrinkClip(media, limits) : pictureCommand(media.path, 'smaller', limits);
}

/** Converts to JPEG, upright and within all limits; more than 2,048 pixels a side do not improve a comparison. */
function pictureCommand(path: string | undefined, what: 'converted' | 'smaller' | 'upright', limits: MediaLimits): string {
  const { firstPicture, output } = namesOf(path, what, 'jpg');
  const { maxSidePx = 2048 } = limits;
  const maxBytes = maxFileBytesOf(limits);
  const steps = [
    '-auto-orient',
    `-resize "${maxSidePx}x${maxSidePx}>"`,
    // The program counts in thousands of bytes, and stays below the limit.
    ...(maxBytes === undefined ? [] : [`-define jpeg:extent=${Math.floor((maxBytes * 0.95) / 1000)}kb`]),
  ];
  return `convert ${firstPicture} ${steps.join(' ')} ${output}`;
}

/** Rotates the pixels themselves, if only a note in the file asks viewers to do so. */
export function turnCommand({ path }: NamedMedia, limits: MediaLimits): string {
  if (limits.kind === 'image') return pictureCommand(path, 'upright', limits);
  const { input, output } = namesOf(path, 'upright', 'mp4');
  return `ffmpeg -i ${input} ${evenSides} ${playable} -c:a aac ${output}`;
}

/** For a picture that ffmpeg can read but ImageMagick cannot. */
export function decodeCommand({ path }: NamedMedia): string {
  const { input, output } = namesOf(path, 'converted', 'jpg');
  return `ffmpeg -i ${input} -q:v 2 ${output}`;
}
