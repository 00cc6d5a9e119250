import { afterChunks, afterTags, followedBy, tails, upTo, withoutLastFragment } from './clip-damage.ts';
import { withEdit } from './mp4-samples.ts';

/** The layouts of a clip that ffmpeg can write. */

export interface ClipRecipe {
  /** The cell of the matrix, and the file in that cell: `mp4 hybrid, h264, 30 fps, 2 s`. */
  name: string;
  /** `name` in the form of a file name. */
  fileName: string;
  /** The arguments before the output. */
  args: readonly string[];
  format: 'mp4' | 'mov' | '3gp' | 'avi' | 'flv';
  /** True if the clip is written to a pipe, where no header can be filled in later. */
  piped?: true;
  /** A change to the file after ffmpeg has written it. */
  after?: (bytes: Buffer) => Buffer;
  /** The number of the video stream that plays, if there are several. */
  stream?: number;
  /** True if the end of the file is missing. A refusal is then right, and so is the length of the remaining part. */
  isCut?: true;
}

export interface Source {
  fps: string;
  seconds: number;
  /** What lavfi shows, without rate and length. */
  picture: string;
}

const picture = ({ picture, fps, seconds }: Source): string[] => ['-f', 'lavfi', '-i', `${picture}:r=${fps}:d=${seconds}`];
const tone = ({ seconds }: Source): string[] => ['-f', 'lavfi', '-i', `sine=f=440:d=${seconds}`];
const dot = ['-f', 'lavfi', '-i', 'color=red:s=16x16:r=25:d=0.04'];

type Cell = Omit<ClipRecipe, 'name' | 'fileName'>;

export interface Layout {
  layout: string;
  formats: readonly ClipRecipe['format'][];
  make(encoded: Encoded): Partial<Cell> & Pick<Cell, 'args'>;
}

interface Encoded {
  source: Source;
  format: ClipRecipe['format'];
  video: readonly string[];
  audio: readonly string[];
}

/** Picture and sound, encoded. There is no sound if `audio` is empty. */
const encoded = ({ source, video, audio }: Encoded): string[] =>
  audio.length > 0
    ? [...picture(source), ...tone(source), '-map', '0:v', '-map', '1:a', ...video, ...audio, '-shortest']
    : [...picture(source), ...video];

const boxFormats = ['mp4', 'mov'] as const;
const allFormats = ['mp4', 'mov', 'avi', 'flv'] as const;

/** A layout that differs from a plain one only in options and in what happens to the file afterwards. */
const plain = (
  layout: string,
  formats: Layout['formats'],
  options: readonly string[] = [],
  more: Omit<Partial<Cell>, 'args'> = {},
): Layout => ({ layout, formats, make: (clip) => ({ args: [...encoded(clip), ...options], ...more }) });

const flagged = (layout: string, flags: string, more: Omit<Partial<Cell>, 'args'> = {}): Layout =>
  plain(layout, boxFormats, ['-movflags', flags], more);

const fragments = 'frag_keyframe+empty_moov';
const later = ['-output_ts_offset', '3600'];

