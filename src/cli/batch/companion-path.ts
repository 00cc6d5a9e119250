import { basename, dirname, join, resolve } from 'node:path';
import type { Runtime } from '../../runtime.ts';

/**
 * The file next to a manifest with its name and this ending. If the manifest is a link, the file is next to the target, so that the same
 * rows are not called once for each name.
 */
export async function companionPath(manifest: string, ending: string, { cwd, fs }: Pick<Runtime, 'cwd' | 'fs'>): Promise<string> {
  const path = resolve(cwd, manifest);
  const real = async (any: string): Promise<string> => fs.realpath(any).catch(() => any);
  const plain = join(await real(dirname(path)), basename(path));
  const followed = await real(path);
  return `${followed === plain ? path : followed}${ending}`;
}
