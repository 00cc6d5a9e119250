import { type ClipRecipe, type Layout, layouts, type Source } from './clip-layouts.ts';

/** Clips as ffmpeg writes them: every container in every layout. Their lengths are compared with those that ffprobe reads. */

const videoEncoders: Readonly<Record<string, readonly string[]>> = {
  h264: ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-g', '10'],
  'h264 without B frames': ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-g', '10', '-bf', '0'],
  hevc: ['-c:v', 'libx265', '-x265-params', 'log-level=none:keyint=10', '-pix_fmt', 'yuv420p'],
  mpeg4: ['-c:v', 'mpeg4', '-g', '10'],
  'mpeg4 with B frames': ['-c:v', 'mpeg4', '-g', '10', '-bf', '2'],
  mjpeg: ['-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p'],
  msmpeg4: ['-c:v', 'msmpeg4'],
  flv1: ['-c:v', 'flv1', '-g', '10'],
  flashsv: ['-c:v', 'flashsv'],
  prores: ['-c:v', 'prores_ks'],
  vp9: ['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8', '-g', '10'],
  av1: ['-c:v', 'libaom-av1', '-cpu-used', '8', '-usage', 'realtime', '-g', '10'],
  huffyuv: ['-c:v', 'huffyuv'],
  ffv1: ['-c:v', 'ffv1'],
  raw: ['-c:v', 'rawvideo', '-pix_fmt', 'bgr24'],
  h263: ['-c:v', 'h263', '-s', '128x96'],
};

const audioEncoders: Readonly<Record<string, readonly string[]>> = {
  aac: ['-c:a', 'aac'],
  mp3: ['-c:a', 'libmp3lame'],
  'ac-3': ['-c:a', 'ac3'],
  opus: ['-c:a', 'libopus'],
  pcm: ['-c:a', 'pcm_s16le'],
  'big-endian pcm': ['-c:a', 'pcm_s16be'],
  adpcm: ['-c:a', 'adpcm_swf', '-ar', '22050'],
  speex: ['-c:a', 'libspeex', '-ar', '16000', '-ac', '1'],
  nellymoser: ['-c:a', 'nellymoser', '-ar', '22050', '-ac', '1'],
  amr: ['-c:a', 'libopencore_amrnb', '-ar', '8000', '-ac', '1'],
  silence: [],
};

const moving = 'testsrc2=s=32x32';
const sources: readonly Source[] = [
  { picture: moving, fps: '30', seconds: 2 },
  { picture: moving, fps: '30000/1001', seconds: 3 },
  { picture: moving, fps: '15', seconds: 2 },
];

/** A source for clips of few bytes. */
const still: Source = { picture: 'color=gray:s=16x16', fps: '8', seconds: 2 };
const fewBits = ['-ar', '11025', '-ac', '1', '-b:a', '8k'];

/** The encoders for each container. The first two pairs are used with every layout, the others with the most important ones. */
const encodings: Readonly<Record<ClipRecipe['format'], readonly (readonly [video: string, audio: string])[]>> = {
  mp4: [
    ['h264', 'aac'],
    ['h264 without B frames', 'silence'],
    ['hevc', 'aac'],
    ['mpeg4', 'mp3'],
    ['mjpeg', 'aac'],
    ['vp9', 'opus'],
    ['av1', 'opus'],
  ],
  mov: [
    ['h264', 'pcm'],
    ['h264 without B frames', 'silence'],
    ['hevc', 'aac'],
    ['prores', 'big-endian pcm'],
    ['mjpeg', 'pcm'],
    ['mpeg4 with B frames', 'mp3'],
    ['raw', 'pcm'],
  ],
  '3gp': [
    ['h264', 'aac'],
    ['h263', 'silence'],
  ],
  avi: [
    ['mpeg4', 'mp3'],
    ['mpeg4 with B frames', 'silence'],
    ['h264', 'aac'],
    ['mjpeg', 'pcm'],
    ['msmpeg4', 'ac-3'],
    ['huffyuv', 'pcm'],
    ['ffv1', 'mp3'],
    ['raw', 'pcm'],
  ],
  flv: [
    ['h264', 'aac'],
    ['h264 without B frames', 'silence'],
    ['flv1', 'mp3'],
    ['flashsv', 'pcm'],
    ['flv1', 'adpcm'],
    ['flv1', 'speex'],
    ['flv1', 'nellymoser'],
  ],
};

const complete = ['header last', 'header first', 'fragments', 'hybrid', 'piped', 'piped, hybrid', 'uneven frames', 'cut in the middle'];

type Format = ClipRecipe['format'];

const layoutsOf = (format: Format, among: (layout: string) => boolean): readonly Layout[] =>
  layouts.filter(({ layout, formats }) => (formats.includes(format) || (format === '3gp' && layout === 'header last')) && among(layout));

function recipe(
  { layout, make }: Layout,
  format: Format,
  video: string,
  audio: string,
  source: Source,
  extra: readonly string[] = [],
): ClipRecipe {
  const title = `${format} ${layout}, ${video}, ${audio}, ${source.fps} fps, ${source.seconds} s`;
  const sound = audioEncoders[audio] ?? [];
  const clip = { source, format, video: videoEncoders[video] ?? [], audio: sound.length > 0 ? [...sound, ...extra] : sound };
  return { name: title, fileName: `${title.replace(/[^\w.-]+/g, '-')}.${format}`, format, ...make(clip) };
}

/** All cells: the first two encodings of a container in every layout, the others in the most important ones. */
export const clipMatrix: readonly ClipRecipe[] = Object.entries(encodings).flatMap(([format, pairs]) =>
  pairs.flatMap(([video, audio], index) =>
    layoutsOf(format as Format, (layout) => index < 2 || complete.includes(layout)).map((layout, position) =>
      recipe(layout, format as Format, video, audio, sources[(index + position) % sources.length] as Source),
    ),
  ),
);

/** The layouts again with few bytes each, for fixtures. Tests make cut and extended clips from these themselves. */
export const smallClips: readonly ClipRecipe[] = (
  [
    ['mp4', 'h264', 'aac'],
    ['mov', 'h264', 'silence'],
    ['avi', 'mpeg4', 'mp3'],
    ['flv', 'h264', 'silence'],
    ['flv', 'flv1', 'mp3'],
  ] as const
).flatMap(([format, video, audio]) =>
  layoutsOf(format, (layout) => !/followed|cut in/.test(layout)).map((layout) => recipe(layout, format, video, audio, still, fewBits)),
);
