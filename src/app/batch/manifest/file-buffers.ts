import type { BufferPool } from '../../../core/buffer-pool.ts';

/** How much memory stays for later rows. */
export const idleFileBytes = 64 * 2 ** 20;

/** Memory for the files of one row. */
export interface RowBuffers {
  /** A buffer of this length, with anything in it. */
  take(byteLength: number): Buffer;
  /** Call this once nothing reads the files of the row: other rows get their memory. */
  release(): void;
}

/**
 * Takes memory for the files of a row from a pool. Fresh memory for each file would be garbage outside of V8's heap. The collector counts
 * little of it and would let many times as much gather as the rows under way need.
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
