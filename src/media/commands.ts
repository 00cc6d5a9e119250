import { type MediaLimits, maxFileBytesOf } from '../core/declare/params.ts';
import type { MediaProbe } from './probe.ts';

/** Commands for a shell that make of a file what a service takes: ffmpeg's for clips, ImageMagick's for pictures. */

export interface NamedMedia {
  /** Where the file is; a command says IN where it has no path, or one that a shell would have to be protected from. */
  path?: string;
  probe: Pick<MediaProbe, 'format' | 'kind' | 'durationMs' | 'videoCodec' | 'audioCodec'>;
}

/** Letters of any script, and signs that neither a shell nor a terminal nor the two programs give a meaning to. */
const plainPath = /^[\p{L}\p{M}\p{N} _.,+=()@/~#&'-]+$/u;

interface Names {
  input: string;
  output: string;
  /** The first picture of a file that may hold several. */
  firstPicture: string;
}

function namesOf(path: string | undefined, what: 'converted' | 'smaller' | 'upright', ending: string): Names {
  if (path === undefined || !plainPath.test(path)) return { input: 'IN', output: `OUT.${ending}`, firstPicture: '"IN[0]"' };
  // A first `-` or `@` would make an option or a list of it.
  const input = /^[-@~]/.test(path) ? `./${path}` : path;
  const stem = input.replace(/(?<=[^/])\.[^./]*$/, '');
  return { input: quoted(input), output: quoted(`${stem}-${what}.${ending}`), firstPicture: quoted(`${input}[0]`) };
}

const quoted = (word: string): string => (/^[\w./+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/** What plays anywhere: its codec takes even sides alone. */
const playable = '-c:v libx264 -pix_fmt yuv420p';
const evenSides = '-vf "scale=trunc(iw/2)*2:trunc(ih/2)*2"';

const copiedVideo: readonly (string | undefined)[] = ['h264', 'hevc', 'mpeg4'];
const copiedAudio: readonly (string | null | undefined)[] = ['aac', 'mp3', null];

/** To MP4. What MP4 can hold as it is is copied without loss. */
function convertClip({ path, probe: { videoCodec, audioCodec } }: NamedMedia): string {
  const { input, output } = namesOf(path, 'converted', 'mp4');
  if (!copiedVideo.includes(videoCodec)) return `ffmpeg -i ${input} ${evenSides} ${playable} -c:a aac ${output}`;
  return `ffmpeg -i ${input} ${copiedAudio.includes(audioCodec) ? '-c copy' : '-c:v copy -c:a aac'} ${output}`;
}

export function convertCommand(media: NamedMedia, limits: MediaLimits): string {
  return limits.kind === 'video' ? convertClip(media) : pictureCommand(media.path, 'converted', limits);
}

/** A size that any service takes, where none is published. */
const unlimited = 2 ** 20;

/** Bits that a second needs to show a face, and the most that help. */
const leastVideoBits = 300_000;
const mostVideoBits = 4_000_000;
const audioBits = 64_000;

/** A clip that the limits allow: with fewer bits for each second, and where those would be too few, with fewer seconds. */
function shrinkClip({ path, probe: { durationMs } }: NamedMedia, limits: MediaLimits): string {
  const { input, output } = namesOf(path, 'smaller', 'mp4');
  const budget = (maxFileBytesOf(limits) ?? unlimited) * 8 * 0.92;
  const most = Math.floor(budget / (leastVideoBits + audioBits)) - 1;
  const length = durationMs === undefined ? Number.POSITIVE_INFINITY : durationMs / 1000;
  const seconds = Math.min(length, most);
  // A second more than it plays: the encoder may save up that many bits.
  const kilobits = Math.floor(Math.min(budget / (seconds + 1) - audioBits, mostVideoBits) / 1000);
  const cut = length > most ? ` -t ${most}` : '';
  // Before the rate: fewer pixels need fewer bits.
  const scale = `-vf "scale='trunc(min(1280,iw)/2)*2':-2"`;
  const rate = `-b:v ${kilobits}k -maxrate ${kilobits}k -bufsize ${kilobits}k`;
  return `ffmpeg -i ${input}${cut} ${scale} ${playable} ${rate} -c:a aac -b:a 64k ${output}`;
}

export function shrinkCommand(media: NamedMedia, limits: MediaLimits): string {
  return limits.kind === 'video' ? shrinkClip(media, limits) : pictureCommand(media.path, 'smaller', limits);
}

/** To JPEG, upright, and within all limits: more than 2,048 pixels a side help no comparison. */
function pictureCommand(path: string | undefined, what: 'converted' | 'smaller' | 'upright', limits: MediaLimits): string {
  const { firstPicture, output } = namesOf(path, what, 'jpg');
  const { maxSidePx = 2048 } = limits;
  const maxBytes = maxFileBytesOf(limits);
  const steps = [
    '-auto-orient',
    `-resize "${maxSidePx}x${maxSidePx}>"`,
    // The program counts in thousands, and stays under.
    ...(maxBytes === undefined ? [] : [`-define jpeg:extent=${Math.floor((maxBytes * 0.95) / 1000)}kb`]),
  ];
  return `convert ${firstPicture} ${steps.join(' ')} ${output}`;
}

/** Turns the pixels themselves, where a note in the file asks viewers to. */
export function turnCommand({ path }: NamedMedia, limits: MediaLimits): string {
  if (limits.kind === 'image') return pictureCommand(path, 'upright', limits);
  const { input, output } = namesOf(path, 'upright', 'mp4');
  return `ffmpeg -i ${input} ${evenSides} ${playable} -c:a aac ${output}`;
}

/** For a picture that ImageMagick does not read and ffmpeg does. */
export function decodeCommand({ path }: NamedMedia): string {
  const { input, output } = namesOf(path, 'converted', 'jpg');
  return `ffmpeg -i ${input} -q:v 2 ${output}`;
}
