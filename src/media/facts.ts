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
