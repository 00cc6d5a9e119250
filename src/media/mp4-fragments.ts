import { type Box, boxes, findBox } from './mp4-boxes.ts';
import type { Mp4Track } from './mp4-track.ts';
import { u8, u32be, u64be } from './read-bytes.ts';

const hasDataOffset = 0x1;
const hasFirstSampleFlags = 0x4;
const hasDuration = 0x100;
const perSampleFields = [hasDuration, 0x200, 0x400, 0x800];

/**
 * How long a fragmented track plays: the sum over its fragments, else what the header announces.
 * A recorder that streams leaves the usual duration at 0.
 */
export function fragmentedSeconds(bytes: Buffer, moov: Box, moofs: readonly Box[], track: Mp4Track, movieTimescale: number): number {
  const fallback = defaultDuration(bytes, moov, track.id);
  let ticks = 0;
  for (const moof of moofs) {
    for (const traf of boxes(bytes, moof.start, moof.end)) {
      if (traf.type === 'traf') ticks += fragmentTicks(bytes, traf, track.id, fallback);
    }
  }
  if (ticks > 0 && track.timescale > 0) return ticks / track.timescale;
  const announced = findBox(bytes, moov, 'mvex', 'mehd');
  if (!announced || movieTimescale === 0) return 0;
  const read = u8(bytes, announced.start) === 1 ? u64be : u32be;
  return read(bytes, announced.start + 4) / movieTimescale;
}

function defaultDuration(bytes: Buffer, moov: Box, trackId: number): number {
  const mvex = findBox(bytes, moov, 'mvex');
  for (const trex of mvex ? boxes(bytes, mvex.start, mvex.end) : []) {
    if (trex.type === 'trex' && u32be(bytes, trex.start + 4) === trackId) return u32be(bytes, trex.start + 12);
  }
  return 0;
}

function fragmentTicks(bytes: Buffer, traf: Box, trackId: number, fallback: number): number {
  const header = findBox(bytes, traf, 'tfhd');
  if (!header || u32be(bytes, header.start + 4) !== trackId) return 0;
  const flags = u32be(bytes, header.start);
  const at = header.start + 8 + (flags & 0x1 ? 8 : 0) + (flags & 0x2 ? 4 : 0);
  const sampleTicks = flags & 0x8 ? u32be(bytes, at) : fallback;
  let ticks = 0;
  for (const trun of boxes(bytes, traf.start, traf.end)) {
    if (trun.type === 'trun') ticks += runTicks(bytes, trun, sampleTicks);
  }
  return ticks;
}

/** Samples carry a duration each, or share the fragment's. */
function runTicks(bytes: Buffer, trun: Box, sampleTicks: number): number {
  const flags = u32be(bytes, trun.start);
  const count = u32be(bytes, trun.start + 4);
  if (!(flags & hasDuration)) return count * sampleTicks;
  const stride = 4 * perSampleFields.filter((field) => flags & field).length;
  const first = trun.start + 8 + (flags & hasDataOffset ? 4 : 0) + (flags & hasFirstSampleFlags ? 4 : 0);
  const end = Math.min(first + count * stride, trun.end, bytes.length);
  let ticks = 0;
  for (let at = first; at < end; at += stride) ticks += u32be(bytes, at);
  return ticks;
}
