import type { FileHandle } from 'node:fs/promises';
import type { Span } from './group-commit.ts';

const windowBytes = 2 ** 17;
/** How far before a span a read begins: calls that ran at the same time may have ended in another order than that of their rows. */
const marginBytes = 2 ** 14;

/** The part of the file that was read last. */
interface Window {
  bytes: Buffer;
  offset: number;
  length: number;
}

const newWindow = (): Window => ({ bytes: Buffer.allocUnsafe(windowBytes), offset: 0, length: 0 });

/**
 * Reads spans of a file that grows. Each read loads a large part of the file, because spans are requested nearly in the order in which
 * they were written. A request that comes during a read waits for it, so that each part is read once.
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

  /** Reads into the spare window, so that the current one stays readable meanwhile. */
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
