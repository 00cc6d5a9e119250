import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Action, Field } from '../../core/declare/action.ts';
import { IdvError, type Problem } from '../../core/errors.ts';
import { probe } from '../../media/probe.ts';
import { decodeBase64 } from '../../media/read/source.ts';
import type { Runtime } from '../../runtime.ts';
import { type MediaLeaf, mediaLeaves, remoteOf } from '../result/result.ts';
import { claimName } from './claim-name.ts';
import { download } from './download.ts';
import type { FileTransport } from './file-exchange.ts';
import { makeFolder } from './make-folder.ts';

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

/** The files to which an answer of the action can be written. */
const expectedNames = (action: Action): string[] => {
  const fields: Field[] = [...action.output, ...Object.values(action.types ?? {}).flat()].filter((field) => field.media !== undefined);
  const kinds = Object.entries(endings);
  return fields.flatMap((field) => {
    const own = kinds.filter(([type]) => type.startsWith(`${field.media}/`)).map(([, ending]) => ending);
    return [...own, field.media === 'data' ? '.json' : '.bin'].map((ending) => `${field.file ?? field.name}${ending}`);
  });
};

/** The nearest existing folder above. */
async function existing(dir: string, fs: Runtime['fs']): Promise<{ path: string; isDirectory: boolean }> {
  for (let path = resolve(dir); ; path = dirname(path)) {
    const found = await fs.stat(path).catch(() => undefined);
    if (found) return { path, isDirectory: found.isDirectory() };
    if (dirname(path) === path) return { path, isDirectory: false };
  }
}

/** Problems of `--save-dir` that would lose the answer of a paid call. They are found before anything is sent. Creates nothing. */
export async function saveDirProblems(action: Action, dir: string, force: boolean, fs: Runtime['fs']): Promise<Problem[]> {
  const problem = (message: string, hint: string): Problem => ({ category: 'media', flag: '--save-dir', message, hint });
  const place = await existing(dir, fs);
  if (!place.isDirectory) return [problem(`${place.path} is not a folder`, 'name a folder that you can write to')];
  const writable = await fs.access(place.path, constants.W_OK).then(
    () => true,
    () => false,
  );
  if (!writable) return [problem(`${place.path} cannot be written`, 'name a folder that you can write to')];
  const problemOf = async (name: string): Promise<Problem | undefined> => {
    const found = await fs.lstat(join(dir, name)).catch(() => undefined);
    if (found?.isDirectory()) return problem(`${join(dir, name)} is a folder`, 'name another folder');
    return found && !force
      ? problem(`${join(dir, name)} already exists`, 'add --force to overwrite it, or name another folder')
      : undefined;
  };
  return (await Promise.all(expectedNames(action).map(problemOf))).filter((found) => found !== undefined);
}

/** Creates the folder if it is missing. Throws IdvError `media`. */
export async function makeSaveDir(dir: string, fs: Runtime['fs']): Promise<void> {
  await makeFolder(dir, fs).catch((error: NodeJS.ErrnoException) => {
    throw new IdvError('media', `--save-dir: ${dir} could not be created (${error.code})`, {
      code: 'save-failed',
      hint: 'name a folder that you can write to',
      cause: error,
    });
  });
}

export interface SaveTarget {
  dir: string;
  force: boolean;
  uuid(): string;
}

/** Writes the complete file or nothing, readable only by its owner. */
async function writeComplete(path: string, bytes: Buffer, { dir, force, uuid }: SaveTarget, fs: Runtime['fs']): Promise<void> {
  const temporary = join(dir, `.${uuid()}.part`);
  try {
    await fs.writeFile(temporary, bytes, { mode: 0o600, flag: 'wx' });
    if (force) await fs.rename(temporary, path);
    else await claimName(temporary, path, fs);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const why = code === 'EEXIST' ? 'already exists' : `could not be written (${code})`;
    throw new IdvError('output', `${path} ${why}`, { code: 'save-failed', hint: 'check the folder and the free space', cause: error });
  } finally {
    await fs.unlink(temporary).catch(() => undefined);
  }
}

async function bytesOf(leaf: MediaLeaf, files: FileTransport): Promise<Buffer | undefined> {
  const remote = remoteOf(leaf);
  return remote ? download(remote, files) : decodeBase64(leaf.value);
}

/** The error for a file that cannot be saved, for any reason. It is returned and not thrown, because the verdict must still be printed. */
function saveError({ path }: MediaLeaf, error: unknown): IdvError {
  if (error instanceof IdvError) return error;
  const what = error instanceof Error ? error.name : typeof error;
  return new IdvError('output', `${path} could not be saved (${what})`, { code: 'save-failed', hint: 'report it', cause: error });
}

/** Writes every media member of an answer into a folder. If one file fails, the others are still written. */
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
      if (!bytes) throw new IdvError('unreadable', `${leaf.path} is not base64`, { code: 'no-media', hint: 'nothing was written for it' });
      const { mediaType } = probe(bytes);
      const path = join(target.dir, `${leaf.fileName}${leaf.field.media === 'data' ? '.json' : endingOf(mediaType)}`);
      await writeComplete(path, bytes, target, fs);
      artifacts.push({ field: leaf.path, path, mediaType, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
    } catch (error) {
      fault ??= saveError(leaf, error);
    }
  }
  return { artifacts, fault };
}
