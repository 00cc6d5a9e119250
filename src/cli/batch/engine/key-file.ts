import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import type { PassConditions } from '../../../app/batch/journal/record.ts';
import { shellWord } from '../../../config/shown.ts';
import type { Action } from '../../../core/declare/action.ts';
import { IdvError } from '../../../core/errors.ts';
import { isRecord } from '../../../core/json.ts';
import type { Runtime } from '../../../runtime.ts';
import { companionPath } from '../companion-path.ts';
import { passConditionFlags } from '../pass-conditions.ts';

/** What the producer of a batch keeps and gives to the workers, like a password. */
export interface BatchKey {
  schemaVersion: 1;
  batch: string;
  /** 32 bytes in base64. They seal names and paths, and give each row its name. */
  key: string;
  provider: string;
  action: string;
  /** `sandbox`, or the origin that its calls go to. */
  place: string;
  /** The id of the ledger to which it was submitted. */
  ledger: string;
  /** The conditions for a pass, in addition to those of the service. All workers have the same. Key files of earlier versions have none. */
  asked?: PassConditions;
}

const isKeyFile = (manifest: string): boolean => manifest.endsWith('.batch-key');

/** The path of a manifest's key file; the key file itself can also be given. */
export const keyPathOf = async (manifest: string, runtime: Pick<Runtime, 'cwd' | 'fs'>): Promise<string> =>
  isKeyFile(manifest) ? resolve(runtime.cwd, manifest) : companionPath(manifest, '.batch-key', runtime);

/** The command that starts a worker of a batch. `place` is the flag of the place that it must call, with a blank before it, or empty. */
export function workerCommand(manifest: string, place: string, { asked = {} }: Pick<BatchKey, 'asked'>): string {
  const key = isKeyFile(manifest) ? manifest : `${manifest}.batch-key`;
  return `idv worker --key ${shellWord(key)} --media-root …${place}${passConditionFlags(asked)}`;
}

const unreadable = (path: string, message: string, hint: string): IdvError =>
  new IdvError('config', `${path} ${message}`, { code: 'batch-key', hint });

/** Undefined if there is none. Throws IdvError `config` for a file that cannot be read. */
export async function findBatchKey(path: string, fs: Runtime['fs']): Promise<BatchKey | undefined> {
  const bytes = await fs.readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw unreadable(path, `cannot be read (${error.code})`, 'check its permissions');
  });
  if (!bytes) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch {
    value = undefined;
  }
  if (!isRecord(value) || value.schemaVersion !== 1 || typeof value.key !== 'string' || Buffer.from(value.key, 'base64').length !== 32)
    throw unreadable(path, 'is not the key file of a batch', 'give the file that idv batch submit wrote');
  return value as unknown as BatchKey;
}

export async function requireBatchKey(path: string, fs: Runtime['fs']): Promise<BatchKey> {
  const found = await findBatchKey(path, fs);
  if (found) return found;
  throw unreadable(path, 'does not exist', 'idv batch submit writes it next to the manifest; a worker gets a copy');
}

export const newBatchKey = (
  { vendor, name }: Action,
  facts: Required<Pick<BatchKey, 'place' | 'ledger' | 'asked'>>,
  uuid: () => string,
): BatchKey => ({
  schemaVersion: 1,
  batch: uuid(),
  key: randomBytes(32).toString('base64'),
  provider: vendor,
  action: name,
  ...facts,
});

/** Writes the key of a new batch, readable only by its owner. Throws IdvError `config` if the file exists by now. */
export async function keepBatchKey(path: string, key: BatchKey, fs: Runtime['fs']): Promise<void> {
  await fs.writeFile(path, `${JSON.stringify(key)}\n`, { mode: 0o600, flag: 'wx', flush: true }).catch((error: NodeJS.ErrnoException) => {
    throw unreadable(
      path,
      `cannot be written (${error.code})`,
      'this manifest is being submitted by another process, or the folder is not yours',
    );
  });
}

/** The key of a batch that now belongs to another ledger. */
export async function replaceBatchKey(path: string, key: BatchKey, fs: Runtime['fs']): Promise<void> {
  const temporary = `${path}.part`;
  await fs.unlink(temporary).catch(() => undefined);
  await keepBatchKey(temporary, key, fs);
  await fs.rename(temporary, path);
}
