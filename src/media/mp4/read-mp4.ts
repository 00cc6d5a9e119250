import { audioCodecOf, fourCc, i32be, type MediaFacts, noFrames, setDuration, setSize, u8, u16be, u32be, videoCodecOf } from '../facts.ts';
import { type FragmentedSpan, readFragments } from './fragments.ts';
import { type Box, boxes, findBox, type IsMediaData, readSamples, shownTicks, topBoxes } from './samples.ts';

/**
 * MP4 and related formats (QuickTime, 3GP): the boxes of ISO/IEC 14496-12. The samples and the edit list say how long the video plays, in
 * the tables of the header and in fragments. Durations written elsewhere are ignored. Media data is skipped and never read.
 */
export function readMp4(bytes: Buffer): MediaFacts {
  const facts: MediaFacts = { faults: [] };
  const top = topBoxes(bytes);
  const cut = top.find((box) => box.end > bytes.length);
  if (cut) facts.faults.push(`truncated: the file ends inside its ${cut.type} box`);
  const moov = top.find((box) => box.type === 'moov');
  if (!moov) facts.faults.push('moov box missing');
  if (!cut && !top.some((box) => box.type === 'mdat')) facts.faults.push('mdat box missing');
  if (moov) readMovie(bytes, moov, top, facts);
  return facts;
}

/** More than any clip has. Limits the work for a file that contains only tracks. */
const maxTracks = 100;

function readMovie(bytes: Buffer, moov: Box, top: readonly Box[], facts: MediaFacts): void {
  const isMediaData: IsMediaData = (at, end) => at >= 0 && end <= bytes.length && (end <= moov.at || at >= moov.end);
  const isFragmented = top.some(({ type }) => type === 'moof');
  const fragments = isFragmented ? readFragments(bytes, top, moov, isMediaData) : new Map();
  const movieTimescale = readTimescale(bytes, findBox(bytes, moov, 'mvhd'));
  const tracks: Mp4Track[] = [];
  for (const box of boxes(bytes, moov.start, moov.end)) {
    if (box.type === 'trak' && tracks.length < maxTracks)
      tracks.push(readTrack(bytes, box, { movieTimescale, fragments, isMediaData: isMediaData }));
  }
  // A truncated header may have lost any track.
  const isComplete = moov.end <= bytes.length;
  const audio = tracks.find(({ handler, count }) => handler === 'soun' && count > 0);
  if (audio || isComplete) facts.audioCodec = audio ? (audio.codec ?? 'unknown') : null;
  const video = chooseVideo(tracks);
  if (video) reportVideo(video, facts);
  else if (isComplete) facts.faults.push('no video track');
}

/**
 * The track that a player shows: the longest enabled track that has more than one frame and whose frames are in the file. A thumbnail is a
 * track of one frame. In some files it is the first track, enabled or not.
 */
function chooseVideo(tracks: readonly Mp4Track[]): Mp4Track | undefined {
  const rank = ({ count, areMissing, isEnabled, seconds }: Mp4Track): number[] => [
    count > 0 && !areMissing ? 1 : 0,
    count > 1 ? 1 : 0,
    isEnabled ? 1 : 0,
    seconds,
  ];
  return tracks.filter(({ handler }) => handler === 'vide').sort((one, other) => compare(rank(other), rank(one)))[0];
}

