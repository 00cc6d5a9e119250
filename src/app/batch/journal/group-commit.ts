import type { FileHandle } from 'node:fs/promises';
import { IdvError } from '../../../core/errors.ts';

/** Where a line stands in a file. */
export interface Span {
  offset: number;
  length: number;
}

interface Waiting {
  bytes: Buffer;
  resolve(span: Span): void;
  reject(error: unknown): void;
}

/** What is true of all calls that the journal no longer can answer for. */
const underWay = 'no further row is called; calls that were under way may have been done and billed';

/** Another process has written: what this one knows of the rows is no longer true. */
const foreign = (): IdvError =>
  new IdvError('output', 'another process writes to the journal of this batch', {
    code: 'journal-shared',
    hint: `end the other run, and look at the journal before you run the command again; ${underWay}`,
  });

/** Without its journal, the next run would pay for every row again. */
const gone = (): IdvError =>
  new IdvError('output', 'the journal of this batch was removed while it was written', {
    code: 'journal-removed',
    hint: `the rows so far are only in the results; ${underWay}`,
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

const isRoomFault = (error: unknown): boolean => ['ENOSPC', 'EDQUOT', 'EFBIG'].includes((error as NodeJS.ErrnoException).code ?? '');

/**
 * Appends lines to a file that was opened for appending and is `size` bytes long. Lines that come while the disk works are written
 * together, with one fdatasync. After each write the file must be as long as this process made it: two processes never both believe
 * that a row is theirs. `makeRoom` frees what was set aside for a full disk; false where there is nothing left.
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

  /** True once the disk was full: what is under way can still be written, nothing new may begin. */
  get isFull(): boolean {
    return this.#isFull;
  }

  /** Resolves once the line is on the disk. */
  append(line: string): Promise<Span> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ bytes: Buffer.from(line), resolve, reject });
      this.#working ??= Promise.resolve().then(() => this.#work());
    });
  }

  /** Waits for all lines. */
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
        if (!isRoomFault(error) || !(await this.#makeRoom())) throw unwritable(error);
        this.#isFull = true;
        // A part of it may be there.
        await this.#file.truncate(this.#length);
      }
    }
    const now = await this.#file.stat();
    if (now.nlink === 0) throw gone();
    if (now.size !== this.#length + bytes.length) throw foreign();
  }
}
