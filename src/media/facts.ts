import { asciiAt, u16be, u16le, u32be, u32le } from './read/read-bytes.ts';

/** What the reader of one format found. An absent member is unknown, never "none". */
export interface MediaFacts {
  /** Pixels as stored, before `orientation` or `rotation`. */
  width?: number;
  height?: number;
  /** EXIF: 1 upright, 2 to 8 turned or mirrored. */
  orientation?: number;
  /** How long the picture plays; that of sound may differ. Absent where frames are missing. */
  durationMs?: number;
  videoCodec?: string;
  /** Clockwise degrees by which a player turns the picture. */
  rotation?: number;
  /** `null` is a file that is known to be silent. */
  audioCodec?: string | null;
  /** Why a decoder would fail: short sentences without a full stop; those of a cut file start with `truncated`. */
  faults: string[];
  /** What a decoder copes with and a person should know, in the same form. */
  remarks?: string[];
}

/** Zero is how most containers say "not known". */
export function setSize(facts: MediaFacts, width: number, height: number): void {
  if (width > 0 && height > 0) Object.assign(facts, { width, height });
}

/** Zero is a length too: that of a picture that stands still. */
export function setDuration(facts: MediaFacts, seconds: number): void {
  if (seconds >= 0 && Number.isFinite(seconds)) facts.durationMs = Math.round(seconds * 1000);
}

export const noFrames = 'the video track holds no frames';

/** One name per coding, whatever the container calls it. What is not listed keeps the container's own four letters. */
const videoCodecs: Readonly<Record<string, readonly string[]>> = {
  h264: ['avc1', 'avc2', 'avc3', 'h264', 'x264', 'davc'],
  hevc: ['hvc1', 'hev1', 'hevc', 'h265'],
  av1: ['av01'],
  vp8: ['vp08', 'vp80'],
  vp9: ['vp09', 'vp90'],
  mpeg4: ['mp4v', 'fmp4', 'xvid', 'divx', 'dx50', 'mp4s', 'm4s2'],
  h263: ['s263', 'h263', 'u263'],
  mjpeg: ['mjpg', 'jpeg', 'mjpa', 'mjpb'],
  prores: ['apch', 'apcn', 'apcs', 'apco', 'ap4h', 'ap4x'],
};

const audioCodecs: Readonly<Record<string, readonly string[]>> = {
  amr: ['samr', 'sawb'],
  'ac-3': ['ac-3', 'ec-3'],
  mp3: ['.mp3'],
  opus: ['opus'],
  pcm: ['sowt', 'twos', 'lpcm', 'ipcm', 'fpcm', 'raw ', 'in24', 'in32', 'fl32', 'fl64'],
  g711: ['alaw', 'ulaw'],
};

const nameOf = (codecs: Readonly<Record<string, readonly string[]>>, code: string): string => {
  const wanted = code.toLowerCase();
  const known = Object.keys(codecs).find((name) => codecs[name]?.includes(wanted));
  return known ?? code.replace(/[^\x20-\x7e]/g, '?').trim();
};

/** From a FourCC, as MP4, AVI and the newer FLV have it. */
export const videoCodecOf = (fourCc: string): string => nameOf(videoCodecs, fourCc);
export const audioCodecOf = (fourCc: string): string => nameOf(audioCodecs, fourCc);

const orientationTag = 0x0112;

/** Takes the orientation out of an EXIF block, unless an earlier one had it. */
export function setOrientation(facts: MediaFacts, tiff: Buffer): void {
  const orientation = facts.orientation ?? exifOrientation(tiff);
  if (orientation !== undefined) facts.orientation = orientation;
}

/** The orientation (1 to 8) out of an EXIF block: a TIFF header, then the entries of its first directory. */
function exifOrientation(tiff: Buffer): number | undefined {
  const order = asciiAt(tiff, 0, 2);
  if (order !== 'II' && order !== 'MM') return undefined;
  const u16 = order === 'II' ? u16le : u16be;
  const u32 = order === 'II' ? u32le : u32be;
  const directory = u32(tiff, 4);
  const count = Math.min(u16(tiff, directory), Math.floor(tiff.length / 12));
  for (let index = 0; index < count; index++) {
    const entry = directory + 2 + index * 12;
    if (u16(tiff, entry) !== orientationTag) continue;
    const value = u16(tiff, entry + 8);
    return value >= 1 && value <= 8 ? value : undefined;
  }
  return undefined;
}

/** How the picture lies as stored, by its orientation; nothing if it stands upright, mirrored or not. */
export function lieOf(orientation: number | undefined): 'sideways' | 'upside down' | undefined {
  if (orientation === undefined || orientation <= 2) return undefined;
  return orientation <= 4 ? 'upside down' : 'sideways';
}
