import { dirname, resolve } from 'node:path';
import { IdvError, type Problem, usageProblem } from '../../core/errors.ts';
import type { Runtime } from '../../runtime.ts';

/** A file that the command writes, with the beginning of such files, so that no other file is overwritten. */
export interface OutputFile {
  flag: string;
  path: string;
  start: string;
}

async function firstCharacters(path: string, length: number, fs: Runtime['fs']): Promise<string | undefined> {
  const file = await fs.open(path, 'r').catch(() => undefined);
  if (!file) return undefined;
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Reasons why a file cannot be written, found before anything is counted. Earlier files of the same kind are overwritten. */
export async function outputProblems(
  files: readonly OutputFile[],
  inputs: readonly string[],
  force: boolean,
  { fs, cwd }: Pick<Runtime, 'fs' | 'cwd'>,
): Promise<Problem[]> {
  const usedPaths = new Set(inputs.filter((path) => path !== '-').map((path) => resolve(cwd, path)));
  const problems: Problem[] = [];
  for (const { flag, path, start } of files) {
    const full = resolve(cwd, path);
    const found = await fs.stat(full).catch(() => undefined);
    const folder = await fs.stat(dirname(full)).catch(() => undefined);
    if (usedPaths.has(full)) problems.push(usageProblem(flag, `${path} is also read or written by another flag`, 'name another file'));
    else if (!folder?.isDirectory())
      problems.push({ category: 'media', flag, message: `${dirname(path)} is not a folder`, hint: 'create it first' });
    else if (found && !found.isFile()) problems.push({ category: 'media', flag, message: `${path} is not a file`, hint: 'name a file' });
    else if (found && found.size > 0 && !force && !(await firstCharacters(full, start.length, fs))?.startsWith(start))
      problems.push({
        category: 'media',
        flag,
        message: `${path} exists and was not written by idv`,
        hint: 'name another file, or add --force',
      });
    usedPaths.add(full);
  }
  return problems;
}

/** Writes the complete file or nothing. Throws IdvError `media`. */
export async function writeOutput(
  { flag, path }: OutputFile,
  text: string,
  { fs, cwd, uuid }: Pick<Runtime, 'fs' | 'cwd' | 'uuid'>,
): Promise<void> {
  const full = resolve(cwd, path);
  const temporary = `${full}.${uuid()}.part`;
  try {
    await fs.writeFile(temporary, text, { flag: 'wx' });
    await fs.rename(temporary, full);
  } catch (cause) {
    await fs.unlink(temporary).catch(() => undefined);
    throw new IdvError('media', `${flag}: ${path} could not be written (${(cause as NodeJS.ErrnoException).code})`, {
      code: 'save-failed',
      hint: 'check the folder and its permissions',
      cause,
    });
  }
}
