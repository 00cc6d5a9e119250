import type { Runtime } from '../../runtime.ts';

/** The errors of file systems without hard links: FAT, network storage. */
const noLinks = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV', 'EACCES'];

/**
 * Gives a complete file a name that is not in use: link() fails if the name exists, but rename() would overwrite. Throws EEXIST if it
 * exists. The file may still have its other name afterwards.
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
    // An empty file of ours reserves the name, so rename() overwrites only that.
    await fs.writeFile(path, '', { mode: 0o600, flag: 'wx' });
    await fs.rename(temporary, path).catch(async (cause: unknown) => {
      await fs.unlink(path).catch(() => undefined);
      throw cause;
    });
  }
}
