import { dirname } from 'node:path';
import type { Runtime } from '../../../runtime.ts';
import type { JournalHeader } from './record.ts';

/** What tells a file from its copy. */
type Mark = Pick<JournalHeader, 'inode' | 'born'>;

/** A file system without hard links numbers its files anew whenever it likes. */
async function inodeOf(path: string, fs: Runtime['fs']): Promise<number | undefined> {
  const second = `${path}.link`;
  try {
    await fs.link(path, second);
    await fs.unlink(second);
    return (await fs.stat(path)).ino;
  } catch {
    return undefined;
  }
}

/**
 * When the file was made. Where the system does not know, it gives the time of the last change or none: the folder, which was made before
 * and changed just now, shows it.
 */
async function birthOf(path: string, fs: Runtime['fs']): Promise<number | undefined> {
  try {
    const folder = await fs.stat(dirname(path));
    const { birthtimeMs } = await fs.stat(path);
    return birthtimeMs > 0 && folder.birthtimeMs !== folder.ctimeMs ? birthtimeMs : undefined;
  } catch {
    return undefined;
  }
}

/** The mark of a file that was made just now. */
export async function markOf(path: string, fs: Runtime['fs']): Promise<Mark> {
  const [inode, born] = [await inodeOf(path, fs), await birthOf(path, fs)];
  return { ...(inode === undefined ? {} : { inode }), ...(inode === undefined || born === undefined ? {} : { born }) };
}

/** Whether a journal is another file than the one that was begun. */
export const isOtherFile = ({ inode, born }: Mark, now: { ino: number; birthtimeMs: number }): boolean =>
  (inode !== undefined && inode !== now.ino) || (born !== undefined && now.birthtimeMs > 0 && born !== now.birthtimeMs);
