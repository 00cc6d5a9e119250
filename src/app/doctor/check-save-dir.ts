import { constants } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Runtime } from '../../runtime.ts';
import { type HealthCheck, okCheck, warningCheck, wrongCheck } from './health-check.ts';

/** Room for the largest answer, as base64 and as files. */
const roomForAnswerBytes = 48 * 2 ** 20;

const mebibytes = (bytes: number): string => `${Math.floor(bytes / 2 ** 20)} MiB`;

/** The folder itself or, if it does not exist, the nearest existing folder above it. */
async function nearest(dir: string, fs: Runtime['fs']) {
  for (let path = resolve(dir); ; path = dirname(path)) {
    const facts = await fs.stat(path).catch(() => undefined);
    if (facts || dirname(path) === path) return { path, facts };
  }
}

/** Checks the folder for the files of answers. Writes nothing. */
export async function checkSaveDir(dir: string, { fs, platform }: Pick<Runtime, 'fs' | 'platform'>): Promise<HealthCheck> {
  const identity = { id: 'save-dir', vendor: null, subject: `--save-dir ${dir}` } as const;
  const { path, facts } = await nearest(dir, fs);
  if (!facts?.isDirectory()) return wrongCheck(identity, `${path} is not a folder`, 'name a folder that you can write to');
  const refused = await fs.access(path, constants.W_OK | constants.X_OK).then(
    () => undefined,
    (error: NodeJS.ErrnoException) => error.code ?? 'unknown fault',
  );
  if (refused) return wrongCheck(identity, `${path} cannot be written (${refused})`, 'name a folder that you can write to');
  const disk = await fs.statfs(path).catch(() => undefined);
  const freeBytes = disk ? disk.bavail * disk.bsize : null;
  const details = { freeBytes };
  if (freeBytes !== null && freeBytes < roomForAnswerBytes) {
    const found = `${mebibytes(freeBytes)} are free, but one answer can need ${mebibytes(roomForAnswerBytes)}`;
    return wrongCheck(identity, found, 'make room, or name a folder on another disk', details);
  }
  const isThere = path === resolve(dir);
  if (isThere && platform !== 'win32' && (facts.mode & 0o077) !== 0) {
    const found = 'others can list the folder; only you can read the files in it';
    return warningCheck(identity, found, `chmod 700 the folder to hide the file names too`, details);
  }
  const room = freeBytes === null ? 'can be written' : `can be written, ${mebibytes(freeBytes)} free`;
  return okCheck(identity, isThere ? room : `will be created in ${path}, which ${room}`, details);
}
