import { dirname } from 'node:path';
import type { Runtime } from '../../runtime.ts';

/**
 * Makes a folder and those above it, for its owner alone. One by one: `mkdir` with `recursive` never returns where
 * the parent is there and no folder can be made in it, as in /proc. Rejects as `mkdir` does.
 */
export async function makeFolder(path: string, fs: Runtime['fs']): Promise<void> {
  const found = await fs.stat(path).catch(() => undefined);
  if (found?.isDirectory()) return;
  const above = dirname(path);
  if (above !== path && !found) await makeFolder(above, fs);
  await fs.mkdir(path, { mode: 0o700 }).catch(async (error: unknown) => {
    // Another command may have been faster, or the way there leads through this very folder.
    const made = await fs.stat(path).catch(() => undefined);
    if (!made?.isDirectory()) throw error;
  });
}