const inBoxes: readonly Layout[] = [
  flagged('header first', 'faststart'),
  plain('brand of 3GP', ['mp4'], ['-brand', '3gp5']),
  flagged('fragments', fragments),
  flagged('fragments that count from themselves', `${fragments}+default_base_moof`),
  plain('fragments of a player’s stream', ['mp4'], ['-movflags', 'dash+cmaf+delay_moov', '-frag_duration', '500000']),
  flagged('fragments with an edit list', 'frag_keyframe+delay_moov'),
  flagged('a fragment for each frame', 'frag_every_frame+empty_moov'),
  flagged('fragments of one track each', `${fragments}+separate_moof`),
  flagged('fragments without an end', `${fragments}+skip_trailer`),
  flagged('fragments after an index', 'frag_keyframe+delay_moov+global_sidx'),
  flagged('frames shown before they are decoded', 'negative_cts_offsets'),
  flagged('fragments of frames shown before they are decoded', `${fragments}+default_base_moof+negative_cts_offsets`),
  flagged('hybrid', 'frag_keyframe'),
  plain('hybrid, many fragments', boxFormats, ['-movflags', 'default_base_moof', '-frag_duration', '300000']),
  plain('edit list that skips the start', boxFormats, [
    '-output_ts_offset',
    '-0.35',
    '-avoid_negative_ts',
    'disabled',
    '-use_editlist',
    '1',
  ]),
  plain('edit list that shows a part', boxFormats, ['-use_editlist', '1', '-movie_timescale', '1000'], {
    after: (bytes) => withEdit(bytes, 1200, 5000),
  }),
  {
    layout: 'picture after the sound',
    formats: boxFormats,
    make: ({ source, video, audio }) => ({
      args: [
        ...['-itsoffset', '0.7', ...picture(source), ...tone(source), '-map', '0:v', '-map', '1:a', ...video],
        ...(audio.length > 0 ? audio : ['-c:a', 'aac']),
        ...['-fps_mode', 'passthrough'],
      ],
    }),
  },
  flagged('piped', fragments, { piped: true }),
  flagged('piped, hybrid', 'frag_keyframe', { piped: true }),
  plain('live', boxFormats, [...later, '-movflags', `${fragments}+frag_discont`]),
  plain('live, header last', boxFormats, later),
  plain('live, hybrid', boxFormats, [...later, '-movflags', 'frag_keyframe']),
  flagged('cut in the middle, header first', 'faststart', { after: upTo(0.8), isCut: true }),
  flagged('fragments, cut in the middle', fragments, { after: upTo(0.7), isCut: true }),
  flagged('cut between fragments', `${fragments}+default_base_moof`, { after: withoutLastFragment }),
  flagged('fragments, followed by digits', fragments, { after: followedBy('digits') }),
];

const thumbnailFirst = ({ source, video }: Encoded): string[] => [
  ...[...dot, ...picture(source), '-map', '0:v', '-map', '1:v', ...video],
  ...['-c:v:0', 'mjpeg', '-pix_fmt:v:0', 'yuvj420p'],
];
const secondIsDefault = ['-disposition:v:0', '0', '-disposition:v:1', 'default'];

const ofSeveralTracks: readonly Layout[] = [
  { layout: 'thumbnail track first', formats: boxFormats, make: (clip) => ({ stream: 1, args: thumbnailFirst(clip) }) },
  {
    layout: 'disabled thumbnail track first',
    formats: boxFormats,
    make: (clip) => ({ stream: 1, args: [...thumbnailFirst(clip), ...secondIsDefault] }),
  },
  {
    layout: 'longer track that is disabled',
    formats: boxFormats,
    make: ({ source, video }) => ({
      stream: 1,
      args: [
        ...[...picture({ ...source, seconds: source.seconds + 2 }), ...picture(source)],
        ...['-map', '0:v', '-map', '1:v', ...video, ...secondIsDefault],
      ],
    }),
  },
  {
    layout: 'two tracks',
    formats: ['avi'],
    make: ({ source, video }) => ({ stream: 1, args: [...dot, ...picture(source), '-map', '0:v', '-map', '1:v', ...video] }),
  },
];

const inChunksAndTags: readonly Layout[] = [
  plain('piped', ['avi', 'flv'], [], { piped: true }),
  plain('piped, cut in the middle', ['avi', 'flv'], [], { piped: true, after: upTo(0.6), isCut: true }),
  plain('piped, followed by digits', ['avi', 'flv'], [], { piped: true, after: followedBy('digits') }),
  plain('piped, cut between chunks', ['avi'], [], { piped: true, after: afterChunks(0.6) }),
  plain('live', ['flv'], later),
  plain('live, without metadata', ['flv'], [...later, '-flvflags', 'no_metadata+no_duration_filesize+no_sequence_end']),
  plain('cut between tags', ['flv'], [], { after: afterTags(0.9) }),
];

export const layouts: readonly Layout[] = [
  plain('header last', allFormats),
  ...inBoxes,
  ...ofSeveralTracks,
  ...inChunksAndTags,
  plain('uneven frames', allFormats, ['-vf', "select='not(mod(n,3))+lt(n,12)+gt(n,40)'", '-fps_mode', 'vfr']),
  plain('cut in the middle', allFormats, [], { after: upTo(0.6), isCut: true }),
  ...Object.keys(tails).map((tail) => plain(`followed by ${tail}`, allFormats, [], { after: followedBy(tail) })),
];
