/** Bytes that arrive in pieces, up to a limit. Memory never exceeds twice what has arrived, however small the pieces. */
export interface BoundedBody {
  /** False, with nothing kept, if the limit would be passed. */
  append(chunk: Uint8Array): boolean;
  bytes(): Buffer;
}

const firstAllocationBytes = 16 * 1024;

export function boundedBody(maxBytes: number): BoundedBody {
  // Its own memory: what comes out of Node's pool would hold on to all of that.
  let buffer = Buffer.allocUnsafeSlow(Math.min(maxBytes, firstAllocationBytes));
  let length = 0;
  return {
    append(chunk) {
      const needed = length + chunk.length;
      if (needed > maxBytes) return false;
      if (needed > buffer.length) {
        const larger = Buffer.allocUnsafeSlow(Math.min(maxBytes, Math.max(needed, buffer.length * 2)));
        buffer.copy(larger, 0, 0, length);
        buffer = larger;
      }
      buffer.set(chunk, length);
      length = needed;
      return true;
    },
    bytes: () => buffer.subarray(0, length),
  };
}
