import { rmSync, truncateSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { batchFolder, pairsOf } from '../../support/batch-folder.ts';
import { memoryRuntime } from '../../support/memory-runtime.ts';

/** Problems after the first call. No exit code may say that nothing was sent. */

const run = ['batch', 'run', 'pairs.csv', '--action', 'compare', '--sandbox', '--concurrency', '1'];

async function folderOf(rows: number) {
  const folder = await batchFolder(rows);
  await folder.write('pairs.csv', pairsOf(rows));
  return folder;
}

/** Runs the batch, and calls `meddle` as soon as the first result is written. */
async function meddled(folder: Awaited<ReturnType<typeof folderOf>>, meddle: () => void) {
  const { stdout } = memoryRuntime();
  let isDone = false;
  const write = (data: string | Uint8Array): void => {
    stdout.write(data);
    if (!isDone) meddle();
    isDone = true;
  };
  return folder.idv(run, { stdout: { ...stdout, write } });
}

it('a file that changes during the run fails only its row, and the next run checks the file again', async () => {
  const folder = await folderOf(3);
  let opened = 0;
  const open: typeof fs.open = async (path, ...rest) => {
    if (String(path).endsWith('1.jpg')) {
      opened += 1;
      if (opened === 2) await fs.copyFile(folder.file('2.jpg'), path);
    }
    return fs.open(path, ...rest);
  };
  const first = await folder.idv([...run, '--ordered'], { fs: { ...memoryRuntime().fs, open } });
  expect(first.lines).toMatchObject([{ verdict: 'pass' }, { error: { code: 'changed-media', billed: false } }, { verdict: 'pass' }]);
  expect([first.exitCode, first.sent]).toEqual([22, 2]);
  expect(first.err).toContain('run the command again: it tries 1 failed row again');
  const second = await folder.idv(run);
  expect([second.exitCode, second.sent, second.lines.length]).toEqual([0, 1, 3]);
});

describe('a journal', () => {
  it.each([
    ['removed', (path: string) => rmSync(path), 'was removed while it was written'],
    ['cut', (path: string) => truncateSync(path, 100), 'another process writes to the journal'],
  ])('that is %s during the run ends the run before the next call, with a warning about what may be billed', async (_, meddle, said) => {
    const folder = await folderOf(4);
    const { exitCode, err, sent } = await meddled(folder, () => meddle(folder.file('pairs.csv.journal')));
    expect(err).toContain(said);
    expect(err).toContain('calls that were under way may have been done and billed');
    expect([exitCode, sent]).toEqual([24, 1]);
  });
});

it('a manifest that changes during the run ends the run with an exit code that does not deny the calls', async () => {
  const folder = await folderOf(2);
  let opened = 0;
  const open: typeof fs.open = async (path, ...rest) => {
    if (String(path).endsWith('pairs.csv')) {
      opened += 1;
      if (opened === 2) await folder.write('pairs.csv', pairsOf(2).replace('p1', 'q1'));
    }
    return fs.open(path, ...rest);
  };
  const { exitCode, err, sent } = await folder.idv(run, { fs: { ...memoryRuntime().fs, open } });
  expect(err).toContain('pairs.csv changed after it was checked');
  expect([exitCode, sent]).toEqual([22, 1]);
});

it('an answer that the journal cannot keep is written in order too, when an earlier row is then not called', async () => {
  const folder = await folderOf(2);
  const { fs: disk } = memoryRuntime();
  let opened = 0;
  let fail = (): void => undefined;
  const failed = new Promise<void>((resolve) => {
    fail = resolve;
  });
  const open: typeof disk.open = async (path, flags) => {
    if (path.endsWith('0.jpg')) opened += 1;
    // The first row comes to its call only after the answer of the second one.
    if (path.endsWith('0.jpg') && opened === 2) await failed;
    return disk.open(path, flags);
  };
  const openHandle: typeof disk.openHandle = async (path, ...rest) => {
    const file = await disk.openHandle(path, ...rest);
    if (!path.endsWith('.journal')) return file;
    const write = file.write.bind(file) as (...args: unknown[]) => ReturnType<typeof file.write>;
    return Object.assign(file, {
      write: async (bytes: Buffer, ...more: unknown[]) => {
        if (!bytes.includes('"type":"outcome"')) return write(bytes, ...more);
        fail();
        throw Object.assign(new Error('EIO'), { code: 'EIO' });
      },
    });
  };
  const words = [...run.slice(0, -1), '2', '--ordered'];
  const { exitCode, lines, sent } = await folder.idv(words, { fs: { ...disk, open, openHandle } });
  expect(lines).toMatchObject([{ id: 'p1', verdict: 'pass' }]);
  expect([exitCode, sent]).toEqual([24, 1]);
});
