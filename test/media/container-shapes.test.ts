import { describe, expect, it } from 'vitest';
import { probe } from '../../src/media/probe.ts';
import { smallClips } from '../support/clip-matrix.ts';
import { fixture, riffChunk } from '../support/media-samples.ts';
import { bigEndian, box, editBox, fragmented, joined, parts } from '../support/mp4-samples.ts';

/** Forms of containers that the standards allow and few programs write. They are made from files that ffmpeg wrote. */

const clip = fixture('selfie-3s.mp4');
const named = (start: string): Buffer => {
  const found = smallClips.find(({ name }) => name.startsWith(start));
  if (!found) throw new Error(`no clip ${start}`);
  return fixture(`clips/${found.fileName}`);
};
const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
const numbers = (...values: readonly number[]): Buffer => Buffer.concat(values.map((value) => bigEndian(value, 4)));

const tables = ['moov', 'trak', 'mdia', 'minf', 'stbl'];

/** The MP4 with one table of its video track replaced. */
const withTable = (mp4: Buffer, from: string, make: (payload: Buffer) => Buffer): Buffer =>
  editBox(mp4, tables, (table) =>
    Buffer.concat(parts(table).map(({ type, payload }) => (type === from ? make(payload) : box(type, payload)))),
  );

describe('the length of an MP4', () => {
  const entries = (payload: Buffer): number[] =>
    Array.from({ length: payload.readUInt32BE(4) }, (_, index) => payload.readUInt32BE(8 + index * 4));

  it('is read with offsets of 64 bits', () => {
    const wide = withTable(clip, 'stco', (payload) =>
      box('co64', payload.subarray(0, 8), ...entries(payload).map((offset) => numbers(0, offset))),
    );
    // The new table is longer, so the data after it has moved.
    const shift = wide.length - clip.length;
    const moved = withTable(wide, 'co64', (payload) => {
      for (let at = 12; at < payload.length; at += 8) payload.writeUInt32BE(payload.readUInt32BE(at) + shift, at);
      return box('co64', payload);
    });
    expect(probe(moved)).toMatchObject({ faults: [], durationMs: 3000 });
  });

  it.each([
    [16, (size: number) => bigEndian(size, 2)],
    [8, (size: number) => bigEndian(size & 0xff, 1)],
  ])('is read with sizes of %s bits', (bits, write) => {
    const compact = withTable(clip, 'stsz', (payload) => {
      const count = payload.readUInt32BE(8);
      const sizes = Array.from({ length: count }, (_, index) => payload.readUInt32BE(12 + index * 4));
      return box('stz2', numbers(0, bits, count), ...sizes.map(write));
    });
    expect(probe(compact)).toMatchObject({ faults: [], durationMs: 3000 });
  });

  it('is read with sizes of four bits', () => {
    const compact = withTable(clip, 'stsz', (payload) => box('stz2', numbers(0, 4, payload.readUInt32BE(8)), Buffer.alloc(38, 0x11)));
    expect(probe(compact)).toMatchObject({ faults: [], durationMs: 3000 });
  });

  it.each([0xffffffff, 1_000_000, 76])('is unknown without valid sizes for %i frames, and the file is refused', (count) => {
    const broken = withTable(clip, 'stsz', (payload) => box('stsz', numbers(0, 0, count), payload.subarray(12)));
    expect(probe(broken)).toMatchObject({ faults: ['broken: the frames that its header lists are not in the file'] });
    expect(probe(broken).durationMs).toBeUndefined();
  });

  it('is read with one size for all frames, and with a last frame without a duration', () => {
    const sized = withTable(clip, 'stsz', () => box('stsz', numbers(0, 10, 75)));
    expect(probe(sized).durationMs).toBe(3000);
    const open = withTable(sized, 'stts', () => box('stts', numbers(0, 2, 74, 512, 1, 0)));
    expect(probe(open).durationMs).toBe(3000);
    const inOrder = withTable(open, 'ctts', () => box('ctts', numbers(0, 1, 75, 1024)));
    expect(probe(inOrder).durationMs).toBe(3000);
  });

  it('is the sum of an edit list with a pause, a still picture and a part', () => {
    const edits = numbers(0, 3, 700, 0xffffffff, 0x10000, 4000, 1024, 0, 1000, 1024, 0x10000);
    expect(probe(editBox(clip, ['moov', 'trak', 'edts', 'elst'], () => edits)).durationMs).toBe(5000);
  });

  it('is read from an edit list of 64 bits', () => {
    const edits = Buffer.concat([numbers(0x01000000, 1, 0, 1250, 0, 1024, 0x10000)]);
    expect(probe(editBox(clip, ['moov', 'trak', 'edts', 'elst'], () => edits)).durationMs).toBe(1250);
  });

  it('does not depend on an edit list that shows no part of the media', () => {
    const edits = numbers(0, 1, 1000, 90_000_000, 0x10000);
    expect(probe(editBox(clip, ['moov', 'trak', 'edts', 'elst'], () => edits)).durationMs).toBe(3000);
  });
});

