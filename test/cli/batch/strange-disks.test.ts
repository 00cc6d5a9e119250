import { appendFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { batchFolder, pairsOf } from '../../support/batch-folder.ts';
import { memoryRuntime } from '../../support/memory-runtime.ts';

const run = ['batch', 'run', 'pairs.csv', '--action', 'compare', '--sandbox', '--ordered'];

const failing = (code: string) => async (): Promise<never> => Promise.reject(Object.assign(new Error(code), { code }));

async function folderOf(rows: number) {
  const folder = await batchFolder(rows);
  await folder.write('pairs.csv', pairsOf(rows));
  return folder;
}

it.each(['EPERM', 'ENOTSUP', 'EXDEV'])('a batch runs on a disk without hard links: %s', async (code) => {
  const folder = await folderOf(2);
  const { fs } = memoryRuntime({});
  const overrides = { fs: { ...fs, link: failing(code) } };
  expect(await folder.idv(run, overrides)).toMatchObject({ exitCode: 0, sent: 2 });
  expect(await folder.idv(run, overrides)).toMatchObject({ exitCode: 0, sent: 0 });
});

it.each(['EACCES', 'ENOSPC'])('a batch runs where the length of its journal cannot be kept: %s', async (code) => {
  const folder = await folderOf(2);
  const { fs } = memoryRuntime({});
  const openHandle: typeof fs.openHandle = (path, ...rest) => (path.endsWith('.length') ? failing(code)() : fs.openHandle(path, ...rest));
  const overrides = { fs: { ...fs, openHandle } };
  expect(await folder.idv(run, overrides)).toMatchObject({ exitCode: 0, sent: 2 });
  expect(await folder.idv(run, overrides)).toMatchObject({ exitCode: 0, sent: 0 });
});

it.each(['', '\u0000\u0000', 'x 9\n'])('a batch runs where the length of its journal is not readable: %j', async (text) => {
  const folder = await folderOf(2);
  expect(await folder.idv([...run, '--max-calls', '1'])).toMatchObject({ sent: 1 });
  await folder.write('pairs.csv.journal.length', text);
  const again = await folder.idv(run);
  expect(again).toMatchObject({ exitCode: 0, sent: 1 });
  expect(again.err).not.toContain('is a copy');
});

it('a journal that cannot be repaired on the disk is named in the error, and no row is called', async () => {
  const folder = await folderOf(1);
  await folder.idv(run);
  appendFileSync(folder.file('pairs.csv.journal'), '{"type":"int');
  const { fs } = memoryRuntime({});
  const openHandle: typeof fs.openHandle = async (...given) => {
    const file = await fs.openHandle(...given);
    return Object.assign(file, { truncate: failing('EIO') });
  };
  const { exitCode, err, sent } = await folder.idv(run, { fs: { ...fs, openHandle } });
  expect({ exitCode, err, sent }).toEqual({ exitCode: 3, err: expect.stringContaining('pairs.csv.journal cannot be read (EIO)'), sent: 0 });
});
