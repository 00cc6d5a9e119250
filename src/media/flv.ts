import { asciiAt, f64be, fourCc, i24be, type MediaFacts, noFrames, setDuration, setSize, u8, u24be, u32be, videoCodecOf } from './facts.ts';

interface Tag {
  type: number;
  start: number;
  end: number;
  timestampMs: number;
}

const audioTag = 8;
const videoTag = 9;
const scriptTag = 18;

const videoCodecs: Readonly<Record<number, string>> = { 2: 'h263', 3: 'screen', 4: 'vp6', 5: 'vp6', 6: 'screen', 7: 'h264', 12: 'hevc' };
const audioCodecs: Readonly<Record<number, string>> = {
  0: 'pcm',
  1: 'adpcm',
  2: 'mp3',
  3: 'pcm',
  4: 'nellymoser',
  5: 'nellymoser',
  6: 'nellymoser',
  7: 'g711',
  8: 'g711',
  10: 'aac',
  11: 'speex',
  14: 'mp3',
};

const headerLength = 11;

/** The tags in order, up to the end or to something that is not a tag. In a truncated file, `end` of the last tag is beyond the end. */
function* flvTags(bytes: Buffer): Generator<Tag> {
  // Between two tags, and before the first one, there is the length of the previous tag.
  let at = u32be(bytes, 5) + 4;
  while (at < bytes.length) {
    const type = u8(bytes, at) & 0x1f;
    if (type !== audioTag && type !== videoTag && type !== scriptTag) return;
    const start = at + headerLength;
    const end = start > bytes.length ? Number.POSITIVE_INFINITY : start + u24be(bytes, at + 1);
    if (!isTag(bytes, at, end)) return;
    yield { type, start, end, timestampMs: u8(bytes, at + 7) * 2 ** 24 + u24be(bytes, at + 4) };
    at = end + 4;
  }
}

/** Bytes after the last tag may look like a tag. A real tag has the stream number zero, or its length after it. */
const isTag = (bytes: Buffer, at: number, end: number): boolean =>
  u24be(bytes, at + 8) === 0 || (end < bytes.length && u32be(bytes, end) === end - at);

/**
 * FLV: a list of tags, each with a time. The video plays from its first tag to its last, plus the usual length of a frame. The metadata is
 * not used for this: it was written before the end was known, and the times of a live stream can start anywhere.
 */
export function readFlv(bytes: Buffer): MediaFacts {
  const facts: MediaFacts = { faults: [] };
  const clock = new FrameClock();
  let lastEnd = 0;
  let audioCodec: string | null = null;
  for (const tag of flvTags(bytes)) {
    lastEnd = tag.end;
    if (tag.type === audioTag) audioCodec ??= audioCodecs[u8(bytes, tag.start) >> 4] ?? 'unknown';
    if (tag.type === scriptTag && facts.width === undefined) readMetadata(bytes, tag, facts);
    if (tag.type !== videoTag) continue;
    facts.videoCodec ??= videoTagCodec(bytes, tag.start);
    const delayMs = frameDelayMs(bytes, tag);
    if (delayMs !== undefined) clock.add(tag.timestampMs, tag.timestampMs + delayMs);
  }
  const isCut = lastEnd > bytes.length;
  if (isCut) facts.faults.push('truncated: the file ends inside an FLV tag');
  else if (!facts.videoCodec) facts.faults.push('no video track');
  else if (clock.frames === 0) facts.faults.push(noFrames);
  else setDuration(facts, clock.lengthMs() / 1000);
  // The content of the missing part of a truncated file is unknown.
  if (audioCodec || !isCut) facts.audioCodec = audioCodec;
  return facts;
}

function videoTagCodec(bytes: Buffer, start: number): string {
  const first = u8(bytes, start);
  // The top bit marks the enhanced header, which names its codec with four letters.
  if (first & 0x80) return videoCodecOf(fourCc(bytes, start + 1));
  return videoCodecs[first & 0x0f] ?? 'unknown';
}

/** How long after decoding the frame in a tag is shown; undefined for a tag without a frame: a codec's setup, its end, or a command. */
function frameDelayMs(bytes: Buffer, { start, end }: Tag): number | undefined {
  const first = u8(bytes, start);
  const isCommand = ((first >> 4) & 7) === 5;
  if (isCommand || end <= start) return undefined;
  if (first & 0x80) {
    const packet = first & 0x0f;
    const hasDelay = packet === 1 && ['avc1', 'hvc1', 'vvc1'].includes(fourCc(bytes, start + 1));
    return packet === 1 || packet === 3 ? (hasDelay ? i24be(bytes, start + 5) : 0) : undefined;
  }
  const isSplit = ['h264', 'hevc'].includes(videoCodecs[first & 0x0f] ?? '');
  if (!isSplit) return 0;
  return u8(bytes, start + 1) === 1 ? i24be(bytes, start + 2) : undefined;
}

/** Keeps the times of frames in whole milliseconds, as in FLV. */
class FrameClock {
  private firstMs = Number.POSITIVE_INFINITY;
  private lastMs = Number.NEGATIVE_INFINITY;
  private previousMs: number | undefined;
  private readonly stepsMs: number[] = [];
  frames = 0;

  add(decodedMs: number, shownMs: number): void {
    this.frames++;
    this.firstMs = Math.min(this.firstMs, shownMs);
    this.lastMs = Math.max(this.lastMs, shownMs);
    if (this.previousMs !== undefined && decodedMs > this.previousMs) this.stepsMs.push(decodedMs - this.previousMs);
    this.previousMs = decodedMs;
  }

  lengthMs(): number {
    return this.frames === 0 ? 0 : this.lastMs - this.firstMs + this.usualStepMs();
  }

  /** The usual time between two frames: the mean of those that differ from the median only by rounding. */
  private usualStepMs(): number {
    const sorted = Float64Array.from(this.stepsMs).sort();
    const middle = sorted[sorted.length >> 1] ?? 0;
    const near = sorted.filter((step) => Math.abs(step - middle) <= 1);
    return near.length === 0 ? 0 : near.reduce((sum, step) => sum + step, 0) / near.length;
  }
}

const metadataName = '\x02\0\x0aonMetaData';

function readMetadata(bytes: Buffer, tag: Tag, facts: MediaFacts): void {
  if (asciiAt(bytes, tag.start, metadataName.length) !== metadataName) return;
  const metadata = bytes.subarray(tag.start, Math.min(tag.end, tag.start + maxMetadataBytes));
  setSize(facts, numberNamed(metadata, 'width'), numberNamed(metadata, 'height'));
}

const maxMetadataBytes = 64 * 2 ** 10;

/** A member of an AMF0 object: the length of its name, the name, 0 for a number, and the number. */
function numberNamed(metadata: Buffer, name: string): number {
  const member = `\0${String.fromCharCode(name.length)}${name}\0`;
  const at = metadata.indexOf(member, 0, 'latin1');
  return at < 0 ? 0 : f64be(metadata, at + member.length);
}