describe('the tracks of an MP4', () => {
  it('are read up to the hundredth track', () => {
    const sound = Buffer.concat(
      Array.from({ length: 100 }, () => box('trak', box('mdia', box('hdlr', numbers(0, 0), Buffer.from('soun'))))),
    );
    const precededBy = (count: number): Buffer =>
      editBox(clip, ['moov'], (moov) => Buffer.concat([sound.subarray(0, (sound.length / 100) * count), moov]));
    expect(probe(precededBy(99))).toMatchObject({ faults: [], durationMs: 3000 });
    expect(probe(precededBy(100)).faults).toEqual(['no video track']);
  });
});

describe('fragments of an MP4', () => {
  const stream = fragmented(clip, [512, 512, 512], 'each');

  it('follow each other if they have no start time', () => {
    expect(probe(stream)).toMatchObject({ faults: [], durationMs: 3000 });
  });

  const head = parts(clip).filter(({ type }) => type === 'ftyp' || type === 'moov' || type === 'free' || type === 'mdat');
  const untimed = parts(stream).filter(({ type }) => type === 'moof' || type === 'mdat');
  const ticksPerSecond = 25 * 512;

  /** The fragments, one second each, with a start time: the first starts at `from`. */
  const timed = (from: number): typeof untimed => {
    let start = from - ticksPerSecond;
    return untimed.map(({ type, payload }) => {
      if (type !== 'moof') return { type, payload };
      start += ticksPerSecond;
      const time = box('tfdt', numbers(0, start));
      const longer = editBox(box(type, payload), ['moof', 'traf'], (traf) => {
        const [header, run] = parts(traf);
        if (!header || !run) throw new Error('no run');
        const moved = Buffer.concat([
          run.payload.subarray(0, 8),
          numbers(run.payload.readUInt32BE(8) + time.length),
          run.payload.subarray(12),
        ]);
        return Buffer.concat([joined([header]), time, box('trun', moved)]);
      });
      return { type, payload: longer.subarray(8) };
    });
  };

  it('add up with the samples of the header, with or without a start time', () => {
    expect(probe(joined([...head, ...untimed]))).toMatchObject({ faults: [], durationMs: 6000 });
    const samplesEnd = 3 * ticksPerSecond + 1024;
    expect(probe(joined([...head, ...timed(samplesEnd)]))).toMatchObject({ faults: [], durationMs: 6000 });
    expect(probe(joined([...head, ...timed(samplesEnd - ticksPerSecond)]))).toMatchObject({ faults: [], durationMs: 5000 });
    expect(probe(joined([...head, ...timed(0)]))).toMatchObject({ faults: [], durationMs: 3000 });
  });

  it('have data of a second track after the data of the first', () => {
    const run = (track: number, offset: number, size: number): Buffer =>
      box('traf', box('tfhd', numbers(0, track)), box('trun', numbers(0x301, 1, offset, 512, size)));
    const head = fragmented(clip, [], 'each');
    const fragment = (size: number): Buffer => {
      const moof = (offset: number): Buffer => box('moof', run(7, offset, 100), run(1, 0, size));
      return Buffer.concat([moof(moof(0).length + 8), box('mdat', Buffer.alloc(150))]);
    };
    expect(probe(Buffer.concat([head, fragment(50)])).faults).toEqual([]);
    expect(probe(Buffer.concat([head, fragment(51)])).faults).toEqual(['broken: the frames that its header lists are not in the file']);
  });

  it('are refused if their data is not in the file', () => {
    const short = Buffer.concat([
      stream,
      joined(
        parts(stream)
          .filter(({ type }) => type === 'moof')
          .slice(0, 1),
      ),
    ]);
    expect(probe(short).faults).toEqual(['broken: the frames that its header lists are not in the file']);
  });
});

