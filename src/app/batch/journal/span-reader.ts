import type { FileHandle } from 'node:fs/promises';
import type { Span } from './group-commit.ts';

const windowBytes = 2 ** 17;
/** Calls that were under way together ended in another order than that of their rows. */
const marginBytes = 2 ** 14;

/** A part of a file that was read. */
interface Window {
  bytes: Buffer;
  offset: number;
  length: number;
}

const newWindow = (): Window => ({ bytes: Buffer.allocUnsafe(windowBytes), offset: 0, length: 0 });

/**
 * Reads spans of a file that is appended to, many at a time: rows are asked for nearly in the order in which they were written. Those
 * who ask while a part is read wait for it, so that it is read once for all of them.
 */
export class SpanReader {
  readonly #file: FileHandle;
  #window = newWindow();
  #spare = newWindow();
  #loading: Promise<void> | undefined;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  /** The text of a span. */
  async read(span: Span): Promise<string> {
    while (!this.#has(span)) {
      if (this.#loading) await this.#loading;
      else {
        this.#loading = this.#load(span);
        await this.#loading;
        break;
      }
    }
    const { bytes, offset } = this.#window;
    return bytes.toString('utf8', span.offset - offset, span.offset - offset + span.length);
  }

  #has({ offset, length }: Span): boolean {
    const from = offset - this.#window.offset;
    return from >= 0 && from + length <= this.#window.length;
  }

  /** What was read before stays readable meanwhile. */
  async #load(span: Span): Promise<void> {
    try {
      const next = this.#spare;
      const offset = Math.max(0, span.offset - marginBytes);
      const needed = span.offset - offset + span.length;
      if (needed > next.bytes.length) next.bytes = Buffer.allocUnsafe(needed);
      const { bytesRead } = await this.#file.read(next.bytes, 0, next.bytes.length, offset);
      [this.#window, this.#spare] = [{ bytes: next.bytes, offset, length: bytesRead }, this.#window];
    } finally {
      this.#loading = undefined;
    }
  }
}
