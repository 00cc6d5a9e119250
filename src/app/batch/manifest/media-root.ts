import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { maxInputBytes } from '../../../core/declare/params.ts';
import type { MediaIo } from '../../../media/read/load.ts';
import { readBounded } from '../../../media/read/source.ts';
import type { Runtime } from '../../../runtime.ts';
import type { RowBuffers } from './file-buffers.ts';
import type { ChangeFacts } from './file-stamp.ts';

/** The folder to which the paths of a manifest are relative. */
export interface MediaRoot {
  folder: string;
  /** True if no path may leave the folder. That holds only for `--media-root`: next to a manifest, `../photos` is common. */
  closed: boolean;
}

export const mediaRootOf = (manifest: string, given: string | undefined, cwd: string): MediaRoot =>
  given === undefined ? { folder: dirname(resolve(cwd, manifest)), closed: false } : { folder: resolve(cwd, given), closed: true };

const isWithin = (path: string, folder: string): boolean => {
  const relativePath = relative(folder, path);
  return !isAbsolute(relativePath) && relativePath.split(/[\\/]/)[0] !== '..';
};

/** True if a path of a manifest leaves a closed root, also through symbolic links. For a missing file, only the path itself counts. */
export async function isOutsideRoot(
  path: string,
  { folder, closed }: MediaRoot,
  realpath: (path: string) => Promise<string>,
): Promise<boolean> {
  if (!closed) return false;
  const full = resolve(folder, path);
  if (!isWithin(full, folder)) return true;
  const [real, root] = await Promise.all([realpath(full), realpath(folder)]).catch(() => [full, folder]);
  return !isWithin(real as string, root as string);
}

/** A disk that passes on the facts of each opened file, before the file is read. */
const watched = (fs: Runtime['fs'], note: (facts: ChangeFacts) => void): Parameters<typeof readBounded>[2] => ({
  async open(path, flags) {
    const file = await fs.open(path, flags);
    return {
      async stat() {
        const facts = await file.stat();
        note(facts);
        return facts;
      },
      read: (buffer, offset, length, position) => file.read(buffer, offset, length, position),
      close: () => file.close(),
    };
  },
});

/** Reads media by the paths of a manifest, into the memory of a row. `note` gets the facts of each file before it is read. */
export const rootedIo = (
  io: MediaIo,
  { folder }: MediaRoot,
  fs: Runtime['fs'],
  { take }: Pick<RowBuffers, 'take'>,
  note?: (facts: ChangeFacts) => void,
): MediaIo => ({
  ...io,
  readFile: (path) => readBounded(resolve(folder, path), maxInputBytes, note ? watched(fs, note) : fs, take),
  stat: (path) => io.stat(resolve(folder, path)),
});

/** The facts of a file by a path of a manifest; undefined if it cannot be opened. Opening it makes a file server say what is true now. */
export async function rootedFacts(path: string, { folder }: MediaRoot, fs: Runtime['fs']): Promise<ChangeFacts | undefined> {
  const file = await fs.open(resolve(folder, path), 'r').catch(() => undefined);
  try {
    return await file?.stat();
  } finally {
    await file?.close();
  }
}
