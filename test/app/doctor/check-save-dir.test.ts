import * as fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { checkSaveDir } from '../../../src/app/doctor/check-save-dir.ts';
import type { Runtime } from '../../../src/runtime.ts';

async function folder(mode = 0o700): Promise<string> {
  const path = await fs.mkdtemp(join(tmpdir(), 'idv-save-dir-'));
  onTestFinished(() => fs.rm(path, { recursive: true, force: true }));
  await fs.chmod(path, mode);
  return path;
}

/** A disk with this much free space, independent of this machine. */
const diskOf = (bytes: number): Pick<Runtime, 'fs' | 'platform'> => ({
  platform: 'linux',
  fs: { ...fs, openHandle: fs.open, statfs: async () => ({ bavail: bytes / 4096, bsize: 4096 }) },
});

const roomy = diskOf(1024 * 2 ** 20);

describe('the folder of --save-dir', () => {
  it('is ok when it can be written', async () => {
    expect(await checkSaveDir(await folder(), roomy)).toMatchObject({
      status: 'ok',
      message: 'can be written, 1024 MiB free',
      details: { freeBytes: 1024 * 2 ** 20 },
    });
  });

  it('is ok when it can be created below an existing folder, and is not created by the check', async () => {
    const path = await folder();
    expect(await checkSaveDir(join(path, 'a', 'b'), roomy)).toMatchObject({
      status: 'ok',
      message: `will be created in ${path}, which can be written, 1024 MiB free`,
    });
    expect(await fs.readdir(path)).toEqual([]);
  });

  it('is wrong when a file is in the way, when it cannot be written, and when the disk is full', async () => {
    const path = await folder();
    await fs.writeFile(join(path, 'file'), '');
    expect(await checkSaveDir(join(path, 'file', 'out'), roomy)).toMatchObject({
      status: 'wrong',
      message: `${join(path, 'file')} is not a folder`,
    });
    const closed = { ...roomy, fs: { ...roomy.fs, access: () => Promise.reject(Object.assign(new Error('no'), { code: 'EROFS' })) } };
    expect(await checkSaveDir(path, closed)).toMatchObject({ status: 'wrong', message: `${path} cannot be written (EROFS)` });
    expect(await checkSaveDir(path, diskOf(20 * 2 ** 20))).toMatchObject({
      status: 'wrong',
      message: '20 MiB are free, but one answer can need 48 MiB',
    });
  });

  it('gives a warning when others can read it', async () => {
    const details = { freeBytes: 1024 * 2 ** 20 };
    expect(await checkSaveDir(await folder(0o755), roomy)).toMatchObject({ status: 'warning', details });
    expect(await checkSaveDir(await folder(0o701), roomy)).toMatchObject({ status: 'warning' });
    expect(await checkSaveDir(await folder(0o755), { ...roomy, platform: 'win32' })).toMatchObject({ status: 'ok' });
    expect(await checkSaveDir(join(await folder(0o755), 'new'), roomy)).toMatchObject({ status: 'ok' });
  });

  it('is ok when the disk has exactly the room that an answer can need', async () => {
    expect(await checkSaveDir(await folder(), diskOf(48 * 2 ** 20))).toMatchObject({ status: 'ok' });
    expect(await checkSaveDir(await folder(), diskOf(48 * 2 ** 20 - 1))).toMatchObject({
      status: 'wrong',
      message: '47 MiB are free, but one answer can need 48 MiB',
      details: { freeBytes: 48 * 2 ** 20 - 1 },
    });
  });

  it('is wrong with an unknown fault when the system gives no code', async () => {
    const path = await folder();
    const closed = { ...roomy, fs: { ...roomy.fs, access: () => Promise.reject(new Error('no')) } };
    expect(await checkSaveDir(path, closed)).toMatchObject({ message: `${path} cannot be written (unknown fault)` });
  });

  it('has no free space in the message when the system does not report it', async () => {
    const silent = { ...roomy, fs: { ...roomy.fs, statfs: () => Promise.reject(new Error('no')) } };
    expect(await checkSaveDir(await folder(), silent)).toMatchObject({
      status: 'ok',
      message: 'can be written',
      details: { freeBytes: null },
    });
  });
});
