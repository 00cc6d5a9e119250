import { audioCodecOf, videoCodecOf } from './codec.ts';
import { type Box, boxes, findBox } from './mp4-boxes.ts';
import { fourCc, i32be, u8, u16be, u32be, u64be } from './read-bytes.ts';

export interface Mp4Track {
  id: number;
  /** `vide`, `soun`, or something that is neither seen nor heard. */
  handler: string;
  codec?: string;
  width: number;
  height: number;
  rotation: number;
  timescale: number;
  /** 0 if the track says nothing, as in a fragmented file. */
  durationSeconds: number;
}

/** `movieTimescale` is the unit of the track header's duration, which is the time on screen and wins over the length of the media. */
export function readTrack(bytes: Buffer, trak: Box, movieTimescale: number): Mp4Track {
  const handler = findBox(bytes, trak, 'mdia', 'hdlr');
  const { timescale, durationSeconds } = readTimes(bytes, findBox(bytes, trak, 'mdia', 'mdhd'));
  const { shownTicks, ...header } = readTrackHeader(bytes, findBox(bytes, trak, 'tkhd'));
  const track: Mp4Track = {
    ...header,
    handler: handler ? fourCc(bytes, handler.start + 8) : '',
    timescale,
    durationSeconds: shownTicks > 0 && movieTimescale > 0 ? shownTicks / movieTimescale : durationSeconds,
  };
  const descriptions = findBox(bytes, trak, 'mdia', 'minf', 'stbl', 'stsd');
  const [entry] = descriptions ? boxes(bytes, descriptions.start + 8, descriptions.end) : [];
  if (!entry) return track;
  if (track.handler === 'vide') return { ...track, ...visualEntry(bytes, entry, track) };
  return track.handler === 'soun' ? { ...track, codec: audioEntryCodec(bytes, entry) } : track;
}

/** `mvhd` and `mdhd` share their start. Version 1 has 64-bit times. */
export function readTimes(bytes: Buffer, box: Box | undefined): { timescale: number; durationSeconds: number } {
  if (!box) return { timescale: 0, durationSeconds: 0 };
  const wide = u8(bytes, box.start) === 1;
  const timescale = u32be(bytes, box.start + (wide ? 20 : 12));
  const ticks = readTicks(bytes, box.start + (wide ? 24 : 16), wide);
  return { timescale, durationSeconds: timescale > 0 ? ticks / timescale : 0 };
}

/** All ones is how a writer says "unknown", and so is 0. */
function readTicks(bytes: Buffer, at: number, wide: boolean): number {
  const ticks = wide ? u64be(bytes, at) : u32be(bytes, at);
  return ticks < (wide ? 2 ** 63 : 0xffffffff) ? ticks : 0;
}

interface TrackHeader extends Pick<Mp4Track, 'id' | 'rotation' | 'width' | 'height'> {
  shownTicks: number;
}

function readTrackHeader(bytes: Buffer, box: Box | undefined): TrackHeader {
  if (!box) return { id: 0, rotation: 0, width: 0, height: 0, shownTicks: 0 };
  const wide = u8(bytes, box.start) === 1;
  const matrix = box.start + (wide ? 52 : 40);
  const degrees = (Math.atan2(i32be(bytes, matrix + 4), i32be(bytes, matrix)) * 180) / Math.PI;
  return {
    id: u32be(bytes, box.start + (wide ? 20 : 12)),
    rotation: (Math.round(degrees) + 360) % 360,
    // 16.16 fixed point
    width: u16be(bytes, matrix + 36),
    height: u16be(bytes, matrix + 40),
    shownTicks: readTicks(bytes, box.start + (wide ? 28 : 20), wide),
  };
}

/** The stored size wins over the track header's, which is the size on screen. */
function visualEntry(bytes: Buffer, entry: Box, shown: { width: number; height: number }) {
  const width = u16be(bytes, entry.start + 24) || shown.width;
  const height = u16be(bytes, entry.start + 26) || shown.height;
  return { width, height, codec: videoCodecOf(entry.type) };
}

/** `mp4a` is a family: which member, the elementary stream descriptor says. QuickTime's later versions lengthen the entry before it. */
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

/** Descriptor 3 holds descriptor 4, and that starts with the object type; lengths take one to four bytes of seven bits. */
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
