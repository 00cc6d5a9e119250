import { join } from 'node:path';
import type { HttpResponse } from '../../core/http.ts';
import type { Runtime } from '../../runtime.ts';

/** The ending of the file name. It depends on the first characters, because the content type is often wrong in these cases. */
function endingOf({ body }: HttpResponse): string {
  const start = body.toString('latin1', 0, 256).trimStart().toLowerCase();
  if (start.startsWith('{') || start.startsWith('[')) return '.json';
  if (start.startsWith('<!doctype html') || start.startsWith('<html')) return '.html';
  return start.startsWith('<') ? '.xml' : '.txt';
}

type Needs = Pick<Runtime, 'fs' | 'tempDir' | 'uuid'>;

/**
 * Writes an answer unchanged into a file that only its owner can read: in `dir`, or in a new folder if there is no `dir` or it is not
 * writable. Returns the path; undefined if there is nothing to save, or no place for it.
 */
export async function keepAnswer(answer: HttpResponse, dir: string | undefined, { fs, tempDir, uuid }: Needs): Promise<string | undefined> {
  if (answer.body.length === 0) return undefined;
  const name = `answer-${uuid().slice(-12)}${endingOf(answer)}`;
  const write = async (folder: string): Promise<string> => {
    const path = join(folder, name);
    await fs.writeFile(path, answer.body, { mode: 0o600, flag: 'wx' });
    return path;
  };
  const intoNew = async (): Promise<string> => write(await fs.mkdtemp(join(tempDir, 'idv-')));
  const first = dir === undefined ? intoNew() : write(dir).catch(intoNew);
  return first.catch(() => undefined);
}
