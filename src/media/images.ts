import { crc32 } from 'node:zlib';
import { fourCc, i32le, type MediaFacts, setOrientation, setSize, u16le, u32be, u32le } from './facts.ts';

/** PNG, BMP and GIF: formats whose headers contain everything that is needed. */

export interface PngChunk {
  type: string;
  /** The data, followed by four bytes of checksum. In a truncated file, both may be beyond the end. */
  start: number;
  end: number;
}

const pngSignatureLength = 8;
/** Far more than any picture has; limits the work for a file of empty chunks. */
const maxPngChunks = 100_000;

/** The chunks up to IEND, inclusive. */
export function* pngChunks(bytes: Buffer): Generator<PngChunk> {
  let at = pngSignatureLength;
  for (let count = 0; count < maxPngChunks && at + 8 <= bytes.length; count++) {
    const chunk = { type: fourCc(bytes, at + 4), start: at + 8, end: at + 8 + u32be(bytes, at) };
    yield chunk;
    if (chunk.type === 'IEND') return;
    at = chunk.end + 4;
  }
}

export function readPng(bytes: Buffer): MediaFacts {
  const facts: MediaFacts = { faults: [] };
  const seen = new Set<string>();
  for (const { type, start, end } of pngChunks(bytes)) {
    if (end + 4 > bytes.length) break;
    if (crc32(bytes.subarray(start - 4, end)) !== u32be(bytes, end)) {
      facts.faults.push(`broken: the PNG's ${printable(type)} chunk fails its checksum`);
      return facts;
    }
    if (pngPartsAskedFor.has(type)) seen.add(type);
    if (type === 'IHDR') setSize(facts, u32be(bytes, start), u32be(bytes, start + 4));
    if (type === 'eXIf') setOrientation(facts, bytes.subarray(start, end));
  }
  if (!seen.has('IEND')) facts.faults.push('truncated: the last chunk is missing');
  // Xcode writes CgBI, with the bytes in another order and without the compression header.
  else if (seen.has('CgBI')) facts.faults.push('it is a PNG from inside an iPhone app (CgBI), which only Apple’s programs read');
  else if (!seen.has('IDAT') || facts.width === undefined) facts.faults.push('broken: the PNG contains no picture');
  return facts;
}

const pngPartsAskedFor: ReadonlySet<string> = new Set(['IHDR', 'IDAT', 'IEND', 'CgBI']);

const printable = (type: string): string => type.replace(/[^A-Za-z]/g, '?');

export function readBmp(bytes: Buffer): MediaFacts {
  const facts: MediaFacts = { faults: [] };
  const isCoreHeader = u32le(bytes, 14) === 12;
  // A negative height means that the rows start at the top.
  if (isCoreHeader) setSize(facts, u16le(bytes, 18), u16le(bytes, 20));
  else setSize(facts, i32le(bytes, 18), Math.abs(i32le(bytes, 22)));
  const declaredSize = u32le(bytes, 2);
  if (declaredSize > bytes.length) facts.faults.push('truncated: the file is shorter than its header says');
  return facts;
}

export function readGif(bytes: Buffer): MediaFacts {
  const facts: MediaFacts = { faults: [] };
  setSize(facts, u16le(bytes, 6), u16le(bytes, 8));
  return facts;
}
