import { type Problem, problemsError } from '../../core/errors.ts';
import type { MediaIo } from '../../media/read/load.ts';
import { parseSource, readSource } from '../../media/read/source.ts';

/** Ends the command with the problem of one flag. */
export const throwProblem = (flag: string, message: string, hint: string, category: Problem['category'] = 'media'): never => {
  throw problemsError([{ category, flag, message, hint }]);
};

/** The bytes of a file that the user named, or standard input. */
export async function readGiven(path: string, flag: string, io: MediaIo): Promise<{ bytes: Buffer; label: string }> {
  const source = parseSource(path);
  if ('problem' in source) return throwProblem(flag, source.problem.message, source.problem.hint ?? '');
  if (source.from === 'data-uri') return throwProblem(flag, 'is a data URI', "give a path, or '-' for standard input");
  const bytes = await readSource(source, io);
  return 'problem' in bytes ? throwProblem(flag, bytes.problem.message, bytes.problem.hint ?? '') : { bytes, label: source.label };
}

/** Reads a file that a curl command names. */
export const readFileWith =
  (io: MediaIo) =>
  async (path: string): Promise<Buffer | { problem: string }> => {
    if (path === '-') return { problem: 'the curl command reads its body from standard input: write it into a file and name the file' };
    const source = parseSource(path);
    if ('problem' in source || source.from !== 'file') return { problem: 'the curl command names a file that idv cannot read' };
    const bytes = await readSource(source, io);
    return 'problem' in bytes ? { problem: 'a file that the curl command sends cannot be read' } : bytes;
  };
