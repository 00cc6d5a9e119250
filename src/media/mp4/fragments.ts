import { i32be, u8, u32be, u64be } from '../facts.ts';
import { type Box, boxes, findBox, type IsMediaData } from './samples.ts';

/** What the fragments of a track add. `start` and `end` say when they are shown, in the ticks of the media. */
export interface FragmentedSpan {
  start: number;
  end: number;
  /** How many samples there are. */
  count: number;
  /** When the next fragment starts, if it does not say so itself. */
  next: number;
  /** False if no fragment says when it starts: then their times count from 0, no matter where the earlier samples end. */
  isTimed: boolean;
  /** True if some of their samples are at places where the file has no media data. */
  areMissing: boolean;
}

const flag = { baseOffset: 0x1, description: 0x2, ticks: 0x8, bytes: 0x10, baseIsMoof: 0x20000 } as const;

/**
 * The time that the fragments of each track cover, by the id of the track (ISO/IEC 14496-12, 8.8). One pass reads the fragments of all
 * tracks. A fragment starts at its own time or, if it has none, where the previous fragment of its track ended.
 */
export function readFragments(bytes: Buffer, top: readonly Box[], moov: Box, isMediaData: IsMediaData): Map<number, FragmentedSpan> {
  const spans = new Map<number, FragmentedSpan>();
  const defaults = trackDefaults(bytes, moov);
  for (const moof of top) {
    if (moof.type !== 'moof') continue;
    let dataEnd = moof.at;
    for (const traf of boxes(bytes, moof.start, moof.end)) {
      const header = traf.type === 'traf' ? findBox(bytes, traf, 'tfhd') : undefined;
      if (!header) continue;
      const fragment = readHeader(bytes, header, moof, dataEnd, defaults);
      const runs = readRuns(bytes, traf, fragment, isMediaData);
      dataEnd = runs.dataEnd;
      if (runs.bytes > 0) extend(spans, fragment.track, runs, startTime(bytes, traf));
    }
  }
  return spans;
}

function extend(spans: Map<number, FragmentedSpan>, track: number, runs: Runs, startsAt: number | undefined): void {
  const known = spans.get(track);
  const base = startsAt ?? known?.next ?? 0;
  spans.set(track, {
    start: Math.min(base + runs.start, known?.start ?? Number.POSITIVE_INFINITY),
    end: Math.max(base + runs.end, known?.end ?? 0),
    count: runs.count + (known?.count ?? 0),
    next: base + runs.ticks,
    isTimed: startsAt !== undefined || (known?.isTimed ?? false),
    areMissing: runs.areMissing || (known?.areMissing ?? false),
  });
}

function startTime(bytes: Buffer, traf: Box): number | undefined {
  const box = findBox(bytes, traf, 'tfdt');
  return box && (u8(bytes, box.start) === 1 ? u64be : u32be)(bytes, box.start + 4);
}

function trackDefaults(bytes: Buffer, moov: Box): Map<number, SampleDefaults> {
  const defaults = new Map<number, SampleDefaults>();
  const mvex = findBox(bytes, moov, 'mvex');
  for (const { type, start } of mvex ? boxes(bytes, mvex.start, mvex.end) : []) {
    if (type === 'trex') defaults.set(u32be(bytes, start + 4), { ticks: u32be(bytes, start + 12), bytes: u32be(bytes, start + 16) });
  }
  return defaults;
}

interface Fragment {
  track: number;
  /** The place from which the data offsets of its runs count. */
  base: number;
  sample: SampleDefaults;
}

function readHeader(bytes: Buffer, { start }: Box, moof: Box, dataEnd: number, defaults: ReadonlyMap<number, SampleDefaults>): Fragment {
  const flags = u32be(bytes, start);
  const track = u32be(bytes, start + 4);
  const own = defaults.get(track) ?? { ticks: 0, bytes: 0 };
  let at = start + 8;
  const next = (present: number, size = 4): number => {
    const field = at;
    if (flags & present) at += size;
    return field;
  };
  const baseOffset = next(flag.baseOffset, 8);
  next(flag.description);
  const ticks = next(flag.ticks);
  const size = next(flag.bytes);
  const implied = flags & flag.baseIsMoof ? moof.at : dataEnd;
  return {
    track,
    base: flags & flag.baseOffset ? u64be(bytes, baseOffset) : implied,
    sample: {
      ticks: flags & flag.ticks ? u32be(bytes, ticks) : own.ticks,
      bytes: flags & flag.bytes ? u32be(bytes, size) : own.bytes,
    },
  };
}

