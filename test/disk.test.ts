import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { disk } from '../src/disk.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'idv-disk-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
});

describe('the disk', () => {
  it('reads a regular file, also through a link, from the current or a given position', async () => {
    await writeFile(join(folder, 'a'), 'abcdef');
    await symlink(join(folder, 'a'), join(folder, 'link'));
    const file = await disk.open(join(folder, 'link'), 'r');
    const buffer = Buffer.alloc(4);
    const read = async (position: number | null) => {
      const { bytesRead } = await file.read(buffer, 0, 4, position);
      return buffer.toString('latin1', 0, bytesRead);
    };
    expect([(await file.stat()).size, await read(null), await read(null), await read(null), await read(1)]).toEqual([
      6,
      'abcd',
      'ef',
      '',
      'bcde',
    ]);
    await file.close();
    await expect(file.stat()).rejects.toThrow('EBADF');
  });

  it.each([
    ['a missing file', 'nothing', 'ENOENT'],
    ['a path below a file', 'a/b', 'ENOTDIR'],
  ])('rejects %s', async (_, name, code) => {
    await writeFile(join(folder, 'a'), '');
    await expect(disk.stat(join(folder, name))).rejects.toMatchObject({ code });
    await expect(disk.open(join(folder, name), 'r')).rejects.toMatchObject({ code });
  });

  it('waits for the writer of a FIFO without blocking the process', async () => {
    const path = join(folder, 'fifo');
    await promisify(execFile)('mkfifo', [path]);
    const opened = disk.open(path, 'r');
    // The event loop goes on although no process has opened the other end.
    await new Promise((resolve) => setImmediate(resolve));
    await writeFile(path, 'late');
    const file = await opened;
    const buffer = Buffer.alloc(10);
    const { bytesRead } = await file.read(buffer, 0, 10, null);
    expect(buffer.toString('latin1', 0, bytesRead)).toBe('late');
    await file.close();
  });
});
