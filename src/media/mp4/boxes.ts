import { fourCc, u32be, u64be } from '../read/read-bytes.ts';

export interface Box {
  type: string;
  /** Where its header starts. */
  at: number;
  /** The payload. `end` lies beyond a cut file, but never beyond the box around it. */
  start: number;
  end: number;
}

/** More than any camera writes; bounds the work on a file made of empty boxes. */
const maxBoxes = 100_000;

/**
 * The boxes of `bytes` from `from` to `to`, not descending into them. Stops at what cannot be a box, such as padding.
 * A box that claims more than `to` is clipped: else many small ones could each hold the rest of the file.
 */
export function* boxes(bytes: Buffer, from = 0, to = Number.POSITIVE_INFINITY): Generator<Box> {
  const limit = Math.min(to, bytes.length);
  let at = from;
  for (let count = 0; count < maxBoxes && at + 8 <= limit; count++) {
    const type = fourCc(bytes, at + 4);
    const size32 = u32be(bytes, at);
    const headerLength = size32 === 1 ? 16 : 8;
    const size = boxSize(bytes, at, size32, limit);
    if (size < headerLength || !/^[\x20-\x7e\xa9]{4}$/.test(type)) return;
    yield { type, at, start: at + headerLength, end: Math.min(at + size, to) };
    at += size;
  }
}

/** 0 means "to the end", 1 that the size follows in 64 bits. */
function boxSize(bytes: Buffer, at: number, size32: number, limit: number): number {
  if (size32 === 0) return limit - at;
  return size32 === 1 ? u64be(bytes, at + 8) : size32;
}

/** What stands at the top of a file (ISO/IEC 14496-12, QuickTime). Another name there may be bytes that follow the last box. */
const topTypes: ReadonlySet<string> = new Set(
  'ftyp styp moov moof mdat mfra sidx ssix prft emsg pdin meta uuid udta free skip wide pnot'.split(' '),
);

/** The boxes of a file, without what follows them. */
export const topBoxes = (bytes: Buffer): Box[] => [...boxes(bytes)].filter((box) => box.end <= bytes.length || topTypes.has(box.type));

/** The first box at `path` below `parent`: `findBox(bytes, trak, 'mdia', 'mdhd')`. */
export function findBox(bytes: Buffer, parent: Box, ...path: readonly string[]): Box | undefined {
  let box: Box | undefined = parent;
  for (const type of path) {
    if (!box) return undefined;
    box = firstOf(boxes(bytes, box.start, box.end), type);
  }
  return box;
}

function firstOf(children: Iterable<Box>, type: string): Box | undefined {
  for (const child of children) if (child.type === type) return child;
  return undefined;
}