describe('an AVI', () => {
  const piped = named('avi piped, mpeg4');
  const movieAt = piped.indexOf('movi', 0, 'latin1') - 8;
  const header = piped.subarray(12, movieAt);
  const frames = piped.subarray(movieAt + 12);
  const list = (type: string, ...content: readonly Buffer[]): Buffer => riffChunk('LIST', Buffer.concat([Buffer.from(type), ...content]));
  const form = (type: string, ...content: readonly Buffer[]): Buffer => riffChunk('RIFF', Buffer.concat([Buffer.from(type), ...content]));
  const expected = { faults: [], durationMs: probe(piped).durationMs };

  it('has the same length in every form', () => {
    const half = frames.indexOf('00dc', frames.length / 2, 'latin1');
    expect(expected.durationMs).toBeGreaterThan(2000);
    expect(probe(form('AVI ', header, list('movi', frames)))).toMatchObject(expected);
    expect(
      probe(form('AVI ', header, list('movi', list('rec ', frames.subarray(0, half)), list('rec ', frames.subarray(half))))),
    ).toMatchObject(expected);
    const continued = Buffer.concat([
      form('AVI ', header, list('movi', frames.subarray(0, half))),
      form('AVIX', list('movi', frames.subarray(half))),
    ]);
    expect(probe(continued)).toMatchObject(expected);
    expect(probe(Buffer.concat([continued, Buffer.from('RIFF0123')]))).toMatchObject(expected);
  });

  it('is read by its chunks if a crash left its lengths at zero', () => {
    const crashed = Buffer.from(piped);
    crashed.writeUInt32LE(0, 4);
    crashed.writeUInt32LE(0, movieAt + 4);
    expect(probe(crashed)).toMatchObject(expected);
  });

  it('is reported as truncated if it ends inside a chunk, whether its length is known or not', () => {
    for (const bytes of [piped, form('AVI ', header, list('movi', frames))]) {
      expect(probe(bytes.subarray(0, -3)).faults).toEqual(['truncated: the file ends inside an AVI chunk']);
    }
  });

  it('may count the eight bytes of its own header in its length', () => {
    const long = form('AVI ', header, list('movi', frames));
    long.writeUInt32LE(long.length, 4);
    expect(probe(long)).toMatchObject(expected);
    long.writeUInt32LE(long.length + 8, 4);
    expect(probe(long).faults).toEqual(['truncated: the file ends inside an AVI chunk']);
  });

  it('does not count changes of the palette as frames', () => {
    const palette = riffChunk('00pc', Buffer.alloc(4));
    expect(probe(form('AVI ', header, list('movi', palette, palette, frames)))).toMatchObject(expected);
  });

  it('shows an enabled stream, also after a longer stream that is disabled', () => {
    const stream = header.subarray(header.indexOf('strl', 0, 'latin1') - 8);
    const strl = stream.subarray(0, 8 + stream.readUInt32LE(4));
    const disabled = Buffer.from(strl);
    disabled.writeUInt32LE(1, disabled.indexOf('strh', 0, 'latin1') + 8 + 8);
    const chunks = (id: string, count: number): Buffer =>
      Buffer.concat(Array.from({ length: count }, () => riffChunk(id, Buffer.alloc(2))));
    const main = riffChunk('avih', Buffer.alloc(56));
    const lengthOf = (first: Buffer, second: Buffer): number | undefined =>
      probe(form('AVI ', list('hdrl', main, first, second), list('movi', chunks('00dc', 50), chunks('01dc', 25)))).durationMs;
    const [long = Number.NaN, short = Number.NaN] = [lengthOf(strl, strl), lengthOf(disabled, strl)];
    expect(long).toBeGreaterThan(0);
    expect(short).toBe(long / 2);
    expect(lengthOf(strl, disabled)).toBe(long);
  });
});

describe('the length of an FLV with enhanced headers', () => {
  const start = hex('464c5601010000000900000000');
  const tag = (ms: number, data: Buffer): Buffer =>
    Buffer.concat([hex('09'), bigEndian(data.length, 3), bigEndian(ms, 3), hex('00000000'), data, bigEndian(data.length + 11, 4)]);
  const fourCc = (name: string): Buffer => Buffer.from(name, 'latin1');

  it.each([
    ['hvc1', 'hevc', 3],
    ['av01', 'av1', 1],
    ['vp09', 'vp9', 1],
  ])('is computed only from its frames: %s', (name, codec, packet) => {
    const setup = tag(0, Buffer.concat([hex('90'), fourCc(name), hex('01')]));
    const frames = [3_600_000, 3_600_500, 3_601_000, 3_601_500].map((ms) =>
      tag(ms, Buffer.concat([Buffer.from([0x90 | packet]), fourCc(name), hex('00')])),
    );
    const end = tag(3_700_000, Buffer.concat([hex('92'), fourCc(name)]));
    expect(probe(Buffer.concat([start, setup, ...frames, end]))).toMatchObject({ faults: [], videoCodec: codec, durationMs: 2000 });
  });

  it('does not include a command or an empty tag', () => {
    const frames = [0, 500, 1000].map((ms) => tag(ms, hex('2200')));
    expect(probe(Buffer.concat([start, ...frames, tag(60_000, hex('5200')), tag(90_000, Buffer.alloc(0))])).durationMs).toBe(1500);
  });

  it('counts the time at which frames are shown, not decoded', () => {
    const late = (ms: number, delay: number): Buffer => tag(ms, Buffer.concat([hex('91'), fourCc('hvc1'), bigEndian(delay, 3)]));
    expect(probe(Buffer.concat([start, late(0, 200), late(100, 500), late(200, 200), late(300, 200)])).durationMs).toBe(500);
  });
});
