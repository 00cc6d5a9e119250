import { dirname } from 'node:path';
import type { Runtime } from '../../runtime.ts';

/**
 * Creates a folder and its parents, only for its owner. It creates them one by one, because `mkdir` with `recursive` never returns if the
 * parent exists and no folder can be created in it, as in /proc. Rejects as `mkdir` does.
 */
export async function makeFolder(path: string, fs: Runtime['fs']): Promise<void> {
  const found = await fs.stat(path).catch(() => undefined);
  if (found?.isDirectory()) return;
  const above = dirname(path);
  if (above !== path && !found) await makeFolder(above, fs);
  await fs.mkdir(path, { mode: 0o700 }).catch(async (error: unknown) => {
    // Another command may have been faster, or the path may lead through this same folder.
    const made = await fs.stat(path).catch(() => undefined);
    if (!made?.isDirectory()) throw error;
  });
}
