import { videoCodecOf } from './codec.ts';
import { type MediaFacts, setDuration, setSize } from './facts.ts';
import { fourCc, i32le, u16le, u32le } from './read-bytes.ts';
import { type RiffChunk, riffChunks } from './riff.ts';

/** WAVE format tags. */
const audioTags: Readonly<Record<number, string>> = {
  1: 'pcm',
  3: 'pcm',
  6: 'g711',
  7: 'g711',
  17: 'adpcm',
  80: 'mp2',
  85: 'mp3',
  255: 'aac',
  5632: 'aac',
  5648: 'aac',
  8192: 'ac-3',
};

export function readAvi(bytes: Buffer): MediaFacts {
  const facts: MediaFacts = { faults: [] };
  const chunks = [...riffChunks(bytes, 12, bytes.length)];
  if (chunks.some((chunk) => chunk.end > bytes.length)) facts.faults.push('truncated: the file ends inside an AVI chunk');
  const header = chunks.find((chunk) => chunk.type === 'hdrl');
  if (header) readHeader(bytes, header, facts);
  else facts.faults.push('hdrl list missing');
  if (!chunks.some((chunk) => chunk.type === 'movi')) facts.faults.push('movi list missing');
  return facts;
}

function readHeader(bytes: Buffer, header: RiffChunk, facts: MediaFacts): void {
  const complete = header.end <= bytes.length;
  let hasVideo = false;
  if (complete) facts.audioCodec = null;
  for (const { type, isList, start, end } of riffChunks(bytes, header.start, header.end)) {
    if (type === 'avih') readMainHeader(bytes, start, facts);
    if (!isList || type !== 'strl') continue;
    const parts = [...riffChunks(bytes, start, end)];
    const streamHeader = parts.find((part) => part.type === 'strh');
    const format = parts.find((part) => part.type === 'strf');
    if (!streamHeader || !format) continue;
    const streamType = fourCc(bytes, streamHeader.start);
    if (streamType === 'vids' && !hasVideo) {
      hasVideo = true;
      readVideoStream(bytes, streamHeader.start, format.start, facts);
    }
    if (streamType === 'auds' && !facts.audioCodec) facts.audioCodec = audioTags[u16le(bytes, format.start)] ?? 'unknown';
  }
  if (complete && !hasVideo) facts.faults.push('no video track');
}

/** What the stream's own header may correct after it. */
function readMainHeader(bytes: Buffer, start: number, facts: MediaFacts): void {
  const microsecondsPerFrame = u32le(bytes, start);
  const frames = u32le(bytes, start + 16);
  setDuration(facts, (microsecondsPerFrame * frames) / 1e6);
  setSize(facts, u32le(bytes, start + 32), u32le(bytes, start + 36));
}

function readVideoStream(bytes: Buffer, streamHeader: number, format: number, facts: MediaFacts): void {
  const scale = u32le(bytes, streamHeader + 20);
  const rate = u32le(bytes, streamHeader + 24);
  const frames = u32le(bytes, streamHeader + 32);
  if (rate > 0) setDuration(facts, (frames * scale) / rate);
  // A negative height says that the rows run from the top.
  setSize(facts, i32le(bytes, format + 4), Math.abs(i32le(bytes, format + 8)));
  const compression = u32le(bytes, format + 16);
  facts.videoCodec = compression === 0 ? 'raw' : videoCodecOf(fourCc(bytes, format + 16));
}
