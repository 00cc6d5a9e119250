import { copyFile, readFile, rename, symlink, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/app/batch/engine/database.ts';
import { Ledger } from '../../../src/app/batch/engine/ledger.ts';
import { openJournal, type RowJournal } from '../../../src/app/batch/journal/open-journal.ts';
import { repairLedger } from '../../../src/app/batch/worker/repair-ledger.ts';
import { plural } from '../../../src/core/text/printable.ts';
import { nodeRuntime } from '../../../src/runtime.ts';
import { countedEngine, endLeases, sql, startServer } from '../../support/own-engine.ts';

/** Ways in which a person or a machine could cause a second call of a row. A service that counts its calls shows that none does. */

const rows = 10;
const engine = countedEngine(rows);
const { file, idv, start, submit, worker, until, calling } = engine;
const run = (manifest = 'pairs.csv', ...more: string[]): string[] => calling('batch', 'run', manifest, ...more);

const manifestNow = (): Promise<string> => readFile(file('pairs.csv'), 'utf8');
const called = (): number[] => [...engine.vendor.calls.values()].sort();
const onceEach = (count = rows): number[] => Array.from({ length: count }, () => 1);

describe('runs of one manifest', () => {
  it('call each row once at the same time, also under another name of the manifest', async () => {
    await symlink('pairs.csv', file('link.csv'));
    const ran = await Promise.all([run(), run(), run('link.csv')].map((words) => idv(words)));
    const codes = ran.map(({ exitCode }) => exitCode).sort();
    expect(codes).toEqual([0, 3, 3]);
    expect((await idv(run('link.csv'))).exitCode).toBe(0);
    expect(called()).toEqual(onceEach());
  });

  it('call each row once when one of them is suspended and continues later', async () => {
    const first = start(run('pairs.csv', '--rate', '10', '--concurrency', '2'));
    await until(2);
    first.kill('SIGSTOP');
    expect(await idv(run())).toMatchObject({ exitCode: 3, err: expect.stringContaining('is in use') });
    first.kill('SIGCONT');
    expect((await first.ended).exitCode).toBe(0);
    expect(called()).toEqual(onceEach());
  });

  it.each([
    ['other ids', (text: string) => text.replaceAll('row-', 'person-'), 'has 5 called rows that are not in pairs.csv'],
    [
      'swapped ids',
      (text: string) => text.replace('row-1,', 'row-x,').replace('row-2,', 'row-1,').replace('row-x,', 'row-2,'),
      'column id: was called with other values before',
    ],
    ['one row less', (text: string) => text.replace(/row-3,.*\n/, ''), 'has 1 called row that is not in pairs.csv'],
  ])('are refused with %s', async (_, change, said) => {
    // One after the other, so that the first five rows are called.
    expect((await idv(run('pairs.csv', '--max-calls', '5', '--concurrency', '1'))).exitCode).toBe(21);
    await writeFile(file('pairs.csv'), change(await manifestNow()));
    expect(await idv(run())).toMatchObject({ exitCode: 2, err: expect.stringContaining(said) });
    expect(called()).toEqual(onceEach(5));
  });
});

describe('a manifest', () => {
  it('cannot be submitted after it was run, or run after it was submitted', async () => {
    expect((await idv(run('pairs.csv', '--max-calls', '4'))).exitCode).toBe(21);
    expect(await submit()).toMatchObject({ exitCode: 2, err: expect.stringContaining('were called by idv batch run') });
    await rename(file('pairs.csv.journal'), file('elsewhere.journal'));
    expect((await submit()).exitCode).toBe(0);
    expect(await idv(run())).toMatchObject({ exitCode: 2, err: expect.stringContaining('was submitted to an engine') });
    expect(called()).toEqual(onceEach(4));
  });

  it('cannot be submitted to a second database', async () => {
    expect((await submit()).exitCode).toBe(0);
    const second = await startServer();
    try {
      expect((await idv(['batch', 'init'], second.url)).exitCode).toBe(0);
      const ran = await idv(calling('batch', 'submit', 'pairs.csv'), second.url);
      expect(ran).toMatchObject({ exitCode: 2, err: expect.stringContaining('was submitted to another database') });
    } finally {
      await second.stop();
    }
  });

  it('can be submitted twice at the same time, and each row is called once', async () => {
    const ran = await Promise.all([submit(), submit()]);
    // The slower one finds the key file of the other before or while it writes its own.
    expect(ran.map(({ exitCode }) => exitCode)).toContain(0);
    expect((await idv(worker(1))).exitCode).toBe(0);
    expect(called()).toEqual(onceEach());
  });

  it.each([
    ['other ids', (text: string) => text.replaceAll('row-', 'person-'), 'lacks 10 rows that were submitted'],
    ['a changed row', (text: string) => text.replace('media/4.jpg', 'media/5.jpg'), 'column id: was submitted with other values before'],
    ['one row less', (text: string) => text.replace(/row-3,.*\n/, ''), 'lacks 1 row that was submitted'],
  ])('with %s cannot be submitted again, even if no row was called', async (_, change, said) => {
    expect((await submit()).exitCode).toBe(0);
    await writeFile(file('pairs.csv'), change(await manifestNow()));
    expect(await submit()).toMatchObject({ exitCode: 2, err: expect.stringContaining(said) });
  });

  it('without ids cannot be submitted again with an inserted line, because the rows after it would get other names', async () => {
    const lines = (await manifestNow()).split('\n').map((line) => line.replace(/^(id|row-\d+),/, ''));
    await writeFile(file('pairs.csv'), lines.join('\n'));
    expect((await submit()).exitCode).toBe(0);
    await writeFile(file('pairs.csv'), [lines[0], lines[5], ...lines.slice(1)].join('\n'));
    expect(await submit()).toMatchObject({ exitCode: 2, err: expect.stringContaining('lacks 10 rows that were submitted') });
  });

  it('cannot be submitted again when the picture of a called row was replaced', async () => {
    expect((await submit()).exitCode).toBe(0);
    const first = start(worker(1, '--rate', '5', '--concurrency', '1'));
    await until(2);
    first.kill('SIGTERM');
    await first.ended;
    const [some = 0] = engine.vendor.calls.keys();
    const other = Array.from({ length: rows }, (_, row) => row + 1).find((row) => !engine.vendor.calls.has(row));
    const own = await readFile(file(`media/${some}.jpg`));
    await copyFile(file(`media/${other}.jpg`), file(`media/${some}.jpg`));
    const refused = await submit();
    expect(refused.err).toContain(`pairs.csv line ${some + 1}, column image: has changed since the row was called`);
    expect(refused.exitCode).toBe(2);
    await writeFile(file(`media/${some}.jpg`), own);
    expect((await submit()).exitCode).toBe(0);
    // The picture of a called row may be missing, because only its answer is needed.
    await rename(file(`media/${some}.jpg`), file('gone.jpg'));
    expect((await submit()).exitCode).toBe(0);
  });

  it('can be submitted again when a replaced picture is restored and its row was never sent', async () => {
    expect((await submit()).exitCode).toBe(0);
    const own = await readFile(file('media/3.jpg'));
    await copyFile(file('media/4.jpg'), file('media/3.jpg'));
    expect((await idv(worker(1))).exitCode).toBe(0);
    expect(called()).toEqual(onceEach(rows - 1));
    await writeFile(file('media/3.jpg'), own);
    expect((await submit()).exitCode).toBe(0);
  });

  it('cannot be submitted again when the picture of an unsure row was replaced', async () => {
    await engine.replaceVendor({ delayMs: [60_000, 60_000] });
    expect((await submit()).exitCode).toBe(0);
    const first = start(worker(1, '--concurrency', '1'));
    await until(1);
    first.kill('SIGKILL');
    await first.ended;
    const second = start(worker(1, '--concurrency', '1'));
    await until(2);
    second.kill('SIGKILL');
    await second.ended;
    const [unsure = 0, running = 0] = engine.vendor.calls.keys();
    await copyFile(file(`media/${running}.jpg`), file(`media/${unsure}.jpg`));
    expect((await submit()).err).toContain(`pairs.csv line ${unsure + 1}, column image: has changed since the row was called`);
  });

  it('can be changed after it was cancelled, and its old jobs call nothing', async () => {
    expect((await submit()).exitCode).toBe(0);
    expect((await idv(['batch', 'cancel', 'pairs.csv'])).exitCode).toBe(0);
    expect((await idv(worker(1))).exitCode).toBe(0);
    expect(called()).toEqual([]);
    const text = await manifestNow();
    await writeFile(file('pairs.csv'), text.replace(/row-3,.*\n/, '').replace('row-4,media/4.jpg', 'row-4,media/3.jpg'));
    expect((await submit()).exitCode).toBe(0);
    expect((await idv(worker(1))).exitCode).toBe(0);
    expect([...engine.vendor.calls.keys()].sort((a, b) => a - b)).toEqual([1, 2, 3, 5, 6, 7, 8, 9, 10]);
    expect(called()).toEqual(onceEach(9));
  });
});

describe('workers', () => {
  it('cannot share a journal', async () => {
    expect((await submit()).exitCode).toBe(0);
    const first = start(worker(1, '--rate', '2'));
    await until(2);
    expect(await idv(worker(1))).toMatchObject({ exitCode: 3, err: expect.stringContaining('is in use') });
    // A copy contains the name of the original, which a worker on this machine holds.
    await copyFile(file('w1.journal'), file('w2.journal'));
    expect(await idv(worker(2))).toMatchObject({ exitCode: 3, err: expect.stringContaining('is in use') });
    expect((await first.ended).exitCode).toBe(0);
    expect(called()).toEqual(onceEach());
  });

  it('take back claims that were never sent, but not with a copied or an older journal, whose original knows more', async () => {
    expect((await submit()).exitCode).toBe(0);
    const first = start(worker(1, '--rate', '5'));
    await until(1);
    first.kill('SIGTERM');
    await first.ended;
    await copyFile(file('w1.journal'), file('w2.journal'));
    const { batch } = JSON.parse(await readFile(file('pairs.csv.batch-key'), 'utf8')) as { batch: string };
    const uncalled = `SELECT key, tag FROM idv.idv_member m WHERE batch = '${batch}' AND NOT EXISTS (SELECT FROM idv.idv_row r WHERE r.key = m.key)`;
    const [key = '', tag = ''] = ((await sql(engine.server, uncalled))[0] ?? '').split('|');
    const database = await openDatabase(engine.server.url, 1, { ...nodeRuntime('0'), version: 'test' });
    const ledger = new Ledger(database);
    try {
      const older = (await readFile(file('w1.journal'), 'utf8')).replace(/[^\n]*\n$/, '');
      for (const [number, isLeft, change] of [
        [2, true],
        [1, false],
        // An older copy, written over the journal itself.
        [1, true, () => writeFile(file('w1.journal'), older)],
      ] as const) {
        await change?.();
        const journal = (await openJournal(file(`w${number}.journal`), nodeRuntime('0'))) as RowJournal;
        const { worker: name = '' } = journal.header;
        const at = { batch, key, generation: 0, token: 'another process', worker: name };
        expect((await ledger.claim(at, tag, 60)).claim).toBe('own');
        await repairLedger({ batch, batchKey: '', worker: name, journal, ledger, nowMs: Date.now });
        await journal.close();
        expect((await ledger.look(batch, key, 0)) !== undefined).toBe(isLeft);
      }
    } finally {
      await database.close();
    }
  });

  it('call no row again when its time is over only by the clock of the server', async () => {
    await engine.replaceVendor({ delayMs: [3000, 3000] });
    expect((await submit()).exitCode).toBe(0);
    const working = [1, 2].map((number) => start(worker(number, '--rate', '50', '--concurrency', '2')));
    await until(3);
    await sql(engine.server, "UPDATE idv.idv_row SET deadline = now() - interval '1 hour' WHERE outcome IS NULL");
    expect((await Promise.all(working.map(({ ended }) => ended))).map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    expect(called()).toEqual(onceEach());
    expect((await idv(['batch', 'results', 'pairs.csv'])).exitCode).toBe(0);
  });

  it('do not call cancelled or new rows after idv batch retry, which queues only rows that were called', async () => {
    expect((await submit()).exitCode).toBe(0);
    await writeFile(file('pairs.csv'), (await manifestNow()).replace(/^(row-1),(.*)$/m, '$1,$2\nadded,$2'));
    const retry = ['batch', 'retry', 'pairs.csv', '--failed', '--unsure', '--pay-again'];
    expect((await idv(retry)).out).toBe('0 rows are waiting again\n');
    expect((await idv(['batch', 'cancel', 'pairs.csv'])).exitCode).toBe(0);
    expect((await idv(retry)).out).toBe('0 rows are waiting again\n');
    expect((await idv(['batch', 'status', 'pairs.csv'])).out).toContain('cancelled');
    expect(called()).toEqual([]);
  });

  it('call unsure rows again only with idv batch retry --unsure --pay-again', async () => {
    expect((await submit()).exitCode).toBe(0);
    const first = start(worker(1, '--rate', '100'));
    await until(1);
    first.kill('SIGKILL');
    await first.ended;
    await endLeases(engine.server);
    expect((await idv(worker(1))).exitCode).toBe(0);
    expect(called()).toEqual(onceEach(engine.vendor.calls.size));
    const unpaid = await idv(['batch', 'retry', 'pairs.csv', '--unsure']);
    expect(unpaid).toMatchObject({ exitCode: 2, out: '', err: expect.stringContaining('--unsure: rows may have been paid') });
    const unsure = ((await idv(['batch', 'results', 'pairs.csv'])).out.match(/"unsure":/g) ?? []).length;
    expect(unsure).toBeGreaterThan(0);
    expect((await idv(['batch', 'retry', 'pairs.csv', '--unsure', '--pay-again'])).out).toBe(
      `${plural(unsure, 'row is', 'rows are')} waiting again\n`,
    );
    expect((await idv(worker(1))).exitCode).toBe(0);
    expect(await idv(['batch', 'results', 'pairs.csv'])).toMatchObject({ exitCode: 0 });
    expect(engine.vendor.calls.size).toBe(rows);
  });
});
