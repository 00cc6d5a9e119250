import { randomUUID } from 'node:crypto';
import { chmod, copyFile, readFile, rename, stat, unlink, utimes } from 'node:fs/promises';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startSandbox } from '../../../src/sandbox/server.ts';
import { batchFolder, pairsOf } from '../../support/batch-folder.ts';
import { memoryRuntime } from '../../support/memory-runtime.ts';

/** Answers that a later run must not pass on as its own. */

const run = ['batch', 'run', 'pairs.csv', '--action', 'compare', '--sandbox'];

async function folderOf(rows: number) {
  const folder = await batchFolder(rows);
  await folder.write('pairs.csv', pairsOf(rows));
  return folder;
}

it.each([
  [[], ['--threshold', '99'], '--threshold: pairs.csv.journal was begun without --threshold'],
  [['--threshold', '99'], [], 'was begun with --threshold 99, and its answers are judged by that → give --threshold 99, or name'],
  [['--threshold', '99'], ['--threshold', '98'], 'was begun with --threshold 99'],
  [[], ['--expect', 'liveness'], '--expect: pairs.csv.journal was begun without --expect'],
])(
  'a journal that was begun with the flags %j cannot be continued with %j, because its answers were judged with the first flags',
  async (first, second, said) => {
    const folder = await folderOf(2);
    await folder.idv([...run, ...first, '--max-calls', '1']);
    const again = await folder.idv([...run, ...second]);
    expect(again.err.replaceAll(/\s+/g, ' ')).toContain(said);
    expect([again.exitCode, again.sent, again.lines]).toEqual([2, 0, []]);
    const same = await folder.idv([...run, ...first]);
    expect([same.sent, same.lines.length]).toEqual([1, 2]);
  },
);

it('a journal of an earlier version, which does not say how its rows were judged, cannot continue with --threshold', async () => {
  const folder = await folderOf(1);
  await folder.idv(run);
  await folder.write('pairs.csv.journal', (await folder.text('pairs.csv.journal')).replace('"asked":{},', ''));
  const other = await folder.idv([...run, '--threshold', '99']);
  expect(other.err).toContain('does not say if its rows were judged with it');
  expect([other.exitCode, (await folder.idv(run)).exitCode]).toEqual([2, 0]);
});

it('answers of a sandbox are marked as such in a run that calls nothing', async () => {
  const folder = await folderOf(1);
  const server = await startSandbox({ port: 0, rateLimit: false, nowMs: memoryRuntime().nowMs, uuid: randomUUID });
  try {
    const words = ['batch', 'run', 'pairs.csv', '--action', 'compare', '--endpoint', server.url, '-q'];
    const key = { TENCENTCLOUD_SECRET_ID: 'sandbox-id', TENCENTCLOUD_SECRET_KEY: 'sandbox-key' };
    for (const sent of [1, 0]) {
      const ran = await folder.idv(words, { env: key });
      expect(ran).toMatchObject({ exitCode: 0, sent });
      expect(ran.err.split('sandbox: no face was compared')).toHaveLength(2);
    }
  } finally {
    await server.close();
  }
});

