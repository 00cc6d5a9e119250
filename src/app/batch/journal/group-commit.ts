import type { FileHandle } from 'node:fs/promises';
import { IdvError } from '../../../core/errors.ts';

/** Where a line stands in a file. */
export interface Span {
  offset: number;
  length: number;
}

export interface GroupCommit {
  /** Resolves once the line is on the disk. */
  append(line: string): Promise<Span>;
  /** True once the disk was full: what is under way can still be written, nothing new may begin. */
  readonly isFull: boolean;
  /** Waits for all lines. */
  close(): Promise<void>;
}

interface Waiting {
  bytes: Buffer;
  resolve(span: Span): void;
  reject(error: unknown): void;
}

/** Another process has written: what this one knows of the rows is no longer true. */
const foreign = (): IdvError =>
  new IdvError('config', 'another process writes to the journal of this batch', {
    code: 'journal-shared',
    hint: 'end the other run, and run the command again: it goes on where both stopped',
  });

/** Without its journal, the next run would pay for every row again. */
const gone = (): IdvError =>
  new IdvError('config', 'the journal of this batch was removed while it was written', {
    code: 'journal-removed',
    hint: 'no further row was called; the rows so far are in the results alone',
  });

const unwritable = (cause: unknown): IdvError =>
  new IdvError('output', `the journal cannot be written (${(cause as NodeJS.ErrnoException).code ?? 'unknown error'})`, {
    code: 'journal-failed',
    hint: 'make room on its disk, and run the command again: it goes on where it stopped',
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
export function groupCommit(file: FileHandle, size: number, makeRoom: () => Promise<boolean>): GroupCommit {
  let queue: Waiting[] = [];
  let working: Promise<void> | undefined;
  let length = size;
  let failure: IdvError | undefined;
  let isFull = false;

  async function commit(bytes: Buffer): Promise<void> {
    for (;;) {
      try {
        await writeAll(file, bytes);
        await file.datasync();
        break;
      } catch (error) {
        if (!isRoomFault(error) || !(await makeRoom())) throw unwritable(error);
        isFull = true;
        // A part of it may be there.
        await file.truncate(length);
      }
    }
    const now = await file.stat();
    if (now.nlink === 0) throw gone();
    if (now.size !== length + bytes.length) throw foreign();
  }

  async function work(): Promise<void> {
    while (queue.length > 0) {
      const group = queue;
      queue = [];
      try {
        if (failure) throw failure;
        await commit(Buffer.concat(group.map(({ bytes }) => bytes)));
        for (const { bytes, resolve } of group) {
          resolve({ offset: length, length: bytes.length });
          length += bytes.length;
        }
      } catch (error) {
        failure ??= error instanceof IdvError ? error : unwritable(error);
        for (const { reject } of group) reject(failure);
      }
    }
    working = undefined;
  }

  return {
    append: (line) =>
      new Promise((resolve, reject) => {
        queue.push({ bytes: Buffer.from(line), resolve, reject });
        working ??= Promise.resolve().then(work);
      }),
    get isFull() {
      return isFull;
    },
    async close() {
      await working;
      await file.close();
    },
  };
}
