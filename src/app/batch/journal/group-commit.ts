import type { FileHandle } from 'node:fs/promises';
import { IdvError } from '../../../core/errors.ts';

/** The position of a line in a file, in bytes. */
export interface Span {
  offset: number;
  length: number;
}

interface Waiting {
  bytes: Buffer;
  resolve(span: Span): void;
  reject(error: unknown): void;
}

/** What the user must know if the journal can no longer record calls. */
const noFurtherRow = 'no further row is called; calls that were under way may have been done and billed';

/** Another process has written to the journal, so what this process knows about the rows is out of date. */
const writtenByOther = (): IdvError =>
  new IdvError('output', 'another process writes to the journal of this batch', {
    code: 'journal-shared',
    hint: `end the other run, and look at the journal before you run the command again; ${noFurtherRow}`,
  });

/** The journal was deleted. Without it, the next run would pay for every row again. */
const removed = (): IdvError =>
  new IdvError('output', 'the journal of this batch was removed while it was written', {
    code: 'journal-removed',
    hint: `the rows so far are only in the results; ${noFurtherRow}`,
  });

const unwritable = (cause: unknown): IdvError =>
  new IdvError('output', `the journal cannot be written (${(cause as NodeJS.ErrnoException).code ?? 'unknown error'})`, {
    code: 'journal-failed',
    hint: 'make room on its disk, and run the command again: it continues where it stopped',
    cause,
  });

async function writeAll(file: FileHandle, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, at, bytes.length - at, null);
    if (bytesWritten === 0) throw Object.assign(new Error('nothing was written'), { code: 'ENOSPC' });
    at += bytesWritten;
  }
}

const isDiskFull = (error: unknown): boolean => ['ENOSPC', 'EDQUOT', 'EFBIG'].includes((error as NodeJS.ErrnoException).code ?? '');

/**
 * Appends lines to a file that was opened for appending and is `size` bytes long. Lines that arrive during a write are written together
 * in the next one, with one fdatasync. After each write, the file must have the length that this process expects. If another process
 * writes too, the write fails, so that two processes never call the same row. `makeRoom` frees the space that was reserved for a full
 * disk; it returns false if no reserve is left.
 */
export class GroupCommit {
  readonly #file: FileHandle;
  readonly #makeRoom: () => Promise<boolean>;
  #length: number;
  #queue: Waiting[] = [];
  #working: Promise<void> | undefined;
  #failure: IdvError | undefined;
  #isFull = false;

  constructor(file: FileHandle, size: number, makeRoom: () => Promise<boolean>) {
    this.#file = file;
    this.#length = size;
    this.#makeRoom = makeRoom;
  }

  /** True after the disk was full. Running calls can still be recorded, but no new one may begin. */
  get isFull(): boolean {
    return this.#isFull;
  }

  /** Resolves when the line is on disk. */
  append(line: string): Promise<Span> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ bytes: Buffer.from(line), resolve, reject });
      this.#working ??= Promise.resolve().then(() => this.#work());
    });
  }

  /** Waits until all lines are written, and closes the file. */
  async close(): Promise<void> {
    await this.#working;
    await this.#file.close();
  }

  async #work(): Promise<void> {
    while (this.#queue.length > 0) {
      const group = this.#queue;
      this.#queue = [];
      try {
        if (this.#failure) throw this.#failure;
        await this.#commit(Buffer.concat(group.map(({ bytes }) => bytes)));
        for (const { bytes, resolve } of group) {
          resolve({ offset: this.#length, length: bytes.length });
          this.#length += bytes.length;
        }
      } catch (error) {
        this.#failure ??= error instanceof IdvError ? error : unwritable(error);
        for (const { reject } of group) reject(this.#failure);
      }
    }
    this.#working = undefined;
  }

  async #commit(bytes: Buffer): Promise<void> {
    for (;;) {
      try {
        await writeAll(this.#file, bytes);
        await this.#file.datasync();
        break;
      } catch (error) {
        if (!isDiskFull(error) || !(await this.#makeRoom())) throw unwritable(error);
        this.#isFull = true;
        // A part of the lines may have been written.
        await this.#file.truncate(this.#length);
      }
    }
    const now = await this.#file.stat();
    if (now.nlink === 0) throw removed();
    if (now.size !== this.#length + bytes.length) throw writtenByOther();
  }
}
