import type { FileHandle } from 'node:fs/promises';

/** Far above what any service takes, and small enough to hold. For files, FIFOs and standard input alike. */
export const maxInputBytes = 64 * 2 ** 20;

const chunkBytes = 64 * 2 ** 10;

/**
 * The bytes of a file, whatever size it says it has: a FIFO says none and may have no end. Stops one byte after
 * `maxBytes`, by which the caller knows that there is more. Rejects as opening and reading do.
 */
export async function readBounded(
  path: string,
  maxBytes: number,
  { open }: { open(path: string, flags: 'r'): Promise<FileHandle> },
): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const chunks: Buffer[] = [];
    for (let length = 0; length <= maxBytes; ) {
      const buffer = Buffer.allocUnsafe(Math.min(Math.max(size - length, chunkBytes), maxBytes + 1 - length));
      const { bytesRead } = await file.read(buffer, 0, buffer.length, null);
      if (bytesRead === 0) break;
      // A copy, because a FIFO written byte by byte would keep a whole chunk for each.
      chunks.push(bytesRead === buffer.length ? buffer : Buffer.from(buffer.subarray(0, bytesRead)));
      length += bytesRead;
    }
    const [only] = chunks;
    return only && chunks.length === 1 ? only : Buffer.concat(chunks);
  } finally {
    await file.close();
  }
}
