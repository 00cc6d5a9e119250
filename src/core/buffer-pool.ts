/** Returns a buffer of this length, with undefined content. */
export type Lend = (byteLength: number) => Buffer;

/**
 * Reuses memory for bodies of megabytes. New memory for each body would cost more than the work on the body: the system clears every page
 * of new memory, and it makes the garbage collector run.
 */
export interface BufferPool {
  lend: Lend;
  /** To be called when nothing reads or writes any part of the buffer any more: a later `lend` returns the same memory. */
  takeBack(buffer: Buffer): void;
}

/** Smaller buffers are not kept. */
const smallest = 64 * 1024;
/** Sizes are rounded up to a multiple of this, so that bodies of similar length can use each other's memory. */
const step = 64 * 1024;

const roundUp = (byteLength: number): number => Math.ceil(byteLength / step) * step;

/** Creates a pool that keeps up to `maxIdleBytes` of unused memory. Lent memory does not count. */
export function createBufferPool(maxIdleBytes: number): BufferPool {
  const lent = new WeakSet<ArrayBufferLike>();
  /** Unused memory. What was taken back last is last. */
  const idle: ArrayBufferLike[] = [];
  let idleBytes = 0;

  /** Finds memory that is at most twice as large as needed: otherwise a few small bodies would use up all kept memory. */
  const takeIdle = (byteLength: number): ArrayBufferLike | undefined => {
    const at = idle.findLastIndex((memory) => memory.byteLength >= byteLength && memory.byteLength <= 2 * roundUp(byteLength));
    const [memory] = at < 0 ? [] : idle.splice(at, 1);
    idleBytes -= memory?.byteLength ?? 0;
    return memory;
  };

  return {
    lend(byteLength) {
      if (byteLength < smallest) return Buffer.allocUnsafeSlow(byteLength);
      const memory = takeIdle(byteLength) ?? Buffer.allocUnsafeSlow(roundUp(byteLength)).buffer;
      lent.add(memory);
      return Buffer.from(memory, 0, byteLength);
    },
    takeBack({ buffer: memory }) {
      // Memory that is taken back twice would later be lent to two callers at the same time.
      if (!lent.delete(memory)) return;
      idle.push(memory);
      idleBytes += memory.byteLength;
      while (idleBytes > maxIdleBytes) idleBytes -= idle.shift()?.byteLength ?? 0;
    },
  };
}

/** The body of one call in memory of a pool. If it were overwritten while it is sent, the data of another person would be sent. */
export interface BorrowedBody {
  lend: Lend;
  /** To be called when an attempt to send the body begins. Call the result when this attempt does not read the body any more. */
  sending(): () => void;
  /** To be called after the last attempt. Memory that an attempt may still read is never reused. */
  giveBack(): void;
}

export function borrowBody({ lend, takeBack }: BufferPool): BorrowedBody {
  const lent: Buffer[] = [];
  const reading = new Set<symbol>();
  return {
    lend(byteLength) {
      const buffer = lend(byteLength);
      lent.push(buffer);
      return buffer;
    },
    sending() {
      const attempt = Symbol('attempt');
      reading.add(attempt);
      return () => reading.delete(attempt);
    },
    giveBack() {
      if (reading.size === 0) lent.splice(0).forEach(takeBack);
    },
  };
}
