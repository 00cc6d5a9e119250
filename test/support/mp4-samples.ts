/** Takes MP4 files apart and joins them again. */

export function bigEndian(value: number, size: number): Buffer {
  const bytes = Buffer.alloc(size);
  bytes.writeUIntBE(value, 0, size);
  return bytes;
}

export const box = (type: string, ...payload: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(payload);
  return Buffer.concat([bigEndian(body.length + 8, 4), Buffer.from(type, 'latin1'), body]);
};

/** A box with a 64-bit length, as writers of very long files use it. */
export const wideBox = (type: string, payload: Buffer): Buffer =>
  Buffer.concat([bigEndian(1, 4), Buffer.from(type, 'latin1'), bigEndian(0, 2), bigEndian(payload.length + 16, 6), payload]);

export interface Mp4Part {
  type: string;
  payload: Buffer;
}

/** The boxes of a well-formed file or payload. Only 32-bit lengths are supported, as in the fixtures. */
export function parts(bytes: Buffer): Mp4Part[] {
  const found: Mp4Part[] = [];
  for (let at = 0; at < bytes.length; ) {
    const size = bytes.readUInt32BE(at);
    found.push({ type: bytes.toString('latin1', at + 4, at + 8), payload: bytes.subarray(at + 8, at + size) });
    at += size;
  }
  return found;
}

export const joined = (list: readonly Mp4Part[]): Buffer => Buffer.concat(list.map(({ type, payload }) => box(type, payload)));

/** Edits the payload of the first box at `path`. Also adjusts the lengths around it and the offsets into `mdat`. */
export function editBox(bytes: Buffer, path: readonly string[], edit: (payload: Buffer) => Buffer): Buffer {
  const edited = editWithin(bytes, path, edit);
  const shift = dataAt(edited) - dataAt(bytes);
  return shift === 0 ? edited : withOffsets(edited, (offset) => offset + shift);
}

function editWithin(bytes: Buffer, path: readonly string[], edit: (payload: Buffer) => Buffer): Buffer {
  const [type, ...rest] = path;
  const list = parts(bytes);
  const target = list.find((part) => part.type === type);
  if (!target) throw new Error(`no ${type} box`);
  const payload = rest.length === 0 ? edit(Buffer.from(target.payload)) : editWithin(target.payload, rest, edit);
  return joined(list.map((part) => (part === target ? { type: part.type, payload } : part)));
}

/** The position at which the media data starts, or 0 if there is none. */
function dataAt(bytes: Buffer): number {
  const list = parts(bytes);
  const index = list.findIndex(({ type }) => type === 'mdat');
  return index < 0 ? 0 : joined(list.slice(0, index)).length + 8;
}

const aroundOffsets = ['moov', 'trak', 'mdia', 'minf', 'stbl'];

/** Changes the offset of every chunk in every track. */
export const withOffsets = (bytes: Buffer, change: (offset: number) => number): Buffer =>
  joined(
    parts(bytes).map(({ type, payload }) => {
      if (aroundOffsets.includes(type)) return { type, payload: withOffsets(payload, change) };
      const moved = Buffer.from(payload);
      if (type === 'stco') for (let at = 8; at < moved.length; at += 4) moved.writeUInt32BE(change(moved.readUInt32BE(at)), at);
      return { type, payload: moved };
    }),
  );

const writing =
  (write: (payload: Buffer) => void) =>
  (payload: Buffer): Buffer => {
    write(payload);
    return payload;
  };

export const withMajorBrand = (mp4: Buffer, brand: string): Buffer =>
  editBox(
    mp4,
    ['ftyp'],
    writing((payload) => payload.write(brand, 0, 4)),
  );

export const withMovieDuration = (mp4: Buffer, ticks: number): Buffer =>
  editBox(
    mp4,
    ['moov', 'mvhd'],
    writing((payload) => payload.writeUInt32BE(ticks, 16)),
  );

/** Changes the first track, which is the video's in every fixture. */
export const withMediaDuration = (mp4: Buffer, ticks: number): Buffer =>
  editBox(
    mp4,
    ['moov', 'trak', 'mdia', 'mdhd'],
    writing((payload) => payload.writeUInt32BE(ticks, 16)),
  );

/** `ticks` are in the movie's timescale, which is 1,000 in every fixture. */
export const withTrackDuration = (mp4: Buffer, ticks: number): Buffer =>
  editBox(
    mp4,
    ['moov', 'trak', 'tkhd'],
    writing((payload) => payload.writeUInt32BE(ticks, 20)),
  );

/** Shows only `ticks` of the movie's timescale, from `mediaTime` on. */
export const withEdit = (mp4: Buffer, ticks: number, mediaTime = 0): Buffer =>
  editBox(withTrackDuration(mp4, ticks), ['moov', 'trak', 'edts', 'elst'], () =>
    Buffer.concat([0, 1, ticks, mediaTime, 0x10000].map((value) => bigEndian(value, 4))),
  );

