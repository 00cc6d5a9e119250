import { appendFileSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { batchFolder, pairsOf } from '../../support/batch-folder.ts';
import { memoryRuntime, ownKeys } from '../../support/memory-runtime.ts';

const run = ['batch', 'run', 'pairs.csv', '--action', 'compare', '--sandbox'];

const intentsIn = (journal: string): number => journal.split('\n').filter((line) => line.startsWith('{"type":"intent"')).length;

async function folderOf(rows: number, more?: (row: number) => string) {
  const folder = await batchFolder(rows);
  await folder.write('pairs.csv', pairsOf(rows, more));
  return folder;
}

describe('a run', () => {
  it('gives one line for each row, which idv eval can read', async () => {
    const folder = await folderOf(3);
    const { lines, exitCode, sent } = await folder.idv([...run, '--ordered']);
    expect(exitCode).toBe(0);
    expect(sent).toBe(3);
    expect(lines.map(({ id }) => id)).toEqual(['p0', 'p1', 'p2']);
    expect(lines[0]).toMatchObject({
      schemaVersion: 1,
      row: 1,
      label: 'genuine',
      provider: 'tencent',
      verdict: 'pass',
      score: 96.3,
      sandbox: true,
    });
    expect(lines[0]?.media).toMatchObject({
      image: expect.stringMatching(/^[0-9a-f]{64}$/),
      video: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    await folder.write('results.ndjson', lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const counted = await folder.idv(['eval', folder.file('results.ndjson'), '--json', '--resamples', '0']);
    expect(JSON.parse(counted.out).counts.genuine).toMatchObject({ withScore: 3 });
  });

  it('can be repeated: nothing is called again, and all results are printed', async () => {
    const folder = await folderOf(3);
    const first = await folder.idv([...run, '--ordered']);
    const journal = await folder.text('pairs.csv.journal');
    const again = await folder.idv([...run, '--ordered']);
    expect(again.sent).toBe(0);
    expect(again.lines).toEqual(first.lines);
    expect(await folder.text('pairs.csv.journal')).toBe(journal);
  });

  it('calls new rows, and does not need the files of old rows', async () => {
    const folder = await folderOf(3);
    await folder.write('pairs.csv', pairsOf(2));
    await folder.idv(run);
    await folder.write('pairs.csv', pairsOf(3));
    await fs.unlink(folder.file('0.jpg'));
    const again = await folder.idv([...run, '--ordered']);
    expect([again.sent, again.exitCode, again.lines.length]).toEqual([1, 0, 3]);
  });

  it('writes every line in order, although a line of the manifest cannot be read', async () => {
    const folder = await folderOf(3);
    await folder.write('pairs.csv', pairsOf(3).replace('p1,1.jpg,clip.mp4,genuine', 'p1,1.jpg,clip.mp4,genuine,and,more'));
    const ran = await folder.idv([...run, '--ordered', '--skip-invalid']);
    expect(ran.lines.map(({ id }) => id)).toEqual(['p0', 'p2']);
  });

  it('stops at --max-calls and at --budget, and can be continued', async () => {
    const folder = await folderOf(5);
    const first = await folder.idv([...run, '--max-calls', '2']);
    expect([first.sent, first.exitCode]).toEqual([2, 21]);
    expect(first.err).toContain('3 rows were not called: --max-calls is reached; run the command again to continue\n');
    const second = await folder.idv([...run, '--price', '0.1', '--budget', '0.4']);
    expect([second.sent, second.lines.length, second.exitCode]).toEqual([2, 4, 21]);
    expect(second.err).toContain('1 row was not called: --budget is reached; give a higher --budget to continue\n');
    const third = await folder.idv([...run, '--price', '0.1', '--budget', '0.5', '--ordered']);
    expect([third.sent, third.lines.length, third.exitCode]).toEqual([1, 5, 0]);
  });

  it.each([
    ['InvalidParameter', ['--retry', 'failed'], 20, { error: { code: 'InvalidParameter' } }],
    ['fault:reset', ['--retry', 'unsure', '--pay-again'], 32, { unsure: {} }],
  ])('keeps the results of rows that ended in %s and that %j did not reach', async (outcome, retry, exitCode, result) => {
    const folder = await folderOf(3);
    await folder.idv([...run, '--outcome', outcome]);
    const again = await folder.idv([...run, ...retry, '--max-calls', '1', '--ordered', '--concurrency', '1']);
    expect([again.sent, again.exitCode]).toEqual([1, exitCode]);
    expect(again.lines).toMatchObject([
      { id: 'p0', verdict: 'pass' },
      { id: 'p1', verdict: null, ...result },
      { id: 'p2', verdict: null, ...result },
    ]);
    expect(again.err).not.toContain('not called');
    expect(await folder.idv([...run, ...retry])).toMatchObject({ sent: 2, exitCode: 0 });
  });

  it('exits with 40 for a verdict of --fail-on', async () => {
    const folder = await folderOf(1);
    const { exitCode, lines } = await folder.idv([...run, '--outcome', 'spoof', '--fail-on', 'mismatch,spoof']);
    expect([exitCode, lines[0]?.verdict]).toEqual([40, 'spoof']);
    // No row of recordings may pass.
    expect((await folder.idv([...run, '--fail-on', 'pass'])).exitCode).toBe(0);
  });

  it('exits with 40 for a pass when --fail-on names pass', async () => {
    const folder = await folderOf(1);
    expect((await folder.idv([...run, '--fail-on', 'pass'])).exitCode).toBe(40);
  });

  it('calls failed rows again only with --retry failed', async () => {
    const folder = await folderOf(2);
    const failed = await folder.idv([...run, '--outcome', 'InvalidParameter']);
    expect([failed.exitCode, failed.lines[0]?.verdict]).toEqual([20, null]);
    expect((await folder.idv(run)).sent).toBe(0);
    const again = await folder.idv([...run, '--retry', 'failed']);
    expect([again.sent, again.exitCode, again.lines[0]?.verdict]).toEqual([2, 0, 'pass']);
    expect((await folder.idv([...run, '--retry', 'failed'])).sent).toBe(0);
  });

  it.each(['fault:html', 'fault:http-503'])('calls rows that ended in %s again with the flags that the summary names', async (outcome) => {
    const folder = await folderOf(2);
    const failed = await folder.idv([...run, '--outcome', outcome]);
    expect(failed.err).toContain('2 failed rows may have been billed');
    expect(failed.err).toContain('--retry failed --pay-again calls them again');
    expect((await folder.idv([...run, '--retry', 'failed'])).sent).toBe(0);
    expect(await folder.idv([...run, '--retry', 'failed', '--pay-again'])).toMatchObject({ sent: 2, exitCode: 0 });
  });

  it('stops when every call is throttled, and counts no row as called', async () => {
    const folder = await folderOf(3);
    const { exitCode, lines, err } = await folder.idv([...run, '--outcome', 'RequestLimitExceeded', '--concurrency', '1']);
    expect(lines).toEqual([]);
    expect(exitCode).toBe(21);
    expect(err).toContain('the service throttles every call');
    const again = await folder.idv(run);
    expect([again.sent, again.exitCode]).toEqual([3, 0]);
  });

  it('stops when the key is refused', async () => {
    const folder = await folderOf(12);
    const { exitCode, sent } = await folder.idv([...run, '--outcome', 'AuthFailure.SecretIdNotFound', '--concurrency', '1']);
    expect([exitCode, sent]).toEqual([20, 5]);
  });

  it('can be interrupted between two rows', async () => {
    const folder = await folderOf(4);
    const controller = new AbortController();
    const stdout = memoryRuntime().stdout;
    const write = (data: string | Uint8Array): void => {
      stdout.write(data);
      controller.abort('SIGINT');
    };
    const { exitCode, sent } = await folder.idv([...run, '--concurrency', '1'], {
      signal: controller.signal,
      stdout: { ...stdout, write },
    });
    expect([exitCode, sent]).toEqual([130, 1]);
    expect((await folder.idv(run)).sent).toBe(3);
  });
});

describe('a row whose answer was never received', () => {
  /** The journal of a run that was killed while calls were running. */
  async function killedFolder() {
    const folder = await folderOf(2);
    await folder.idv(run);
    const journal = (await folder.text('pairs.csv.journal')).split('\n');
    await folder.write('pairs.csv.journal', `${[...journal.filter((line) => !line.includes('"outcome"'))].join('\n')}`);
    return folder;
  }

  it('is unsure, and is never called again automatically', async () => {
    const folder = await killedFolder();
    for (const _ of [1, 2]) {
      const { lines, exitCode, sent, err } = await folder.idv([...run, '--ordered']);
      expect([sent, exitCode]).toEqual([0, 32]);
      expect(lines[0]).toMatchObject({ id: 'p0', verdict: null, billed: null, unsure: { reason: 'the run ended before the answer came' } });
      expect(err).toContain('unsure: p0, p1');
    }
    expect((await folder.idv([...run, '--retry', 'failed', '--pay-again'])).sent).toBe(0);
  });

  it('is called again with --retry unsure --pay-again', async () => {
    const folder = await killedFolder();
    const again = await folder.idv([...run, '--retry', 'unsure', '--pay-again']);
    expect([again.sent, again.exitCode]).toEqual([2, 0]);
    expect(await folder.text('pairs.csv.journal')).toContain('"generation":1');
    expect((await folder.idv([...run, '--retry', 'unsure', '--pay-again'])).sent).toBe(0);
  });

  it('is also the result of a broken connection', async () => {
    const folder = await folderOf(1);
    const { exitCode, sent, lines } = await folder.idv([...run, '--outcome', 'fault:reset']);
    expect([exitCode, sent, lines[0]?.verdict]).toEqual([32, 1, null]);
    expect((await folder.idv(run)).sent).toBe(0);
  });
});

describe('a journal', () => {
  it('that was cut in the middle of a line can be continued', async () => {
    const folder = await folderOf(3);
    await folder.idv([...run, '--max-calls', '2']);
    const journal = await folder.text('pairs.csv.journal');
    await folder.write('pairs.csv.journal', `${journal}{"type":"intent","key":"0123`);
    const again = await folder.idv(run);
    expect([again.sent, again.exitCode, again.lines.length]).toEqual([1, 0, 3]);
    expect(intentsIn(await folder.text('pairs.csv.journal'))).toBe(3);
  });

  it.each([
    ['that is damaged in the middle', (text: string) => text.replace(/"intent"/, '"intemt"'), 3, 'is damaged at line 2'],
    [
      'that is damaged in its last line',
      (text: string) => text.replace(/[^\n]*\n$/, (line) => line.replace('"result":{', '"result":{,')),
      3,
      'is damaged at line 5',
    ],
    [
      'with member names in capital letters',
      (text: string) => text.replace(/"key":"\w+"/g, (key) => key.toUpperCase()),
      3,
      'is damaged at line 2',
    ],
    [
      'with row keys in capital letters',
      (text: string) => text.replace(/(?<="key":")\w+/g, (key) => key.toUpperCase()),
      3,
      'is damaged at line 2',
    ],
    ['with a record that lacks a member', (text: string) => text.replace(/"written":"\w+",/, ''), 3, 'is damaged at line 2'],
    ['with CRLF line ends', (text: string) => text.replaceAll('\n', '\r\n'), 3, 'is damaged at line 1'],
    [
      'with CRLF line ends from line 4 on',
      (text: string) =>
        text
          .split('\n')
          .map((line, at) => (at < 3 || line === '' ? line : `${line}\r`))
          .join('\n'),
      3,
      'changed its line ends to CRLF',
    ],
    [
      'that was rewritten with blanks',
      (text: string) => text.replace(/(?<=\n).+/g, (line) => line.replaceAll('":', '": ')),
      3,
      'is damaged at line 2',
    ],
    ['that is another file', () => 'id,image\n', 3, 'is not a journal of idv'],
    [
      'of another action',
      (text: string) => text.replace('CompareFaceLiveness', 'LivenessCompare'),
      2,
      'is the journal of tencent LivenessCompare',
    ],
    ['of calls to the service itself', (text: string) => text.replace('"place":"sandbox"', '"place":"service"'), 2, 'at the service'],
  ])('%s is refused, and no row is called', async (_, change, exitCode, said) => {
    const folder = await folderOf(2);
    await folder.idv(run);
    const changed = change(await folder.text('pairs.csv.journal'));
    await folder.write('pairs.csv.journal', changed);
    const again = await folder.idv(run);
    expect(again.err).toContain(said);
    expect([again.exitCode, again.sent]).toEqual([exitCode, 0]);
    expect(await folder.text('pairs.csv.journal')).toBe(changed);
  });

  it('of another action gets no hint about flags, which would not help', async () => {
    const folder = await folderOf(1);
    await folder.idv([...run, '--threshold', '80']);
    const again = await folder.idv(['batch', 'run', 'pairs.csv', '--action', 'deepfake', '--sandbox']);
    expect(again.err).toContain('is the journal of tencent CompareFaceLiveness');
    expect(again.err).not.toContain('--threshold');
    expect([again.exitCode, again.sent]).toEqual([2, 0]);
  });

  it('that is a copy needs --yes before a call, because rows that were called since would be paid again', async () => {
    const folder = await folderOf(3);
    await folder.idv([...run, '--max-calls', '2']);
    const journal = await folder.text('pairs.csv.journal');
    const ofService = journal.replace('"place":"sandbox"', '"place":"service"').replace(/"inode":\d+/, '"inode":1');
    await folder.write('pairs.csv.journal', ofService);
    const again = await folder.idv(['batch', 'run', 'pairs.csv', '--action', 'compare'], { env: ownKeys });
    expect(again.err).toContain('pairs.csv.journal is a copy: rows that were called after it was copied are not in it');
    expect(again.err).toContain('--yes: is needed for 1 call with a copied journal');
    expect([again.exitCode, again.sent]).toEqual([2, 0]);
  });

  it('that was removed needs --yes before a call, because its length is still next to it', async () => {
    const folder = await folderOf(3);
    await folder.idv([...run, '--max-calls', '2']);
    await fs.unlink(folder.file('pairs.csv.journal'));
    const ofService = ['batch', 'run', 'pairs.csv', '--action', 'compare'];
    const again = await folder.idv(ofService, { env: ownKeys });
    expect(again.err).toContain('pairs.csv.journal is missing, but pairs.csv.journal.length shows that it was there');
    expect(again.err).toContain('--yes: is needed for 3 calls without the earlier journal');
    expect([again.exitCode, again.sent]).toEqual([2, 0]);
    await fs.unlink(folder.file('pairs.csv.journal.length'));
    expect((await folder.idv(run)).err).not.toContain('is missing');
  });

  it('with rows that are not in the manifest is refused', async () => {
    const folder = await folderOf(2);
    await folder.idv(run);
    await folder.write('pairs.csv', pairsOf(2).replaceAll('\np', '\nq'));
    const again = await folder.idv(run);
    expect(again.err).toContain('has 2 called rows that are not in pairs.csv');
    expect([again.exitCode, again.sent]).toEqual([2, 0]);
  });

  it('with a row that has other values now is refused', async () => {
    const folder = await folderOf(2);
    await folder.idv(run);
    await folder.write('pairs.csv', pairsOf(2).replace('p0,0.jpg', 'p0,1.jpg'));
    const again = await folder.idv(run);
    expect(again.err).toContain('pairs.csv line 2, column id: was called with other values before');
    expect([again.exitCode, again.sent]).toEqual([2, 0]);
  });

  it('can be read only by its owner, and contains no id and no path', async () => {
    const folder = await folderOf(2);
    await folder.idv(run);
    expect((await fs.stat(folder.file('pairs.csv.journal'))).mode & 0o777).toBe(0o600);
    expect(await folder.text('pairs.csv.journal')).not.toMatch(/"p0"|0\.jpg|clip\.mp4/);
    await expect(fs.stat(folder.file('pairs.csv.journal.reserve'))).rejects.toThrow('ENOENT');
  });

  it('can be used by only one run at a time', async () => {
    const folder = await folderOf(2);
    await folder.idv([...run, '--max-calls', '1']);
    const { exitCode, err, sent } = await folder.idv(run, { lockName: async () => undefined });
    expect(err).toContain('is in use');
    expect([exitCode, sent]).toEqual([3, 0]);
  });

  it('to which another process writes ends the run before the next call', async () => {
    const folder = await folderOf(6);
    const stranger = '{"type":"released","key":"00000000000000000000000000000000","generation":0,"reason":"x"}\n';
    const stdout = memoryRuntime().stdout;
    const write = (): void => appendFileSync(folder.file('pairs.csv.journal'), stranger);
    const { exitCode, err, sent } = await folder.idv([...run, '--concurrency', '1'], { stdout: { ...stdout, write } });
    expect(err).toContain('another process writes to the journal');
    expect(err).toContain('calls that were under way may have been done and billed');
    expect([exitCode, sent]).toEqual([24, 1]);
  });
});

describe('a file that changes after its check', () => {
  it('is not sent', async () => {
    const folder = await folderOf(1);
    let opened = 0;
    const open: typeof fs.open = async (path, ...rest) => {
      if (String(path).endsWith('0.jpg')) {
        opened += 1;
        if (opened === 2) await fs.appendFile(path, 'x');
      }
      return fs.open(path, ...rest);
    };
    const { lines, exitCode, sent } = await folder.idv(run, { fs: { ...memoryRuntime().fs, open } });
    expect(lines[0]).toMatchObject({ verdict: null, error: { code: 'changed-media', billed: false } });
    expect([exitCode, sent]).toEqual([4, 0]);
  });
});

describe('a full disk for the journal', () => {
  it('stops the run before the next call, and no answer is lost', async () => {
    const folder = await folderOf(6);
    let written = 0;
    const open: typeof fs.open = async (path, ...rest) => {
      const file = await fs.open(path, ...rest);
      if (!String(path).endsWith('.journal')) return file;
      const write = file.write.bind(file) as (...args: unknown[]) => ReturnType<typeof file.write>;
      const full = async (...args: unknown[]): ReturnType<typeof file.write> => {
        written += 1;
        const reserved = await fs.stat(`${String(path)}.reserve`).catch(() => undefined);
        if (written > 3 && reserved) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
        return write(...args);
      };
      return Object.assign(file, { write: full });
    };
    // An existing journal is opened by its own name.
    await folder.idv([...run, '--max-calls', '1']);
    written = 0;
    const { exitCode, err, sent } = await folder.idv([...run, '--concurrency', '1'], { fs: { ...memoryRuntime().fs, openHandle: open } });
    expect(err).toContain('the disk of the journal is full');
    expect(exitCode).toBe(24);
    expect(sent).toBe(2);
    const again = await folder.idv(run);
    expect([again.sent, again.exitCode, again.lines.length]).toEqual([3, 0, 6]);
  });
});
