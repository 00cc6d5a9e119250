import { basename, dirname, join, resolve } from 'node:path';
import type { Runtime } from '../../runtime.ts';

/**
 * The file that stands next to a manifest under its name and this ending. A manifest that is named by a link has those of the file that
 * the link leads to: the same rows are not called once for each name.
 */
export async function companionPath(manifest: string, ending: string, { cwd, fs }: Pick<Runtime, 'cwd' | 'fs'>): Promise<string> {
  const path = resolve(cwd, manifest);
  const real = async (any: string): Promise<string> => fs.realpath(any).catch(() => any);
  const plain = join(await real(dirname(path)), basename(path));
  const followed = await real(path);
  return `${followed === plain ? path : followed}${ending}`;
}
