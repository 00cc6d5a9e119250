import type { Runtime } from '../../runtime.ts';

/** What file systems without hard links say of one: FAT, network storage. */
const noLinks = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV', 'EACCES'];

/**
 * Gives a complete file a name that is not taken: link() fails where the name is taken, rename() would overwrite. Throws EEXIST where it is.
 * The file may still have its other name after that.
 */
export async function claimName(
  temporary: string,
  path: string,
  fs: Pick<Runtime['fs'], 'link' | 'writeFile' | 'rename' | 'unlink'>,
): Promise<void> {
  try {
    await fs.link(temporary, path);
  } catch (error) {
    if (!noLinks.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    // An empty file of ours holds the name, and is what rename() overwrites.
    await fs.writeFile(path, '', { mode: 0o600, flag: 'wx' });
    await fs.rename(temporary, path).catch(async (cause: unknown) => {
      await fs.unlink(path).catch(() => undefined);
      throw cause;
    });
  }
}
