import { type MediaFacts, setSize } from './facts.ts';
import { u16le, u24le, u32le } from './read-bytes.ts';
import { riffChunks } from './riff.ts';

export function readWebp(bytes: Buffer): MediaFacts {
  const facts: MediaFacts = { faults: [] };
  for (const { type, start, end } of riffChunks(bytes, 12, bytes.length)) {
    if (facts.width === undefined) setWebpSize(facts, bytes, type, start);
    if (end > bytes.length) facts.faults.push('truncated: the file ends inside a WebP chunk');
  }
  if (facts.width === undefined && facts.faults.length === 0) facts.faults.push('broken: the WebP holds no picture');
  return facts;
}

/** Three codings, three ways to pack the size: the canvas and the lossless one store it less one. */
function setWebpSize(facts: MediaFacts, bytes: Buffer, type: string, start: number): void {
  if (type === 'VP8X') setSize(facts, u24le(bytes, start + 4) + 1, u24le(bytes, start + 7) + 1);
  if (type === 'VP8 ') setSize(facts, u16le(bytes, start + 6) & 0x3fff, u16le(bytes, start + 8) & 0x3fff);
  if (type === 'VP8L') {
    const packed = u32le(bytes, start + 1);
    setSize(facts, (packed & 0x3fff) + 1, ((packed >>> 14) & 0x3fff) + 1);
  }
}
