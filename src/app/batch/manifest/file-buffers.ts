import type { BufferPool } from '../../../core/buffer-pool.ts';

/** How much unused memory is kept for later rows. */
export const idleFileBytes = 64 * 2 ** 20;

/** Memory for the files of one row. */
export interface RowBuffers {
  /** A buffer of this length, with undefined content. */
  take(byteLength: number): Buffer;
  /** To be called when nothing reads the files of the row any more. Other rows then use their memory. */
  release(): void;
}

/**
 * Takes memory for the files of a row from a pool. Without it, each file would leave garbage outside of the heap of V8. The garbage
 * collector hardly counts such memory, and many times more than the running rows need would pile up.
 */
export function buffersForRow(pool: BufferPool): RowBuffers {
  const taken: Buffer[] = [];
  return {
    take(byteLength) {
      const buffer = pool.lend(byteLength);
      taken.push(buffer);
      return buffer;
    },
    release() {
      for (const buffer of taken.splice(0)) pool.takeBack(buffer);
    },
  };
}
