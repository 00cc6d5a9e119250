import { type MediaFacts, setOrientation, setSize } from './facts.ts';
import { asciiAt, fourCc, u16le, u24le, u32le } from './read/read-bytes.ts';

export interface RiffChunk {
  /** The four letters; for a list those of its form: `hdrl`, `movi`. */
  type: string;
  isList: boolean;
  /** The data, after a list's form. `end` lies beyond the file if it is cut. */
  start: number;
  end: number;
  /** False where the writer could not go back to fill the length in, as in a pipe: then `end` is that of the list around it. */
  isSized: boolean;
}

const maxChunks = 100_000;

/** The chunks of `bytes` from `from` to `to`, not descending into lists. */
export function* riffChunks(bytes: Buffer, from: number, to: number): Generator<RiffChunk> {
  let at = from;
  for (let count = 0; count < maxChunks && at + 8 <= Math.min(to, bytes.length); count++) {
    const type = fourCc(bytes, at);
    const isList = type === 'LIST' || type === 'RIFF';
    const size = u32le(bytes, at + 4);
    const isSized = !isList || (size !== 0 && size !== 0xffffffff);
    const end = isSized ? at + 8 + size : to;
    yield { type: isList ? fourCc(bytes, at + 8) : type, isList, start: at + (isList ? 12 : 8), end, isSized };
    // Chunks start at even places.
    at = end + (end % 2);
  }
}

/** The form around everything. Some writers count its eight bytes of header too, and so claim that many too many. */
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

/** Some writers put JPEG's word before the block. */
const webpExif = (block: Buffer): Buffer => (asciiAt(block, 0, 6) === 'Exif\0\0' ? block.subarray(6) : block);

/** Three codings, three ways to pack the size: the canvas and the lossless one store it less one. */
function setWebpSize(facts: MediaFacts, bytes: Buffer, type: string, start: number): void {
  if (type === 'VP8X') setSize(facts, u24le(bytes, start + 4) + 1, u24le(bytes, start + 7) + 1);
  if (type === 'VP8 ') setSize(facts, u16le(bytes, start + 6) & 0x3fff, u16le(bytes, start + 8) & 0x3fff);
  if (type === 'VP8L') {
    const packed = u32le(bytes, start + 1);
    setSize(facts, (packed & 0x3fff) + 1, ((packed >>> 14) & 0x3fff) + 1);
  }
}