/** Turns the matrix and leaves the picture unchanged, as a phone that is held sideways does. */
export function rotated(mp4: Buffer, degrees: 0 | 90 | 180 | 270): Buffer {
  const sine = { 0: 0, 90: 1, 180: 0, 270: -1 }[degrees];
  const cosine = { 0: 1, 90: 0, 180: -1, 270: 0 }[degrees];
  const matrix = [cosine, sine, 0, -sine, cosine, 0];
  return editBox(
    mp4,
    ['moov', 'trak', 'tkhd'],
    writing((payload) => {
      for (const [index, value] of matrix.entries()) payload.writeInt32BE(value * 0x10000, 40 + index * 4);
    }),
  );
}

export const withoutTrack = (mp4: Buffer, handler: 'vide' | 'soun'): Buffer =>
  editBox(mp4, ['moov'], (payload) =>
    joined(parts(payload).filter((part) => part.type !== 'trak' || !part.payload.includes(handler, 0, 'latin1'))),
  );

/** Moves `moov` behind `mdat`, as a camera writes it. A `free` box of the same length keeps all offsets right. */
export function movieLast(mp4: Buffer): Buffer {
  const list = parts(mp4);
  const moved = list.filter((part) => part.type === 'moov');
  const others = list.map((part) => (part.type === 'moov' ? { type: 'free', payload: Buffer.alloc(part.payload.length) } : part));
  return joined([...others, ...moved]);
}

/** `moov` with 64-bit times in `mvhd`, `tkhd` and `mdhd` of its first track. */
export function withWideTimes(mp4: Buffer): Buffer {
  const widen =
    (before: number, between: number) =>
    (payload: Buffer): Buffer => {
      const at = (start: number, length: number): Buffer => payload.subarray(start, start + length);
      const wide = (start: number): Buffer => Buffer.concat([Buffer.alloc(4), at(start, 4)]);
      const duration = 12 + before + between;
      return Buffer.concat([
        Buffer.from([1]),
        at(1, 3),
        wide(4),
        wide(8),
        at(12, before + between),
        wide(duration),
        payload.subarray(duration + 4),
      ]);
    };
  const movie = editBox(mp4, ['moov', 'mvhd'], widen(4, 0));
  const track = editBox(movie, ['moov', 'trak', 'tkhd'], widen(4, 4));
  return editBox(track, ['moov', 'trak', 'mdia', 'mdhd'], widen(4, 0));
}

/** A recorder's stream: an empty `moov`, then one fragment for each entry of `sampleTicks`, with 25 samples in a timescale of 12,800. */
export function fragmented(mp4: Buffer, sampleTicks: readonly number[], durations: 'each' | 'default'): Buffer {
  const silent = withoutTrack(mp4, 'soun');
  const timeless = withTrackDuration(withMediaDuration(withMovieDuration(silent, 0), 0), 0);
  const defaults = [0, 1, 1, 512, 0, 0].map((value) => bigEndian(value, 4));
  const streamed = editBox(emptied(timeless), ['moov'], (moov) => Buffer.concat([moov, box('mvex', box('trex', ...defaults))]));
  const head = parts(streamed).filter((part) => part.type === 'ftyp' || part.type === 'moov');
  return Buffer.concat([joined(head), ...sampleTicks.map((ticks, index) => fragment(index + 1, ticks, durations))]);
}

/** Removes the edit list and the samples. The tables stay, without entries. */
function emptied(mp4: Buffer): Buffer {
  const tables = { stts: 8, stsc: 8, stsz: 12, stco: 8 };
  const withoutEdits = editBox(mp4, ['moov', 'trak'], (trak) => joined(parts(trak).filter((part) => part.type !== 'edts')));
  return Object.entries(tables).reduce(
    (bytes, [name, length]) => editBox(bytes, ['moov', 'trak', 'mdia', 'minf', 'stbl', name], () => Buffer.alloc(length)),
    withoutEdits,
  );
}

function fragment(sequence: number, ticks: number, durations: 'each' | 'default'): Buffer {
  const [count, sampleBytes] = [25, 64];
  const each = durations === 'each';
  const sample = (each ? [ticks, sampleBytes] : [sampleBytes]).map((value) => bigEndian(value, 4));
  const samples = Array.from({ length: count }, () => sample).flat();
  const header = box('tfhd', bigEndian(each ? 0x020000 : 0x020008, 4), bigEndian(1, 4), each ? Buffer.alloc(0) : bigEndian(ticks, 4));
  const run = (offset: number): Buffer =>
    box('trun', bigEndian(each ? 0x301 : 0x201, 4), bigEndian(count, 4), bigEndian(offset, 4), ...samples);
  const moof = (offset: number): Buffer =>
    box('moof', box('mfhd', bigEndian(0, 4), bigEndian(sequence, 4)), box('traf', header, run(offset)));
  return Buffer.concat([moof(moof(0).length + 8), box('mdat', Buffer.alloc(count * sampleBytes))]);
}
