import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Action, Field } from '../core/action.ts';
import { IdvError, type Problem } from '../core/errors.ts';
import { probe } from '../media/probe.ts';
import type { Runtime } from '../runtime.ts';
import { download, type FileTransport } from './download.ts';
import { type MediaLeaf, mediaLeaves, remoteOf } from './leaves.ts';

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
  'video/webm': '.webm',
  'text/plain': '.txt',
};

const endingOf = (mediaType: string): string => endings[mediaType] ?? '.bin';

/** Files that an answer of the action would be written to, if it has one of each. */
const expectedNames = (action: Action): string[] => {
  const fields: Field[] = [...action.output, ...Object.values(action.types ?? {}).flat()].filter((field) => field.media !== undefined);
  const kinds = Object.entries(endings);
  return fields.flatMap((field) =>
    kinds.filter(([type]) => type.startsWith(`${field.media}/`)).map(([, ending]) => `${field.file ?? field.name}${ending}`),
  );
};

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
  const exists = (name: string): Promise<string | undefined> =>
    fs.lstat(join(dir, name)).then(
      () => name,
      () => undefined,
    );
  const taken = await Promise.all(expectedNames(action).map(exists));
  return taken
    .filter((name) => name !== undefined)
    .map((name) => problem(`${join(dir, name)} exists already`, 'add --force to overwrite it, or name another folder'));
}

export interface SaveTarget {
  dir: string;
  force: boolean;
  uuid(): string;
}

/** Whole or not at all, readable by its owner alone. */
async function writeWhole(path: string, bytes: Buffer, { dir, force, uuid }: SaveTarget, fs: Runtime['fs']): Promise<void> {
  const temporary = join(dir, `.${uuid()}.part`);
  try {
    await fs.writeFile(temporary, bytes, { mode: 0o600, flag: 'wx' });
    // link() fails where the name is taken, rename() would overwrite.
    if (force) await fs.rename(temporary, path);
    else await fs.link(temporary, path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const why = code === 'EEXIST' ? 'exists already' : `could not be written (${code})`;
    throw new IdvError('media', `${path} ${why}`, {
      code: 'save-failed',
      hint: 'the verdict was made; the request id in the answer finds it again',
      cause: error,
    });
  } finally {
    await fs.unlink(temporary).catch(() => undefined);
  }
}

/** The bytes of base64 text; undefined for anything else. */
export const decodeBase64 = (value: unknown): Buffer | undefined =>
  typeof value === 'string' && value !== '' && /^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(value) ? Buffer.from(value, 'base64') : undefined;

async function bytesOf(leaf: MediaLeaf, files: FileTransport): Promise<Buffer | undefined> {
  const remote = remoteOf(leaf);
  return remote ? download(remote, files) : decodeBase64(leaf.value);
}

/** Writes every media member of an answer into a folder. A file that cannot be had does not keep the others from being written. */
export async function saveArtifacts(
  action: Action,
  fields: Readonly<Record<string, unknown>>,
  target: SaveTarget,
  fs: Runtime['fs'],
  files: FileTransport,
): Promise<{ artifacts: Artifact[]; fault: IdvError | undefined }> {
  const artifacts: Artifact[] = [];
  let fault: IdvError | undefined;
  for (const leaf of mediaLeaves(action, fields)) {
    try {
      const bytes = await bytesOf(leaf, files);
      if (!bytes) continue;
      const { mediaType } = probe(bytes);
      const path = join(target.dir, `${leaf.fileName}${leaf.field.media === 'data' ? '.json' : endingOf(mediaType)}`);
      await writeWhole(path, bytes, target, fs);
      artifacts.push({ field: leaf.path, path, mediaType, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
    } catch (error) {
      if (!(error instanceof IdvError)) throw error;
      fault ??= error;
    }
  }
  return { artifacts, fault };
}
