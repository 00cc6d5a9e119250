import { asciiAt, fourCc, type MediaFacts, setOrientation, setSize, u16le, u24le, u32le } from './facts.ts';

export interface RiffChunk {
  /** The four letters of the chunk. For a list, the four letters of its form: `hdrl`, `movi`. */
  type: string;
  isList: boolean;
  /** The data; in a list, it starts after the form. `end` is beyond the end of a truncated file. */
  start: number;
  end: number;
  /** False if the writer could not go back to write the length, as in a pipe. Then `end` is the end of the list around it. */
  isSized: boolean;
}

const maxChunks = 100_000;

/** The chunks of `bytes` from `from` to `to`, without the chunks inside lists. */
export function* riffChunks(bytes: Buffer, from: number, to: number): Generator<RiffChunk> {
  let at = from;
  for (let count = 0; count < maxChunks && at + 8 <= Math.min(to, bytes.length); count++) {
    const type = fourCc(bytes, at);
    const isList = type === 'LIST' || type === 'RIFF';
    const size = u32le(bytes, at + 4);
    const isSized = !isList || (size !== 0 && size !== 0xffffffff);
    const end = isSized ? at + 8 + size : to;
    yield { type: isList ? fourCc(bytes, at + 8) : type, isList, start: at + (isList ? 12 : 8), end, isSized };
    // Chunks start at even offsets.
    at = end + (end % 2);
  }
}

/** The form around all chunks. Some writers also count the eight bytes of its header, so that the size is eight bytes too large. */
export function riffForm(bytes: Buffer, at: number): RiffChunk & { isCut: boolean } {
  const size = u32le(bytes, at + 4);
  const isSized = size !== 0 && size !== 0xffffffff;
  const claimed = isSized ? at + 8 + size : bytes.length;
  const end = Math.min(claimed, bytes.length);
  return { type: fourCc(bytes, at + 8), isList: true, start: at + 12, end, isSized, isCut: claimed > bytes.length + 8 };
}

export function readWebp(bytes: Buffer): MediaFacts {
  const facts: MediaFacts = { faults: [] };
  const form = riffForm(bytes, 0);
  let isCut = form.isCut;
  for (const { type, start, end } of riffChunks(bytes, form.start, form.end)) {
    if (facts.width === undefined) setWebpSize(facts, bytes, type, start);
    if (type === 'EXIF') setOrientation(facts, webpExif(bytes.subarray(start, end)));
    isCut ||= end > bytes.length;
  }
  if (isCut) facts.faults.push('truncated: the file ends inside a WebP chunk');
  if (facts.width === undefined && facts.faults.length === 0) facts.faults.push('broken: the WebP holds no picture');
  return facts;
}

/** Some writers put `Exif` before the block, as in a JPEG. */
const webpExif = (block: Buffer): Buffer => (asciiAt(block, 0, 6) === 'Exif\0\0' ? block.subarray(6) : block);

/** The three kinds of chunks store the size in three ways. VP8X (the canvas) and VP8L (lossless) store the size minus one. */
function setWebpSize(facts: MediaFacts, bytes: Buffer, type: string, start: number): void {
  if (type === 'VP8X') setSize(facts, u24le(bytes, start + 4) + 1, u24le(bytes, start + 7) + 1);
  if (type === 'VP8 ') setSize(facts, u16le(bytes, start + 6) & 0x3fff, u16le(bytes, start + 8) & 0x3fff);
  if (type === 'VP8L') {
    const packed = u32le(bytes, start + 1);
    setSize(facts, (packed & 0x3fff) + 1, ((packed >>> 14) & 0x3fff) + 1);
  }
}
