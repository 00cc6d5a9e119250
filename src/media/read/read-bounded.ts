/** The part of a file handle that reading needs. */
interface OpenedFile {
  stat(): Promise<{ size: number }>;
  read(buffer: Buffer, offset: number, length: number, position: null): Promise<{ bytesRead: number }>;
  close(): Promise<void>;
}

/** Far above what any service takes, and small enough to hold. For files, FIFOs and standard input alike. */
export const maxInputBytes = 64 * 2 ** 20;

const leastBytes = 64 * 2 ** 10;

/**
 * The bytes of a file, whatever size it says it has: a FIFO says none and may have no end. Stops one byte after
 * `maxBytes`, by which the caller knows that there is more. Rejects as opening and reading do.
 */
export async function readBounded(
  path: string,
  maxBytes: number,
  { open }: { open(path: string, flags: 'r'): Promise<OpenedFile> },
): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    // One byte more than the size, because the end shows only when there is room to read on.
    let buffer = Buffer.allocUnsafe(Math.min(Math.max(size + 1, leastBytes), maxBytes + 1));
    for (let length = 0; ; ) {
      const { bytesRead } = await file.read(buffer, length, buffer.length - length, null);
      length += bytesRead;
      if (bytesRead === 0 || length > maxBytes) return buffer.subarray(0, length);
      // One buffer that grows, because a FIFO written byte by byte would make one for each.
      if (length === buffer.length) buffer = Buffer.concat([buffer], Math.min(length * 2, maxBytes + 1));
    }
  } finally {
    await file.close();
  }
}
