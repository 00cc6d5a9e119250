import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Action, Field } from '../core/action.ts';
import { IdvError, type Problem } from '../core/errors.ts';
import { probe } from '../media/probe.ts';
import type { Runtime } from '../runtime.ts';

/** One file written from an answer. */
export interface Artifact {
  field: string;
  path: string;
  mediaType: string;
  bytes: number;
  sha256: string;
}

const endings: Readonly<Record<string, string>> = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'video/mp4': '.mp4',
  'video/x-msvideo': '.avi',
  'video/x-flv': '.flv',
};

const mediaFields = (action: Action): Field[] => action.output.filter((field) => field.media !== undefined);

const endingsOf = (field: Field): string[] =>
  Object.entries(endings)
    .filter(([type]) => type.startsWith(`${field.media}/`))
    .map(([, ending]) => ending);

/**
 * Faults of `--save-dir` that would lose the answer of a paid call: found before anything is sent.
 * The folder is made if it is missing.
 */
export async function saveDirProblems(action: Action, dir: string, force: boolean, fs: Runtime['fs']): Promise<Problem[]> {
  const problem = (message: string, cure: string): Problem => ({ category: 'media', flag: '--save-dir', message, cure });
  try {
    await fs.mkdir(dir, { recursive: true, mode: 0o700 });
    await fs.access(dir, 2);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const why = code === 'EEXIST' || code === 'ENOTDIR' ? 'is not a folder' : `cannot be written (${code})`;
    return [problem(`${dir} ${why}`, 'name a folder that you can write to')];
  }
  if (force) return [];
  const names = mediaFields(action).flatMap((field) => endingsOf(field).map((ending) => `${field.file ?? field.name}${ending}`));
  const taken = await Promise.all(
    names.map((name) =>
      fs.lstat(join(dir, name)).then(
        () => name,
        () => undefined,
      ),
    ),
  );
  return taken
    .filter((name) => name !== undefined)
    .map((name) => problem(`${join(dir, name)} exists already`, 'add --force to overwrite it, or name another folder'));
}

/** Whole or not at all, readable by its owner alone. */
async function writeWhole(path: string, bytes: Buffer, force: boolean, temporary: string, fs: Runtime['fs']): Promise<void> {
  try {
    await fs.writeFile(temporary, bytes, { mode: 0o600, flag: 'wx' });
    // link() fails where the name is taken, rename() would overwrite.
    if (force) await fs.rename(temporary, path);
    else await fs.link(temporary, path);
  } finally {
    await fs.unlink(temporary).catch(() => undefined);
  }
}

/** The bytes of base64 text; undefined for anything else. */
export const decodeBase64 = (value: unknown): Buffer | undefined =>
  typeof value === 'string' && value !== '' && /^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(value) ? Buffer.from(value, 'base64') : undefined;

/** Media members of an answer as bytes; a member that is no base64 is left out. */
export function mediaOf(action: Action, fields: Readonly<Record<string, unknown>>): { field: Field; bytes: Buffer; mediaType: string }[] {
  return mediaFields(action).flatMap((field) => {
    const bytes = decodeBase64(fields[field.name]);
    return bytes ? [{ field, bytes, mediaType: probe(bytes).mediaType }] : [];
  });
}

/** Writes every media member of an answer into `dir`. */
export async function saveArtifacts(
  action: Action,
  fields: Readonly<Record<string, unknown>>,
  target: { dir: string; force: boolean; uuid(): string },
  fs: Runtime['fs'],
): Promise<Artifact[]> {
  const artifacts: Artifact[] = [];
  for (const { field, bytes, mediaType } of mediaOf(action, fields)) {
    const path = join(target.dir, `${field.file ?? field.name}${endings[mediaType] ?? '.bin'}`);
    try {
      await writeWhole(path, bytes, target.force, join(target.dir, `.${target.uuid()}.part`), fs);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      throw new IdvError('media', `${path} could not be written (${code})`, {
        code: 'save-failed',
        hint: 'the verdict was made; the request id in the answer finds it again',
        cause: error,
      });
    }
    artifacts.push({ field: field.name, path, mediaType, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
  }
  return artifacts;
}