/** Compares two lists of numbers. The first difference decides. */
function compare(one: readonly number[], other: readonly number[]): number {
  const differences = one.map((value, index) => value - (other[index] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
}

function reportVideo(video: Mp4Track, facts: MediaFacts): void {
  if (video.count > 0 && !video.areMissing) setDuration(facts, video.seconds);
  setSize(facts, video.width, video.height);
  facts.rotation = video.rotation;
  if (video.codec) facts.videoCodec = video.codec;
  // The faults already say what a truncated file lacks.
  if (facts.faults.length > 0) return;
  if (video.areMissing) facts.faults.push('broken: the frames that its header lists are not in the file');
  else if (video.count === 0) facts.faults.push(noFrames);
}

interface Mp4Track {
  id: number;
  /** `vide` for video, `soun` for sound, or another kind. */
  handler: string;
  /** False if a player shows the track only when the user asks for it. */
  isEnabled: boolean;
  codec?: string;
  width: number;
  height: number;
  rotation: number;
  /** How many samples it has. */
  count: number;
  /** True if some of them are at places where the file has no media data. */
  areMissing: boolean;
  seconds: number;
}

/** What all tracks of a file share. The key of `fragments` is the id of the track that they continue. */
interface Movie {
  movieTimescale: number;
  fragments: ReadonlyMap<number, FragmentedSpan>;
  isMediaData: IsMediaData;
}

function readTrack(bytes: Buffer, trak: Box, movie: Movie): Mp4Track {
  const handlerBox = findBox(bytes, trak, 'mdia', 'hdlr');
  const handler = handlerBox ? fourCc(bytes, handlerBox.start + 8) : '';
  const header = readTrackHeader(bytes, findBox(bytes, trak, 'tkhd'));
  const track: Mp4Track = Object.assign(header, { handler }, readLength(bytes, trak, header.id, movie));
  const descriptions = findBox(bytes, trak, 'mdia', 'minf', 'stbl', 'stsd');
  const entry = descriptions && firstBox(bytes, descriptions.start + 8, descriptions.end);
  if (!entry) return track;
  if (handler === 'vide') return Object.assign(track, visualEntry(bytes, entry, track));
  return handler === 'soun' ? Object.assign(track, { codec: audioEntryCodec(bytes, entry) }) : track;
}

function firstBox(bytes: Buffer, from: number, to: number): Box | undefined {
  for (const box of boxes(bytes, from, to)) return box;
  return undefined;
}

/** Adds the samples that the header lists, as the edit list shows them, and the fragments. A file may have one of the two, or both. */
function readLength(bytes: Buffer, trak: Box, id: number, movie: Movie): Pick<Mp4Track, 'count' | 'areMissing' | 'seconds'> {
  const timescale = readTimescale(bytes, findBox(bytes, trak, 'mdia', 'mdhd'));
  const samples = readSamples(bytes, trak, movie.isMediaData);
  const listed = samples.count > 0 ? shownTicks(bytes, trak, samples, { movie: movie.movieTimescale, media: timescale }) : 0;
  const span = movie.fragments.get(id);
  const added = span ? span.end - Math.max(span.start, span.isTimed ? Math.min(samples.end, span.end) : span.start) : 0;
  return {
    count: samples.count + (span?.count ?? 0),
    areMissing: samples.areMissing || (span?.areMissing ?? false),
    seconds: timescale > 0 ? (listed + added) / timescale : 0,
  };
}

/** `mvhd` and `mdhd` start in the same way. Version 1 has 64-bit times. */
const readTimescale = (bytes: Buffer, box: Box | undefined): number =>
  box ? u32be(bytes, box.start + (u8(bytes, box.start) === 1 ? 20 : 12)) : 0;

type TrackHeader = Pick<Mp4Track, 'id' | 'isEnabled' | 'rotation' | 'width' | 'height'>;

function readTrackHeader(bytes: Buffer, box: Box | undefined): TrackHeader {
  if (!box) return { id: 0, isEnabled: true, rotation: 0, width: 0, height: 0 };
  const wide = u8(bytes, box.start) === 1;
  const matrix = box.start + (wide ? 52 : 40);
  const degrees = (Math.atan2(i32be(bytes, matrix + 4), i32be(bytes, matrix)) * 180) / Math.PI;
  return {
    id: u32be(bytes, box.start + (wide ? 20 : 12)),
    isEnabled: (u8(bytes, box.start + 3) & 1) === 1,
    rotation: (Math.round(degrees) + 360) % 360,
    // 16.16 fixed point
    width: u16be(bytes, matrix + 36),
    height: u16be(bytes, matrix + 40),
  };
}

/** The stored size is used before the size in the track header, which is the size on the screen. */
function visualEntry(bytes: Buffer, entry: Box, shown: { width: number; height: number }) {
  const width = u16be(bytes, entry.start + 24) || shown.width;
  const height = u16be(bytes, entry.start + 26) || shown.height;
  return { width, height, codec: videoCodecOf(entry.type) };
}

/** `mp4a` stands for several codecs; the elementary stream descriptor says which. Later versions of QuickTime put more fields before it. */
function audioEntryCodec(bytes: Buffer, entry: Box): string {
  if (entry.type !== 'mp4a') return audioCodecOf(entry.type);
  const extension = { 1: 16, 2: 36 }[u16be(bytes, entry.start + 8)] ?? 0;
  for (const child of boxes(bytes, entry.start + 28 + extension, entry.end)) {
    if (child.type === 'esds') return objectTypeCodec(esdsObjectType(bytes, child));
  }
  return 'aac';
}

const objectTypeCodec = (objectType: number): string => {
  if (objectType === 0x40 || (objectType >= 0x66 && objectType <= 0x68)) return 'aac';
  return objectType === 0x69 || objectType === 0x6b ? 'mp3' : 'mp4a';
};

/** Descriptor 3 contains descriptor 4, which starts with the object type. A length has one to four bytes, with seven bits in each. */
function esdsObjectType(bytes: Buffer, esds: Box): number {
  const stream = afterDescriptorHeader(bytes, esds.start + 4);
  const flags = u8(bytes, stream + 2);
  const urlLength = flags & 0x40 ? 1 + u8(bytes, stream + 3 + (flags & 0x80 ? 2 : 0)) : 0;
  const config = stream + 3 + (flags & 0x80 ? 2 : 0) + urlLength + (flags & 0x20 ? 2 : 0);
  return u8(bytes, afterDescriptorHeader(bytes, config));
}

function afterDescriptorHeader(bytes: Buffer, at: number): number {
  let next = at + 1;
  for (let count = 0; count < 3 && u8(bytes, next) & 0x80; count++) next++;
  return next + 1;
}
