import { fourCc, i32le, type MediaFacts, noFrames, setDuration, setSize, u16le, u32le, videoCodecOf } from './facts.ts';
import { type RiffChunk, riffChunks, riffForm } from './riff.ts';

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

interface AviStream extends Pick<MediaFacts, 'width' | 'height' | 'videoCodec' | 'audioCodec'> {
  /** `vids`, `auds`, or `iavs`: DV, which has both in one. */
  kind: string;
  isDisabled: boolean;
  secondsPerChunk: number;
}

/** The chunks of each stream, by its number, and whether the file ends inside one. */
interface Chunks {
  counts: number[];
  isCut: boolean;
}

/**
 * AVI: RIFF chunks. The number of video chunks gives the length, including empty ones, which repeat the previous frame. The header is
 * written last, and is missing after a pipe or a crash.
 */
export function readAvi(bytes: Buffer): MediaFacts {
  const facts: MediaFacts = { faults: [] };
  const chunks: Chunks = { counts: [], isCut: false };
  let streams: AviStream[] | undefined;
  let hasMovie = false;
  for (const form of riffForms(bytes)) {
    chunks.isCut ||= form.isCut;
    for (const part of riffChunks(bytes, form.start, form.end)) {
      chunks.isCut ||= part.end > bytes.length;
      if (part.type === 'hdrl') streams ??= part.end > bytes.length ? [] : readStreams(bytes, part);
      if (part.type !== 'movi') continue;
      hasMovie = true;
      countChunks(bytes, part, chunks);
    }
  }
  if (chunks.isCut) facts.faults.push('truncated: the file ends inside an AVI chunk');
  if (!streams) facts.faults.push('hdrl list missing');
  if (!hasMovie) facts.faults.push('movi list missing');
  if (streams && streams.length > 0) choosePicture(streams, chunks, facts);
  return facts;
}

/**
 * The first RIFF form of the file, and the following forms of a file that is too long for one form. Anything else after them is not part
 * of the video.
 */
function* riffForms(bytes: Buffer): Generator<ReturnType<typeof riffForm>> {
  let form = riffForm(bytes, 0);
  yield form;
  for (;;) {
    const at = form.end + (form.end % 2);
    if (fourCc(bytes, at) !== 'RIFF' || fourCc(bytes, at + 8) !== 'AVIX') return;
    form = riffForm(bytes, at);
    yield form;
  }
}

/** Chooses the longest enabled track with more than one frame. A thumbnail has only one frame. */
function choosePicture(streams: readonly AviStream[], { counts }: Chunks, facts: MediaFacts): void {
  const counted = streams.map((stream, index) => ({ ...stream, count: counts[index] ?? 0 }));
  const [picture] = counted
    .filter(({ kind }) => kind === 'vids' || kind === 'iavs')
    .map((stream) => ({ ...stream, seconds: stream.count * stream.secondsPerChunk }))
    .sort(
      (one, other) =>
        Number(other.count > 1) - Number(one.count > 1) || Number(one.isDisabled) - Number(other.isDisabled) || other.seconds - one.seconds,
    );
  facts.audioCodec = counted.find(({ audioCodec, count }) => audioCodec && count > 0)?.audioCodec ?? null;
  if (!picture) {
    facts.faults.push('no video track');
    return;
  }
  setSize(facts, picture.width ?? 0, picture.height ?? 0);
  if (picture.videoCodec) facts.videoCodec = picture.videoCodec;
  if (facts.faults.length > 0) return;
  if (picture.count > 0) setDuration(facts, picture.seconds);
  else facts.faults.push(noFrames);
}

function readStreams(bytes: Buffer, header: RiffChunk): AviStream[] {
  const streams: AviStream[] = [];
  let secondsPerFrame = 0;
  for (const { type, isList, start, end } of riffChunks(bytes, header.start, header.end)) {
    if (type === 'avih') secondsPerFrame = u32le(bytes, start) / 1e6;
    if (isList && type === 'strl') streams.push(readStream(bytes, start, end, secondsPerFrame));
  }
  return streams;
}

function readStream(bytes: Buffer, from: number, to: number, secondsPerFrame: number): AviStream {
  let header = -1;
  let format = -1;
  for (const { type, start } of riffChunks(bytes, from, to)) {
    if (type === 'strh') header = start;
    if (type === 'strf') format = start;
  }
  const [scale, rate] = [u32le(bytes, header + 20), u32le(bytes, header + 24)];
  const stream: AviStream = {
    kind: header < 0 ? '' : fourCc(bytes, header),
    isDisabled: (u32le(bytes, header + 8) & 1) === 1,
    secondsPerChunk: rate > 0 ? scale / rate : secondsPerFrame,
  };
  if (format < 0) return stream;
  if (stream.kind === 'auds') return { ...stream, audioCodec: audioTags[u16le(bytes, format)] ?? 'unknown' };
  if (stream.kind === 'iavs') return { ...stream, videoCodec: 'dv', audioCodec: 'pcm' };
  if (stream.kind !== 'vids') return stream;
  const videoCodec = u32le(bytes, format + 16) === 0 ? 'raw' : videoCodecOf(fourCc(bytes, format + 16));
  // A negative height means that the rows start at the top.
  return { ...stream, width: i32le(bytes, format + 4), height: Math.abs(i32le(bytes, format + 8)), videoCodec };
}

/** Counts the chunks of each stream, also inside groups. */
function countChunks(bytes: Buffer, movie: RiffChunk, chunks: Chunks): void {
  const to = Math.min(movie.end, bytes.length);
  let at = movie.start;
  while (at + 8 <= to) {
    const id = fourCc(bytes, at);
    if (id === 'LIST' && fourCc(bytes, at + 8) === 'rec ') {
      at += 12;
      continue;
    }
    const stream = streamOf(id);
    // After a movie of unknown length there may be an index, or anything else.
    if (!movie.isSized && stream === undefined && !/^(?:JUNK|ix\d\d)$/.test(id)) return;
    const end = at + 8 + u32le(bytes, at + 4);
    if (end > bytes.length) chunks.isCut = true;
    else if (stream !== undefined) chunks.counts[stream] = (chunks.counts[stream] ?? 0) + 1;
    at = end + (end % 2);
  }
}

/** The number of the stream whose frame a chunk contains. `pc` changes the palette of a stream, and is not a frame. */
const streamOf = (id: string): number | undefined => (/^\d\d(?!pc)[A-Za-z]{2}$/.test(id) ? Number(id.slice(0, 2)) : undefined);
