import { type MediaFacts, setSize } from './facts.ts';
import { i32le, u16le, u32le } from './read-bytes.ts';

export function readBmp(bytes: Buffer): MediaFacts {
  const facts: MediaFacts = { faults: [] };
  const isCoreHeader = u32le(bytes, 14) === 12;
  // A negative height says that the rows run from the top.
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
