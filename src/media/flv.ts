import { amf0Numbers } from './amf0.ts';
import { videoCodecOf } from './codec.ts';
import { type MediaFacts, setDuration, setSize } from './facts.ts';
import { fourCc, text, u8, u24be, u32be } from './read-bytes.ts';

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

/** The tags in order, up to padding or the end; `end` of the last lies beyond a cut file. */
function* flvTags(bytes: Buffer): Generator<Tag> {
  // The length of the tag before stands between two tags, and once before the first.
  let at = u32be(bytes, 5) + 4;
  while (at < bytes.length) {
    const type = u8(bytes, at) & 0x1f;
    if (type !== audioTag && type !== videoTag && type !== scriptTag) return;
    const start = at + headerLength;
    const end = start > bytes.length ? Number.POSITIVE_INFINITY : start + u24be(bytes, at + 1);
    yield { type, start, end, timestampMs: u8(bytes, at + 7) * 2 ** 24 + u24be(bytes, at + 4) };
    at = end + 4;
  }
}

export function readFlv(bytes: Buffer): MediaFacts {
  const facts: MediaFacts = { faults: [] };
  let lastTimestampMs = 0;
  let lastEnd = 0;
  let audioCodec: string | null = null;
  for (const tag of flvTags(bytes)) {
    lastEnd = tag.end;
    lastTimestampMs = Math.max(lastTimestampMs, tag.timestampMs);
    if (tag.type === audioTag) audioCodec ??= audioCodecs[u8(bytes, tag.start) >> 4] ?? 'unknown';
    if (tag.type === videoTag) facts.videoCodec ??= videoTagCodec(bytes, tag.start);
    if (tag.type === scriptTag && facts.durationMs === undefined) readMetadata(bytes, tag, facts);
  }
  if (facts.durationMs === undefined) setDuration(facts, lastTimestampMs / 1000);
  const isCut = lastEnd > bytes.length;
  if (isCut) facts.faults.push('truncated: the file ends inside an FLV tag');
  else if (!facts.videoCodec) facts.faults.push('no video track');
  // Of a cut file nobody knows what the rest would have held.
  if (audioCodec || !isCut) facts.audioCodec = audioCodec;
  return facts;
}

function videoTagCodec(bytes: Buffer, start: number): string {
  const first = u8(bytes, start);
  // The top bit marks the enhanced header, which names its codec by four letters.
  if (first & 0x80) return videoCodecOf(fourCc(bytes, start + 1));
  return videoCodecs[first & 0x0f] ?? 'unknown';
}

const metadataName = '\x02\0\x0aonMetaData';

function readMetadata(bytes: Buffer, tag: Tag, facts: MediaFacts): void {
  if (text(bytes, tag.start, metadataName.length) !== metadataName) return;
  const numbers = amf0Numbers(bytes.subarray(tag.start, tag.end), metadataName.length);
  setDuration(facts, numbers.get('duration') ?? 0);
  setSize(facts, numbers.get('width') ?? 0, numbers.get('height') ?? 0);
}
