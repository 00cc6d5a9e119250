/** Gives a buffer of this length, with anything in it. */
export type Lend = (byteLength: number) => Buffer;

/**
 * Memory for bodies of megabytes, used again and again. Fresh memory for each costs more than what is done with it: the system clears every
 * page of it, and the garbage collector is called for it.
 */
export interface BufferPool {
  lend: Lend;
  /** Call this once nothing reads or writes the buffer, nor any part of it: the next one who borrows gets the same memory. */
  takeBack(buffer: Buffer): void;
}

/** Smaller ones are not worth keeping. */
const smallest = 64 * 1024;
/** Memory comes in steps of this many bytes, so that bodies of about one length fit into each other's. */
const step = 64 * 1024;

const roundUp = (byteLength: number): number => Math.ceil(byteLength / step) * step;

/** Keeps up to `maxIdleBytes` for later; what is lent does not count. */
export function createBufferPool(maxIdleBytes: number): BufferPool {
  const lent = new WeakSet<ArrayBufferLike>();
  /** The one that came back last is last. */
  const idle: ArrayBufferLike[] = [];
  let idleBytes = 0;

  /** A body must not occupy far more than it needs: then a few small ones would use up all that may be kept. */
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
      // Memory that came back twice would be lent twice.
      if (!lent.delete(memory)) return;
      idle.push(memory);
      idleBytes += memory.byteLength;
      while (idleBytes > maxIdleBytes) idleBytes -= idle.shift()?.byteLength ?? 0;
    },
  };
}

/** The body of one call, in memory of a pool. A body that is overwritten while it is sent would be that of another person. */
export interface BorrowedBody {
  lend: Lend;
  /** An attempt to send the body begins. Call the result once nothing reads the body for this attempt any more. */
  sending(): () => void;
  /** After the last attempt. Memory that any attempt may still read is never used again. */
  giveBack(): void;
}

export function borrowBody({ lend, takeBack }: BufferPool): BorrowedBody {
  const lent: Buffer[] = [];
  const underway = new Set<symbol>();
  return {
    lend(byteLength) {
      const buffer = lend(byteLength);
      lent.push(buffer);
      return buffer;
    },
    sending() {
      const attempt = Symbol('attempt');
      underway.add(attempt);
      return () => underway.delete(attempt);
    },
    giveBack() {
      if (underway.size === 0) lent.splice(0).forEach(takeBack);
    },
  };
}
