import { fourCc, u32le } from './read-bytes.ts';

export interface RiffChunk {
  /** The four letters; for a list those of its form: `hdrl`, `movi`. */
  type: string;
  isList: boolean;
  /** The data, after a list's form. `end` lies beyond the file if it is cut. */
  start: number;
  end: number;
}

const maxChunks = 100_000;

/** The chunks of `bytes` from `from` to `to`, not descending into lists. */
export function* riffChunks(bytes: Buffer, from: number, to: number): Generator<RiffChunk> {
  let at = from;
  for (let count = 0; count < maxChunks && at + 8 <= Math.min(to, bytes.length); count++) {
    const type = fourCc(bytes, at);
    const isList = type === 'LIST' || type === 'RIFF';
    const size = u32le(bytes, at + 4);
    yield { type: isList ? fourCc(bytes, at + 8) : type, isList, start: at + (isList ? 12 : 8), end: at + 8 + size };
    // Chunks start at even places.
    at += 8 + size + (size % 2);
  }
}
