import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { probe } from '../../src/media/probe.ts';
import { findMark } from '../../src/sandbox/outcomes/mark.ts';
import { fixture, pngChunk, riffChunk, smallBmp, smallWebp } from '../support/media-samples.ts';
import { bigEndian, box } from '../support/mp4-samples.ts';

/** Work is counted in reads, and for a search in the bytes that it passes. A clock would measure the machine. */
const work = vi.hoisted(() => ({ reads: 0 }));

vi.mock('../../src/media/facts.ts', async (importOriginal) => {
  const real = await importOriginal<Record<string, unknown>>();
  const counted = Object.entries(real).map(([name, member]) => {
    if (typeof member !== 'function') return [name, member];
    return [
      name,
      (...args: unknown[]): unknown => {
        const [bytes, , length] = args;
        // The other functions get facts, and read no bytes.
        if (Buffer.isBuffer(bytes)) work.reads += typeof length === 'number' ? 1 + Math.ceil(Math.min(length, bytes.length) / 16) : 1;
        return (member as (...all: unknown[]) => unknown)(...args);
      },
    ];
  });
  return Object.fromEntries(counted) as Record<string, unknown>;
});

const search = Buffer.prototype.indexOf;
beforeAll(() => {
  vi.spyOn(Buffer.prototype, 'indexOf').mockImplementation(function (this: Buffer, ...args: Parameters<typeof search>) {
    const found = search.apply(this, args);
    const from = typeof args[1] === 'number' ? args[1] : 0;
    work.reads += 1 + Math.ceil(((found < 0 ? this.length : found) - from) / 16);
    return found;
  } as typeof search);
});
afterAll(() => vi.restoreAllMocks());

function workOf(bytes: Buffer): number {
  work.reads = 0;
  const { faults, durationMs = 0 } = probe(bytes);
  findMark(bytes);
  expect(faults.every((fault) => /^[\x20-\x7e’]+[^.]$/.test(fault))).toBe(true);
  expect(durationMs).toBeGreaterThanOrEqual(0);
  return work.reads;
}

/** How many reads a file of this length may cost: some for each byte, and a fixed number for its start. */
const budgetOf = (bytes: Buffer): number => 40 * bytes.length + 20_000;

const samples = [
  ...['clips', 'pictures'].flatMap((folder) =>
    readdirSync(new URL(`../../fixtures/${folder}`, import.meta.url))
      .filter((name) => !name.endsWith('.json'))
      .map((name) => fixture(`${folder}/${name}`)),
  ),
  smallBmp(),
  smallWebp('VP8X'),
];

const change = fc.record({
  at: fc.nat(20_000),
  value: fc.constantFrom(0, 1, 2, 8, 0x7f, 0x80, 0xd9, 0xda, 0xff),
  times: fc.constantFrom(1, 1, 1, 4, 8),
});

/** Real files with bytes overwritten, parts repeated elsewhere, and the end cut off. */
const mutated = fc
  .record({
    sample: fc.constantFrom(...samples),
    changes: fc.array(change, { maxLength: 16 }),
    splice: fc.record({ from: fc.nat(20_000), to: fc.nat(20_000), length: fc.nat(2_000), count: fc.nat(3) }),
    length: fc.nat(20_000),
  })
  .map(({ sample, changes, splice, length }) => {
    const bytes = Buffer.from(sample);
    for (const { at, value, times } of changes) bytes.fill(value, at % bytes.length, Math.min(bytes.length, (at % bytes.length) + times));
    const part = bytes.subarray(splice.from % bytes.length, (splice.from % bytes.length) + splice.length);
    const to = splice.to % bytes.length;
    const spliced = Buffer.concat([bytes.subarray(0, to), ...Array.from({ length: splice.count }, () => part), bytes.subarray(to)]);
    return spliced.subarray(0, length > 10_000 ? undefined : length);
  });

