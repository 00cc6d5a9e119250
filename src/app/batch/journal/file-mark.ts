import { dirname } from 'node:path';
import type { Runtime } from '../../../runtime.ts';
import type { JournalHeader } from './record.ts';

/** What distinguishes a file from its copy. */
type Mark = Pick<JournalHeader, 'inode' | 'born'>;

/** The number of a file; undefined without hard links: such a file system may give its files other numbers at any time. */
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
 * When the file was created, or undefined if the file system does not store that. Such a system reports the time of the last change, or
 * nothing. The folder shows which: it was created earlier and has just been changed, so its two times must differ.
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

/** The mark of a file that was just created. */
export async function markOf(path: string, fs: Runtime['fs']): Promise<Mark> {
  const [inode, born] = [await inodeOf(path, fs), await birthOf(path, fs)];
  return { ...(inode === undefined ? {} : { inode }), ...(inode === undefined || born === undefined ? {} : { born }) };
}

/** True if a journal is not the file that was begun, but a copy. */
export const isOtherFile = ({ inode, born }: Mark, now: { ino: number; birthtimeMs: number }): boolean =>
  (inode !== undefined && inode !== now.ino) || (born !== undefined && now.birthtimeMs > 0 && born !== now.birthtimeMs);
