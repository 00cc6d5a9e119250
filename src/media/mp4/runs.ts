import { i32be, u32be } from '../read/read-bytes.ts';
import { type Box, boxes } from './boxes.ts';
import type { HoldsData } from './samples.ts';

/** What a sample of a run has that says nothing of its own. */
export interface SampleDefaults {
  ticks: number;
  bytes: number;
}

const runFlag = { dataOffset: 0x1, firstSampleFlags: 0x4, ticks: 0x100, bytes: 0x200, flags: 0x400, delay: 0x800 } as const;

/** The samples of a fragment, in ticks since it starts. */
export interface Runs {
  start: number;
  end: number;
  ticks: number;
  count: number;
  bytes: number;
  dataEnd: number;
  areMissing: boolean;
}

/** `base` is where data offsets count from. */
export function readRuns(bytes: Buffer, traf: Box, { base, sample }: { base: number; sample: SampleDefaults }, holdsData: HoldsData): Runs {
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
    if (!holdsData(at, runs.dataEnd)) runs.areMissing = true;
  }
  return runs;
}

/** Samples carry values of their own, or share the fragment's. */
function readRun(bytes: Buffer, trun: Box, sample: SampleDefaults): Omit<Runs, 'dataEnd' | 'areMissing'> {
  const flags = u32be(bytes, trun.start);
  const declared = u32be(bytes, trun.start + 4);
  const stride = 4 * sampleFields.filter((field) => flags & field).length;
  const first = trun.start + 8 + (flags & runFlag.dataOffset ? 4 : 0) + (flags & runFlag.firstSampleFlags ? 4 : 0);
  // Nothing is said of any sample: there may be billions, and all are alike.
  const alike = declared * sample.ticks;
  if (stride === 0) return { start: 0, end: alike, ticks: alike, count: declared, bytes: declared * sample.bytes };
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

/** What an entry may hold, in this order. */
const sampleFields: readonly number[] = [runFlag.ticks, runFlag.bytes, runFlag.flags, runFlag.delay];

const fieldOffset = (flags: number, field: number): number | undefined =>
  flags & field ? 4 * sampleFields.filter((earlier) => earlier < field && flags & earlier).length : undefined;