describe('the work for a file', () => {
  it('is limited by its length, for real files with any damage', () => {
    fc.assert(
      fc.property(mutated, (bytes) => {
        expect(workOf(bytes)).toBeLessThanOrEqual(budgetOf(bytes));
      }),
      { numRuns: 2000 },
    );
  });

  it('is limited by its length, for random bytes after a known start', () => {
    const starts = samples.flatMap((sample) => [12, 24, 64].map((length) => sample.subarray(0, length)));
    fc.assert(
      fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 2000 }), (start, rest) => {
        const bytes = Buffer.concat([start, rest]);
        expect(workOf(bytes)).toBeLessThanOrEqual(budgetOf(bytes));
      }),
      { numRuns: 1000 },
    );
  });

  const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
  const numbers = (...values: readonly number[]): Buffer => Buffer.concat(values.map((value) => bigEndian(value, 4)));
  const movie = (...boxes: readonly Buffer[]): Buffer => Buffer.concat([box('ftyp', latin('isom')), ...boxes]);
  const track = (...tables: readonly Buffer[]): Buffer =>
    box(
      'trak',
      box('tkhd', numbers(1, 0, 0, 1), Buffer.alloc(68)),
      box(
        'mdia',
        box('mdhd', numbers(0, 0, 0, 1000, 0, 0)),
        box('hdlr', numbers(0, 0), latin('vide')),
        box('minf', box('stbl', ...tables)),
      ),
    );
  const repeated = (start: Buffer, unit: Buffer, count: number): Buffer => Buffer.concat([start, Buffer.alloc(unit.length * count, unit)]);
  const endless = 0xffffffff;
  const located = [box('stco', numbers(0, 1, 0)), box('stsc', numbers(0, 1, 1, endless, 1))];

  /** Files of `count` equal parts. Each part is made to cost much work. */
  const hostile: readonly [string, (count: number) => Buffer][] = [
    ['JPEG stuffing', (count) => repeated(latin('\xff\xd8\xff\xe0\0\x04\0\0'), latin('\xff\0'), count)],
    ['JPEG fillers', (count) => repeated(latin('\xff\xd8'), latin('\xff'), count)],
    ['JPEG segments', (count) => repeated(latin('\xff\xd8'), latin('\xff\xe0\0\x02'), count)],
    [
      'JPEG scans',
      (count) =>
        repeated(latin('\xff\xd8\xff\xc2\0\x0b\x08\xff\xff\xff\xff\x01\x01\x11\0'), latin('\xff\xda\0\x08\x01\x01\0\0\x3f\0'), count),
    ],
    ['PNG chunks', (count) => repeated(latin('\x89PNG\r\n\x1a\n'), pngChunk('tEXt', Buffer.alloc(0)), count)],
    ['WebP chunks', (count) => repeated(latin('RIFF\0\0\0\0WEBP'), riffChunk('EXIF', Buffer.alloc(0)), count)],
    ['AVI chunks', (count) => repeated(latin('RIFF\0\0\0\0AVI LIST\0\0\0\0movi'), riffChunk('00dc', Buffer.alloc(0)), count)],
    ['AVI groups', (count) => repeated(latin('RIFF\0\0\0\0AVI LIST\0\0\0\0movi'), latin('LIST\0\0\0\0rec '), count)],
    ['AVI parts', (count) => repeated(latin('RIFF\x04\0\0\0AVI '), latin('RIFF\x04\0\0\0AVIX'), count)],
    ['FLV tags', (count) => repeated(latin('FLV\x01\x05\0\0\0\x09\0\0\0\0'), latin('\x09\0\0\x01\0\x01\0\0\0\0\0\x22\0\0\0\x0c'), count)],
    [
      'FLV metadata',
      (count) => repeated(latin('FLV\x01\x05\0\0\0\x09\0\0\0\0'), latin('\x12\0\0\x0d\0\0\0\0\0\0\0\x02\0\x0aonMetaData\0\0\0\x18'), count),
    ],
    ['MP4 boxes', (count) => repeated(movie(), box('free'), count)],
    ['MP4 tracks', (count) => movie(box('moov', repeated(Buffer.alloc(0), track(), count)))],
    [
      'MP4 boxes that claim the rest',
      (count) => movie(box('moov', repeated(Buffer.alloc(0), box('trak', numbers(2 ** 31), latin('mdia')), count))),
    ],
    ['MP4 boxes in a track', (count) => movie(box('moov', box('trak', repeated(Buffer.alloc(0), box('free'), count), box('mdia'))))],
    [
      'MP4 fragments of many tracks',
      (count) =>
        movie(
          box('moov', repeated(Buffer.alloc(0), track(), count)),
          repeated(Buffer.alloc(0), box('moof', box('traf', box('tfhd', numbers(0, 1)), box('trun', numbers(0x200, 1, 1)))), count),
        ),
    ],
    [
      'MP4 runs',
      (count) =>
        movie(
          box('moov', track()),
          box('moof', box('traf', box('tfhd', numbers(0, 0)), repeated(Buffer.alloc(0), box('trun', numbers(0, endless)), count))),
        ),
    ],
    [
      'MP4 samples without end',
      (count) =>
        movie(
          box('moov', track(...located, box('stsz', numbers(0, 1, endless)), box('stts', numbers(0, 1, endless, 1), Buffer.alloc(count)))),
        ),
    ],
    ['MP4 sizes', (count) => movie(box('moov', track(...located, box('stsz', numbers(0, 0, count), Buffer.alloc(count * 4)))))],
    [
      'MP4 durations of no sample',
      (count) =>
        movie(box('moov', track(...located, box('stsz', numbers(0, 1, 8)), box('stts', numbers(0, count), Buffer.alloc(count * 8))))),
    ],
    [
      'MP4 edits',
      (count) =>
        movie(
          box('moov', track(...located, box('stsz', numbers(0, 1, 8)), box('stts', numbers(0, 1, 8, 1)))),
          box('edts', box('elst', numbers(0, count), Buffer.alloc(count * 12))),
        ),
    ],
  ];

  it.each(hostile)('grows no faster than its length: %s', (_, make) => {
    const [short, long] = [make(3_000), make(6_000)];
    const [less, more] = [workOf(short), workOf(long)];
    expect(more).toBeLessThanOrEqual(2.1 * less + 1_000);
    expect(more).toBeLessThanOrEqual(budgetOf(long));
  });
});
