import { fourCc, i32be, i64be, u8, u16be, u32be, u64be } from '../facts.ts';

export interface Box {
  type: string;
  /** The place at which its header starts. */
  at: number;
  /** The payload. `end` may be beyond the end of a truncated file, but never beyond the end of the box around it. */
  start: number;
  end: number;
}

/** More than any camera writes. Limits the work for a file of empty boxes. */
const maxBoxes = 100_000;

/**
 * The boxes of `bytes` from `from` to `to`, without the boxes inside them. Stops at bytes that cannot be a box, such as padding.
 * A box whose length goes beyond `to` is shortened to end there. Otherwise each of many small boxes could claim the rest of the file.
 */
export function* boxes(bytes: Buffer, from = 0, to = Number.POSITIVE_INFINITY): Generator<Box> {
  const limit = Math.min(to, bytes.length);
  let at = from;
  for (let count = 0; count < maxBoxes && at + 8 <= limit; count++) {
    const type = fourCc(bytes, at + 4);
    const size32 = u32be(bytes, at);
    const headerLength = size32 === 1 ? 16 : 8;
    const size = boxSize(bytes, at, size32, limit);
    if (size < headerLength || !/^[\x20-\x7e\xa9]{4}$/.test(type)) return;
    yield { type, at, start: at + headerLength, end: Math.min(at + size, to) };
    at += size;
  }
}

/** 0 means "to the end"; 1 means that the size follows in 64 bits. */
function boxSize(bytes: Buffer, at: number, size32: number, limit: number): number {
  if (size32 === 0) return limit - at;
  return size32 === 1 ? u64be(bytes, at + 8) : size32;
}

/** The types of boxes at the top of a file (ISO/IEC 14496-12, QuickTime). Any other type may be bytes that follow the last box. */
const topTypes: ReadonlySet<string> = new Set(
  'ftyp styp moov moof mdat mfra sidx ssix prft emsg pdin meta uuid udta free skip wide pnot'.split(' '),
);

/** The boxes of a file, without what follows them. */
export const topBoxes = (bytes: Buffer): Box[] => [...boxes(bytes)].filter((box) => box.end <= bytes.length || topTypes.has(box.type));

/** The first box at `path` below `parent`: `findBox(bytes, trak, 'mdia', 'mdhd')`. */
export function findBox(bytes: Buffer, parent: Box, ...path: readonly string[]): Box | undefined {
  let box: Box | undefined = parent;
  for (const type of path) {
    if (!box) return undefined;
    box = firstOf(boxes(bytes, box.start, box.end), type);
  }
  return box;
}

function firstOf(children: Iterable<Box>, type: string): Box | undefined {
  for (const child of children) if (child.type === type) return child;
  return undefined;
}

/** What the tables of a track list. Times are in the ticks of the media. */
export interface Samples {
  /** How many samples have data. */
  count: number;
  /** When the first of them appears, and when the last of them ends. */
  start: number;
  end: number;
  /** True if some samples are at places where the file has no media data. */
  areMissing: boolean;
}

/** Whether the bytes from `at` to `end` can be media data of the file. */
export type IsMediaData = (at: number, end: number) => boolean;

/** Reads the samples of a track from its tables (ISO/IEC 14496-12, 8.6 and 8.7). Durations in headers are ignored. */
export function readSamples(bytes: Buffer, trak: Box, isMediaData: IsMediaData): Samples {
  const table = findBox(bytes, trak, 'mdia', 'minf', 'stbl');
  const sizes = table && sampleSizes(bytes, table);
  if (!sizes || sizes.count === 0) return { count: 0, start: 0, end: 0, areMissing: false };
  if (sizes.isShort) return { count: 0, start: 0, end: 0, areMissing: true };
  const located = locate(bytes, table, sizes, isMediaData);
  return Object.assign(located, times(bytes, findBox(bytes, table, 'stts'), findBox(bytes, table, 'ctts'), located.count));
}

interface SampleSizes {
  count: number;
  /** True if the table claims more entries than its box has room for. Players refuse such a file. */
  isShort: boolean;
  /** The number of bytes of `count` samples, starting with the sample at `index`. */
  sum(index: number, count: number): number;
}

function sampleSizes(bytes: Buffer, table: Box): SampleSizes | undefined {
  const box = findBox(bytes, table, 'stsz') ?? findBox(bytes, table, 'stz2');
  if (!box) return undefined;
  const isCompact = box.type === 'stz2';
  const bits = isCompact ? u8(bytes, box.start + 7) : 32;
  const shared = isCompact ? 0 : u32be(bytes, box.start + 4);
  const declared = u32be(bytes, box.start + 8);
  if (shared > 0) return { count: declared, isShort: false, sum: (_, count) => count * shared };
  const first = box.start + 12;
  const listed = bits === 0 ? 0 : Math.floor(((Math.min(box.end, bytes.length) - first) * 8) / bits);
  const sizeOf = (index: number): number => {
    if (bits === 32) return u32be(bytes, first + index * 4);
    if (bits === 16) return u16be(bytes, first + index * 2);
    const byte = u8(bytes, first + ((index * bits) >> 3));
    return bits === 8 ? byte : index % 2 === 0 ? byte >> 4 : byte & 15;
  };
  const count = Math.max(0, Math.min(declared, listed));
  return {
    count,
    isShort: declared > count && box.end <= bytes.length,
    sum: (index, wanted) => {
      let sum = 0;
      for (let at = index; at < Math.min(index + wanted, count); at++) sum += sizeOf(at);
      return sum;
    },
  };
}

