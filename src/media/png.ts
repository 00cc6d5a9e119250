import { crc32 } from 'node:zlib';
import { type MediaFacts, setSize } from './facts.ts';
import { fourCc, u32be } from './read-bytes.ts';

export interface PngChunk {
  type: string;
  /** The data; four bytes of checksum follow it. Both may lie beyond a cut file. */
  start: number;
  end: number;
}

const signatureLength = 8;

/** The chunks up to and with IEND. */
export function* pngChunks(bytes: Buffer): Generator<PngChunk> {
  let at = signatureLength;
  while (at + 8 <= bytes.length) {
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
    seen.add(type);
    if (type === 'IHDR') setSize(facts, u32be(bytes, start), u32be(bytes, start + 4));
    if (crc32(bytes.subarray(start - 4, end)) !== u32be(bytes, end)) {
      facts.faults.push(`broken: the PNG's ${printable(type)} chunk fails its checksum`);
      return facts;
    }
  }
  if (!seen.has('IEND')) facts.faults.push('truncated: the last chunk is missing');
  else if (!seen.has('IDAT') || facts.width === undefined) facts.faults.push('broken: the PNG holds no picture');
  return facts;
}

const printable = (type: string): string => type.replace(/[^A-Za-z]/g, '?');
