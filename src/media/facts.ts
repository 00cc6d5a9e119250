/** Reads numbers from untrusted bytes: a number that is not completely inside the buffer is 0, and nothing ever throws. */

const inside = (bytes: Buffer, at: number, size: number): boolean => at >= 0 && at + size <= bytes.length;

export const u8 = (bytes: Buffer, at: number): number => bytes[at] ?? 0;
export const u16be = (bytes: Buffer, at: number): number => (inside(bytes, at, 2) ? bytes.readUInt16BE(at) : 0);
export const u16le = (bytes: Buffer, at: number): number => (inside(bytes, at, 2) ? bytes.readUInt16LE(at) : 0);
export const u24be = (bytes: Buffer, at: number): number => (inside(bytes, at, 3) ? bytes.readUIntBE(at, 3) : 0);
export const u24le = (bytes: Buffer, at: number): number => (inside(bytes, at, 3) ? bytes.readUIntLE(at, 3) : 0);
export const u32be = (bytes: Buffer, at: number): number => (inside(bytes, at, 4) ? bytes.readUInt32BE(at) : 0);
export const u32le = (bytes: Buffer, at: number): number => (inside(bytes, at, 4) ? bytes.readUInt32LE(at) : 0);
export const i24be = (bytes: Buffer, at: number): number => (inside(bytes, at, 3) ? bytes.readIntBE(at, 3) : 0);
export const i32be = (bytes: Buffer, at: number): number => (inside(bytes, at, 4) ? bytes.readInt32BE(at) : 0);
export const i32le = (bytes: Buffer, at: number): number => (inside(bytes, at, 4) ? bytes.readInt32LE(at) : 0);
export const f64be = (bytes: Buffer, at: number): number => (inside(bytes, at, 8) ? bytes.readDoubleBE(at) : 0);

/** Exact up to 2^53; larger box sizes and durations are invalid anyway. */
export const u64be = (bytes: Buffer, at: number): number => u32be(bytes, at) * 2 ** 32 + u32be(bytes, at + 4);

export const i64be = (bytes: Buffer, at: number): number => i32be(bytes, at) * 2 ** 32 + u32be(bytes, at + 4);

/** Latin-1 text of `length` bytes, or less at the end of the buffer. */
export const asciiAt = (bytes: Buffer, at: number, length: number): string => bytes.toString('latin1', at, at + length);

export const fourCc = (bytes: Buffer, at: number): string => asciiAt(bytes, at, 4);

/** What the reader of one format found. An absent member is unknown, never "none". */
export interface MediaFacts {
  /** Pixels as stored, before `orientation` or `rotation`. */
  width?: number;
  height?: number;
  /** EXIF: 1 upright, 2 to 8 turned or mirrored. */
  orientation?: number;
  /** How long the video plays; the sound may have another length. Absent if frames are missing. */
  durationMs?: number;
  videoCodec?: string;
  /** Degrees by which a player turns the picture, clockwise. */
  rotation?: number;
  /** `null` is a file that is known to be silent. */
  audioCodec?: string | null;
  /** Why a decoder would fail: short sentences without a full stop; those of a cut file start with `truncated`. */
  faults: string[];
  /** Facts that a decoder can handle but a person should know, in the same form. */
  remarks?: string[];
}

/** In most containers, zero means "not known". */
export function setSize(facts: MediaFacts, width: number, height: number): void {
  if (width > 0 && height > 0) Object.assign(facts, { width, height });
}

/** Zero is a valid length: that of a still picture. */
export function setDuration(facts: MediaFacts, seconds: number): void {
  if (seconds >= 0 && Number.isFinite(seconds)) facts.durationMs = Math.round(seconds * 1000);
}

export const noFrames = 'the video track contains no frames';

/** One name per codec, whatever the container calls it. Codecs that are not listed keep the container's four letters. */
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

/** From a FourCC, as in MP4, AVI and newer FLV. */
export const videoCodecOf = (fourCc: string): string => nameOf(videoCodecs, fourCc);
export const audioCodecOf = (fourCc: string): string => nameOf(audioCodecs, fourCc);

const orientationTag = 0x0112;

/** Reads the orientation from an EXIF block, unless an earlier block had it. */
export function setOrientation(facts: MediaFacts, tiff: Buffer): void {
  const orientation = facts.orientation ?? exifOrientation(tiff);
  if (orientation !== undefined) facts.orientation = orientation;
}

/** The orientation (1 to 8) in an EXIF block: a TIFF header, then the entries of its first directory. */
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

/** How the stored picture is turned, according to its orientation. Undefined if it is upright, mirrored or not. */
export function turnOfOrientation(orientation: number | undefined): 'sideways' | 'upside down' | undefined {
  if (orientation === undefined || orientation <= 2) return undefined;
  return orientation <= 4 ? 'upside down' : 'sideways';
}