/** Counts the samples that play. Samples without a chunk, or in a chunk without data, do not play. */
function locate(bytes: Buffer, table: Box, sizes: SampleSizes, isMediaData: IsMediaData): Pick<Samples, 'count' | 'areMissing'> {
  const offsets = findBox(bytes, table, 'stco') ?? findBox(bytes, table, 'co64');
  const runs = findBox(bytes, table, 'stsc');
  if (!offsets || !runs) return { count: 0, areMissing: false };
  const isWide = offsets.type === 'co64';
  const chunks = entriesOf(bytes, offsets, isWide ? 8 : 4);
  const runCount = entriesOf(bytes, runs, 12);
  const perChunk = (run: number): number => u32be(bytes, runs.start + 8 + run * 12 + 4);
  let [sample, run, dataBytes] = [0, 0, 0];
  for (let chunk = 1; chunk <= chunks && sample < sizes.count; chunk++) {
    if (run + 1 < runCount && u32be(bytes, runs.start + 8 + (run + 1) * 12) === chunk) run++;
    const count = runCount === 0 ? 0 : Math.min(perChunk(run), sizes.count - sample);
    const length = sizes.sum(sample, count);
    const at = isWide ? u64be(bytes, offsets.start + chunk * 8) : u32be(bytes, offsets.start + 4 + chunk * 4);
    if (length > 0 && !isMediaData(at, at + length)) return { count: sample, areMissing: true };
    sample += count;
    dataBytes += length;
  }
  return { count: dataBytes > 0 ? sample : 0, areMissing: false };
}

/** How many entries a table has: the number that it states, but no more than there is room for in its box. */
const entriesOf = (bytes: Buffer, box: Box, entryLength: number): number =>
  Math.max(0, Math.min(u32be(bytes, box.start + 4), Math.floor((Math.min(box.end, bytes.length) - box.start - 8) / entryLength)));

/**
 * When the first of `count` samples is shown, and when the last of them ends. One table says how long each sample lasts, the other how
 * long after its decoding it is shown. Both tables are runs of equal values, so the work depends on their length, not on the number of
 * samples.
 */
function times(bytes: Buffer, durations: Box | undefined, delays: Box | undefined, count: number): Pick<Samples, 'start' | 'end'> {
  const [durationRun, delayRun] = [runReader(bytes, durations), runReader(bytes, delays)];
  let [ticks, start, end, left, isOpen] = [0, Number.POSITIVE_INFINITY, 0, count, false];
  while (left > 0 && durationRun.left() > 0) {
    const lasts = durationRun.value();
    const delay = delayRun.left() > 0 ? delayRun.value() | 0 : 0;
    const step = Math.min(left, durationRun.left(), delayRun.left() || left);
    start = Math.min(start, ticks + delay);
    ticks += step * lasts;
    if (ticks + delay >= end) isOpen = lasts === 0;
    end = Math.max(end, ticks + delay);
    for (const run of [durationRun, delayRun]) run.take(step);
    left -= step;
  }
  if (!Number.isFinite(start)) return { start: 0, end: 0 };
  // Some writers do not know how long the last frame lasts. It is shown anyway.
  return { start, end: isOpen && count > 1 ? end + ticks / (count - 1) : end };
}

/** Reads a table of runs. Each entry says how many samples have a value, and the value. */
function runReader(bytes: Buffer, box: Box | undefined) {
  const runs = box ? entriesOf(bytes, box, 8) : 0;
  const at = (run: number): number => (box ? box.start + 8 + run * 8 : 0);
  let [run, left] = [-1, 0];
  const advance = (): void => {
    while (left === 0 && run < runs) left = ++run < runs ? u32be(bytes, at(run)) : 0;
  };
  advance();
  return {
    /** How many samples are left with the current value; 0 at the end of the table. */
    left: (): number => left,
    value: (): number => u32be(bytes, at(run) + 4),
    take(count: number): void {
      left = Math.max(0, left - count);
      advance();
    },
  };
}

/**
 * How many ticks of the media an edit list shows. The pause before the first frame does not count. If there is no list, or if it shows
 * nothing, all ticks are shown.
 */
export function shownTicks(bytes: Buffer, trak: Box, samples: Samples, scale: { movie: number; media: number }): number {
  const all = samples.end - samples.start;
  const list = findBox(bytes, trak, 'edts', 'elst');
  if (!list || scale.movie === 0) return all;
  const isWide = u8(bytes, list.start) === 1;
  const entryLength = isWide ? 20 : 12;
  let shown = 0;
  for (let entry = 0; entry < entriesOf(bytes, list, entryLength); entry++) {
    const at = list.start + 8 + entry * entryLength;
    const duration = ((isWide ? u64be(bytes, at) : u32be(bytes, at)) * scale.media) / scale.movie;
    const from = isWide ? i64be(bytes, at + 8) : i32be(bytes, at + 4);
    if (from < 0) continue;
    const isStill = u16be(bytes, at + (isWide ? 16 : 8)) === 0;
    const to = duration === 0 ? samples.end : Math.min(from + duration, samples.end);
    shown += isStill ? duration : Math.max(0, to - Math.max(from, samples.start));
  }
  return shown > 0 ? shown : all;
}