/** The values of a sample that has no values of its own. */
interface SampleDefaults {
  ticks: number;
  bytes: number;
}

const runFlag = { dataOffset: 0x1, firstSampleFlags: 0x4, ticks: 0x100, bytes: 0x200, flags: 0x400, delay: 0x800 } as const;

/** The samples of a fragment. Times are in ticks since the start of the fragment. */
interface Runs {
  start: number;
  end: number;
  ticks: number;
  count: number;
  bytes: number;
  dataEnd: number;
  areMissing: boolean;
}

/** `base` is the place from which data offsets count. */
function readRuns(bytes: Buffer, traf: Box, { base, sample }: { base: number; sample: SampleDefaults }, isMediaData: IsMediaData): Runs {
  const runs: Runs = { start: Number.POSITIVE_INFINITY, end: 0, ticks: 0, count: 0, bytes: 0, dataEnd: base, areMissing: false };
  for (const trun of boxes(bytes, traf.start, traf.end)) {
    if (trun.type !== 'trun') continue;
    const hasOffset = u32be(bytes, trun.start) & runFlag.dataOffset;
    const at = hasOffset ? base + i32be(bytes, trun.start + 8) : runs.dataEnd;
    const run = readRun(bytes, trun, sample);
    runs.dataEnd = at + run.bytes;
    if (run.bytes === 0) continue;
    runs.start = Math.min(runs.start, runs.ticks + run.start);
    runs.end = Math.max(runs.end, runs.ticks + run.end);
    runs.ticks += run.ticks;
    runs.count += run.count;
    runs.bytes += run.bytes;
    if (!isMediaData(at, runs.dataEnd)) runs.areMissing = true;
  }
  return runs;
}

/** Samples have their own values, or share those of the fragment. */
function readRun(bytes: Buffer, trun: Box, sample: SampleDefaults): Omit<Runs, 'dataEnd' | 'areMissing'> {
  const flags = u32be(bytes, trun.start);
  const declared = u32be(bytes, trun.start + 4);
  const stride = 4 * sampleFields.filter((field) => flags & field).length;
  const first = trun.start + 8 + (flags & runFlag.dataOffset ? 4 : 0) + (flags & runFlag.firstSampleFlags ? 4 : 0);
  // No sample has values of its own. All are alike, and there may be billions, so there is no loop.
  const totalTicks = declared * sample.ticks;
  if (stride === 0) return { start: 0, end: totalTicks, ticks: totalTicks, count: declared, bytes: declared * sample.bytes };
  const listed = Math.floor((Math.min(trun.end, bytes.length) - first) / stride);
  const [ticksAt, bytesAt, delayAt] = [
    fieldOffset(flags, runFlag.ticks),
    fieldOffset(flags, runFlag.bytes),
    fieldOffset(flags, runFlag.delay),
  ];
  const run = { start: Number.POSITIVE_INFINITY, end: 0, ticks: 0, count: Math.max(0, Math.min(declared, listed)), bytes: 0 };
  for (let index = 0; index < run.count; index++) {
    const entry = first + index * stride;
    const delay = delayAt === undefined ? 0 : i32be(bytes, entry + delayAt);
    run.start = Math.min(run.start, run.ticks + delay);
    run.ticks += ticksAt === undefined ? sample.ticks : u32be(bytes, entry + ticksAt);
    run.end = Math.max(run.end, run.ticks + delay);
    run.bytes += bytesAt === undefined ? sample.bytes : u32be(bytes, entry + bytesAt);
  }
  return run;
}

/** The fields that an entry may have, in this order. */
const sampleFields: readonly number[] = [runFlag.ticks, runFlag.bytes, runFlag.flags, runFlag.delay];

const fieldOffset = (flags: number, field: number): number | undefined =>
  flags & field ? 4 * sampleFields.filter((earlier) => earlier < field && flags & earlier).length : undefined;
