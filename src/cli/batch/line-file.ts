import type { FileHandle } from 'node:fs/promises';
import { IdvError } from '../../core/errors.ts';
import type { Runtime } from '../../runtime.ts';

/** A file to which results are written as they arrive. */
export interface LineFile {
  write(line: string): void;
  /** Waits until all lines are written. Rejects with IdvError `output`. */
  close(): Promise<void>;
}

/** Starts a new file; `failed` gets the first line that could not be written. */
export async function openLineFile(path: string, fs: Runtime['fs'], failed: (error: IdvError) => void): Promise<LineFile> {
  const unwritten = (cause: unknown): IdvError =>
    new IdvError('output', `--out: ${path} cannot be written (${(cause as NodeJS.ErrnoException).code})`, {
      code: 'output-failed',
      hint: 'the journal has every answer: make room, and run the command again',
      cause,
    });
  const file: FileHandle = await fs.openHandle(path, 'w', 0o600).catch((cause: unknown) => {
    throw unwritten(cause);
  });
  let waiting: string[] = [];
  let failure: IdvError | undefined;
  let working: Promise<void> | undefined;
  async function work(): Promise<void> {
    try {
      while (waiting.length > 0 && !failure) {
        const text = waiting.join('');
        waiting = [];
        await file.appendFile(text);
      }
    } catch (cause) {
      failure = unwritten(cause);
      failed(failure);
    } finally {
      working = undefined;
    }
  }
  return {
    write(line) {
      waiting.push(line);
      working ??= Promise.resolve().then(work);
    },
    async close() {
      await working;
      await file.close();
      if (failure) throw failure;
    },
  };
}
