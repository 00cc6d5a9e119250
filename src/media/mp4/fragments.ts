import { u8, u32be, u64be } from '../read/read-bytes.ts';
import { type Box, boxes, findBox } from './boxes.ts';
import { type Runs, readRuns, type SampleDefaults } from './runs.ts';
import type { HoldsData } from './samples.ts';

/** What a track's fragments add, in the media's own ticks: from when they are shown until when. */
export interface FragmentedSpan {
  start: number;
  end: number;
  /** How many samples there are. */
  count: number;
  /** Where the next fragment starts that does not say so itself. */
  next: number;
  /** False where no fragment says when it starts: then they count from 0, wherever the samples before end. */
  isTimed: boolean;
  /** Whether some of their samples lie where the file holds no media data. */
  areMissing: boolean;
}

const flag = { baseOffset: 0x1, description: 0x2, ticks: 0x8, bytes: 0x10, baseIsMoof: 0x20000 } as const;

/**
 * How far the fragments of each track reach, by its id (ISO/IEC 14496-12, 8.8). One pass over all of them, however many tracks
 * there are. Each fragment starts at its own time, else where the one before ended.
 */
export function readFragments(bytes: Buffer, top: readonly Box[], moov: Box, holdsData: HoldsData): Map<number, FragmentedSpan> {
  const spans = new Map<number, FragmentedSpan>();
  const defaults = trackDefaults(bytes, moov);
  for (const moof of top) {
    if (moof.type !== 'moof') continue;
    let dataEnd = moof.at;
    for (const traf of boxes(bytes, moof.start, moof.end)) {
      const header = traf.type === 'traf' ? findBox(bytes, traf, 'tfhd') : undefined;
      if (!header) continue;
      const fragment = readHeader(bytes, header, moof, dataEnd, defaults);
      const runs = readRuns(bytes, traf, fragment, holdsData);
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
  /** Where the data offsets of its runs count from. */
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
