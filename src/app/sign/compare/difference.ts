import type { Mistake } from '../mistakes/mistake.ts';

/** One place in which two signatures differ. */
export interface Difference {
  /** The stage under the vendor's name for it, or `Request`, `Body`. */
  stage: string;
  /** The piece of the stage. */
  field: string;
  /** How many bytes of the stage's text come before it; null if the stage is not a text. */
  offset: number | null;
  /** Both count from 1. */
  line: number | null;
  column: number | null;
  /** The piece on each side, ready to be shown; null if a side does not have it. */
  ours: string | null;
  theirs: string | null;
  cause: Mistake;
}

/** How many characters two texts have in common at their start. */
export function commonLength(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  return at;
}

/** The offset, line and column of the character at an index. */
export function placeOf(text: string, index: number): Pick<Difference, 'offset' | 'line' | 'column'> {
  const before = text.slice(0, index);
  const lines = before.split('\n');
  return { offset: Buffer.byteLength(before), line: lines.length, column: [...(lines.at(-1) ?? '')].length + 1 };
}

export const noPlace = { offset: null, line: null, column: null } as const;
