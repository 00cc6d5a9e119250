import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import type { Runtime } from '../../../runtime.ts';

const digits = 15;
const atMost = 10 ** digits - 1;

const pathOf = (journal: string): string => `${journal}.length`;

/** What the file next to a journal says: the name of the batch or of the worker, and the length of the journal. */
async function noted(journal: string, fs: Runtime['fs']): Promise<{ name: string | undefined; length: number }> {
  const text = await fs.readFile(pathOf(journal)).then(String, () => '');
  const [, name, bytes] = /^(\S+) (\d+)\n/.exec(text) ?? [];
  return { name, length: Number(bytes ?? 0) };
}

/** True if a journal with calls was at this path. For a path that has no journal now. */
export const wasThere = async (journal: string, fs: Runtime['fs']): Promise<boolean> => (await noted(journal, fs)).length > 0;

/**
 * True if the journal has been longer than it is now: an older copy was written over it. Such a copy is the same file to the file system,
 * so only the length tells. `name` is that of the batch or of the worker: the length of another journal says nothing.
 */
export async function wasLonger(journal: string, name: string, length: number, fs: Runtime['fs']): Promise<boolean> {
  const then = await noted(journal, fs);
  return then.name === name && then.length > length;
}

/**
 * Keeps the length of a journal in a small file next to it, after the lines are on disk. It does not wait for the disk, and nothing fails
 * with it: if the file is missing or behind, an older copy may not be noticed.
 */
export class LengthFile {
  readonly #path: string;
  readonly #name: string;
  readonly #isCopy: boolean;
  readonly #fs: Runtime['fs'];
  #file: FileHandle | undefined;
  #working: Promise<void> | undefined;
  #length = 0;
  #written = 0;

  /** A journal that is an older copy stays one, however long it gets: its file says that it was as long as can be. */
  constructor(journal: string, name: string, isCopy: boolean, fs: Runtime['fs']) {
    this.#path = pathOf(journal);
    this.#name = name;
    this.#isCopy = isCopy;
    this.#fs = fs;
  }

  /** Writes the length soon. */
  note(length: number): void {
    this.#length = Math.max(this.#length, this.#isCopy ? atMost : length);
    this.#working ??= this.#work().finally(() => {
      this.#working = undefined;
    });
  }

  async close(): Promise<void> {
    await this.#working;
    await this.#file?.close().catch(() => undefined);
  }

  async #work(): Promise<void> {
    while (this.#written < this.#length) {
      this.#written = this.#length;
      try {
        // The text always has the same length, so that the file is never empty on the way.
        this.#file ??= await this.#fs.openHandle(this.#path, constants.O_WRONLY | constants.O_CREAT, 0o600);
        await this.#file.write(`${this.#name} ${String(this.#length).padStart(digits, '0')}\n`, 0);
      } catch {
        // The length stays behind.
      }
    }
  }
}
