import type { FileHandle } from 'node:fs/promises';
import type { Span } from './group-commit.ts';

const windowBytes = 2 ** 16;

/** Reads spans of a file that is appended to, many at a time: rows are asked for nearly in the order in which they were written. */
export class SpanReader {
  readonly #file: FileHandle;
  #offset = 0;
  #bytes: Buffer = Buffer.alloc(0);

  constructor(file: FileHandle) {
    this.#file = file;
  }

  async read({ offset, length }: Span): Promise<Buffer> {
    const known = this.#known(offset, length);
    if (known) return known;
    const size = Math.max(length, windowBytes);
    const { buffer, bytesRead } = await this.#file.read(Buffer.allocUnsafe(size), 0, size, offset);
    this.#offset = offset;
    this.#bytes = buffer.subarray(0, bytesRead);
    return buffer.subarray(0, length);
  }

  #known(offset: number, length: number): Buffer | undefined {
    const from = offset - this.#offset;
    return from >= 0 && from + length <= this.#bytes.length ? this.#bytes.subarray(from, from + length) : undefined;
  }
}