describe('a file that was replaced after its row was called', () => {
  it('is noticed in base64 text too, but not when other base64 text has the same bytes', async () => {
    const folder = await batchFolder(2);
    const [photo, other] = await Promise.all([0, 1].map((number) => readFile(folder.file(`${number}.jpg`))));
    const inLines = (bytes: Buffer | undefined): string => String(bytes?.toString('base64').replace(/.{76}/g, '$&\n'));
    await folder.write('photo.txt', String(photo?.toString('base64')));
    await folder.write('pairs.csv', 'id,image,video\na,photo.txt,clip.mp4\n');
    expect(await folder.idv(run)).toMatchObject({ exitCode: 0, sent: 1 });
    await folder.write('photo.txt', inLines(photo));
    expect(await folder.idv(run)).toMatchObject({ exitCode: 0, sent: 0 });
    await folder.write('photo.txt', inLines(other));
    const again = await folder.idv(run);
    expect(again).toMatchObject({ exitCode: 2, sent: 0, err: expect.stringContaining('image: has changed since the row was called') });
  });

  it.each([
    ['answered', []],
    ['unsure', ['--outcome', 'fault:reset']],
    ['failed', ['--outcome', 'fault:html']],
  ])('is refused when the row is %s, because its result belongs to the old file', async (_, flags) => {
    const folder = await folderOf(3);
    await folder.idv([...run, ...flags, '--max-calls', '2', '--concurrency', '1']);
    await copyFile(folder.file('2.jpg'), folder.file('0.jpg'));
    const again = await folder.idv(run);
    expect(again.err).toContain('pairs.csv line 2, column image: has changed since the row was called');
    expect(again.err).toContain('keep the row, give the new file another name, and add a row with a new id for it');
    expect([again.exitCode, again.sent, again.lines]).toEqual([2, 0, []]);
  });

  describe('and whose facts are those of the call', () => {
    /** The files of the test are old enough to have a stamp. */
    const later = { nowMs: () => Date.now() + 10_000 };

    const taken = new Date('2026-01-02T03:04:05Z');

    async function calledFolder() {
      const folder = await folderOf(3);
      for (const number of [0, 1, 2]) await utimes(folder.file(`${number}.jpg`), taken, taken);
      expect(await folder.idv(run, later)).toMatchObject({ exitCode: 0, sent: 3 });
      return folder;
    }

    it('is not read again', async () => {
      const folder = await calledFolder();
      const read: string[] = [];
      const { fs } = memoryRuntime();
      const open: typeof fs.open = async (path, flags) => {
        const file = await fs.open(path, flags);
        const readOf: typeof file.read = (...given) => {
          read.push(basename(path));
          return file.read(...given);
        };
        return { stat: () => file.stat(), read: readOf, close: () => file.close() };
      };
      expect(await folder.idv(run, { ...later, fs: { ...fs, open } })).toMatchObject({ exitCode: 0, sent: 0, lines: { length: 3 } });
      expect(read.filter((name) => name !== 'pairs.csv')).toEqual([]);
      // A file whose permissions changed is read, and is the same.
      await chmod(folder.file('1.jpg'), 0o600);
      expect(await folder.idv(run, { ...later, fs: { ...fs, open } })).toMatchObject({ exitCode: 0, sent: 0 });
      expect(new Set(read)).toEqual(new Set(['pairs.csv', '1.jpg', 'clip.mp4']));
    });

    it.each([
      ['written over it', (from: string, to: string) => copyFile(from, to)],
      ['moved to its name', (from: string, to: string) => rename(from, to)],
    ])('is refused where another one of the same size and time was %s', async (_, replace) => {
      const folder = await calledFolder();
      const [own, other] = [folder.file('0.jpg'), folder.file('2.jpg')];
      const { size } = await stat(own);
      await replace(other, own);
      await utimes(own, taken, taken);
      expect(await stat(own)).toMatchObject({ size, mtimeMs: taken.getTime() });
      expect((await folder.idv(run, later)).err).toContain('pairs.csv line 2, column image: has changed since the row was called');
    });
  });

  it('can be called when the user follows the message', async () => {
    const folder = await folderOf(2);
    await folder.idv(run);
    await copyFile(folder.file('1.jpg'), folder.file('0.jpg'));
    const refused = await folder.idv(run);
    expect(refused).toMatchObject({ exitCode: 2, err: expect.stringContaining('give the new file another name') });
    await rename(folder.file('0.jpg'), folder.file('new.jpg'));
    await folder.write('pairs.csv', `${pairsOf(2)}new,new.jpg,clip.mp4,genuine\n`);
    expect(await folder.idv(run)).toMatchObject({ exitCode: 0, sent: 1, lines: { length: 3 } });
  });

  it('is refused when a run was killed before the answer was received', async () => {
    const folder = await folderOf(2);
    await folder.idv(run);
    const lines = (await folder.text('pairs.csv.journal')).split('\n');
    await folder.write('pairs.csv.journal', lines.filter((line) => !line.includes('"outcome"')).join('\n'));
    await copyFile(folder.file('1.jpg'), folder.file('0.jpg'));
    expect(await folder.idv(run)).toMatchObject({
      exitCode: 2,
      sent: 0,
      err: expect.stringContaining('column image: has changed since the row was called'),
    });
  });

  it('is refused when the row is a token whose result is read later', async () => {
    const folder = await batchFolder(2);
    await folder.write('pairs.csv', 'id,check-mode,image\na,compare,0.jpg\n');
    const tokens = ['batch', 'run', 'pairs.csv', '--action', 'faceid token', '--sandbox', '--outcome', 'pending', '--wait-timeout', '0'];
    expect(await folder.idv(tokens)).toMatchObject({ exitCode: 13 });
    await copyFile(folder.file('1.jpg'), folder.file('0.jpg'));
    expect(await folder.idv(tokens)).toMatchObject({
      exitCode: 2,
      sent: 0,
      err: expect.stringContaining('column image: has changed since the row was called'),
    });
  });
});

describe('a journal', () => {
  const notice = 'pairs.csv.journal is a copy: rows that were called after it was copied are not in it';

  async function twiceCalled() {
    const folder = await folderOf(4);
    const [journal, backup] = [folder.file('pairs.csv.journal'), folder.file('backup')];
    await folder.idv([...run, '--max-calls', '1']);
    await copyFile(journal, backup);
    await folder.idv([...run, '--max-calls', '1']);
    return { folder, journal, backup };
  }

  it('that was removed and restored from a backup counts as a copy, even if it gets the same inode number', async () => {
    const { folder, journal, backup } = await twiceCalled();
    await unlink(journal);
    await copyFile(backup, journal);
    expect((await folder.idv(run)).err).toContain(notice);
  });

  it('counts as a copy for good if an older one was written over it, which leaves its inode and its birth as they were', async () => {
    const { folder, journal, backup } = await twiceCalled();
    await copyFile(backup, journal);
    expect((await folder.idv([...run, '--dry-run'])).err).not.toContain(notice);
    for (const _ of [1, 2]) expect((await folder.idv([...run, '--max-calls', '1'])).err).toContain(notice);
    await folder.idv(run);
    await folder.write('pairs.csv', `${pairsOf(4)}new,0.jpg,clip.mp4,genuine\n`);
    expect((await folder.idv(run)).err).toContain(notice);
  });

  it('does not count as a copy if the length that is kept next to it is that of another journal', async () => {
    const { folder, journal } = await twiceCalled();
    await unlink(journal);
    expect(await folder.idv([...run, '--max-calls', '1'], { uuid: randomUUID })).toMatchObject({ sent: 1 });
    expect((await folder.idv(run)).err).not.toContain(notice);
  });

  it('that was moved away and back does not count as a copy', async () => {
    const { folder, journal } = await twiceCalled();
    await rename(journal, folder.file('elsewhere'));
    await rename(folder.file('elsewhere'), journal);
    const again = await folder.idv(run);
    expect(again.err).not.toContain(notice);
    expect(again).toMatchObject({ exitCode: 0, sent: 2 });
  });
});
