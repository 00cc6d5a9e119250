import { describe, expect, it } from 'vitest';
import { countedEngine, sql } from '../../support/own-engine.ts';

/** The database is lost, or an older copy of it returns. The journals of the workers then say what was called. */

const rows = 12;
const engine = countedEngine(rows);
const { file, idv, start, submit, worker, until } = engine;

/** Starts a worker, lets it call at least `most` rows, and stops it. */
async function callSome(number: number, most: number): Promise<void> {
  const before = engine.vendor.calls.size;
  const working = start(worker(number, '--rate', '5', '--concurrency', '2'));
  await until(before + most);
  working.kill('SIGTERM');
  expect((await working.ended).exitCode).toBe(143);
}

const paidTwice = (): number[] => [...engine.vendor.calls].filter(([, calls]) => calls > 1).map(([row]) => row);

async function verdicts(): Promise<unknown[]> {
  const { out } = await idv(['batch', 'results', 'pairs.csv']);
  return out
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { verdict: unknown }).verdict);
}

const rebuild = (...journals: string[]) => idv(['batch', 'rebuild', 'pairs.csv', '--journals', ...journals]);

describe('an engine that was lost', () => {
  it('can be rebuilt from the manifest and the journals, and no row is called twice', async () => {
    expect((await submit()).exitCode).toBe(0);
    await callSome(1, 3);
    await callSome(2, 3);
    await sql(engine.server, 'DROP SCHEMA idv CASCADE');
    await sql(engine.server, 'DROP SCHEMA bullmq CASCADE');
    expect((await idv(['batch', 'init'])).exitCode).toBe(0);
    expect((await idv(worker(1))).err).toContain('idv batch rebuild');
    // Next to each journal is a file with its length.
    const rebuilt = await rebuild('w*');
    expect(rebuilt).toMatchObject({
      exitCode: 0,
      out: expect.stringMatching(/^\d+ rows? (is|are) known from the journals, \d+ (is|are) waiting\n$/),
    });
    expect((await idv(worker(3))).exitCode).toBe(0);
    expect(paidTwice()).toEqual([]);
    expect(engine.vendor.calls.size).toBe(rows);
    expect(await verdicts()).toEqual(Array.from({ length: rows }, () => 'pass'));
  });
});

describe('an engine that is replaced by an older copy of itself', () => {
  it('is noticed by a worker that called rows after the copy was made, and every worker stops', async () => {
    expect((await submit()).exitCode).toBe(0);
    await callSome(1, 2);
    await engine.server.copyTo(file('backup'));
    await callSome(1, 3);
    await engine.server.restoreFrom(file('backup'));
    const before = engine.vendor.calls.size;
    const again = await idv(worker(1));
    expect(again).toMatchObject({ exitCode: 3, err: expect.stringMatching(/the ledger has forgotten \d+ calls? of this worker/) });
    expect(JSON.parse((await idv(['batch', 'status', 'pairs.csv', '--json'])).out)).toMatchObject({
      paused: expect.stringContaining('the ledger has forgotten'),
    });
    expect(engine.vendor.calls.size).toBe(before);
    expect((await rebuild('w1.journal')).exitCode).toBe(0);
    expect((await idv(worker(2))).exitCode).toBe(0);
    expect(paidTwice()).toEqual([]);
    expect(engine.vendor.calls.size).toBe(rows);
  });

  it('is noticed by a worker that is running', async () => {
    expect((await submit()).exitCode).toBe(0);
    await engine.server.copyTo(file('backup'));
    const working = start(worker(1, '--rate', '4', '--concurrency', '2'));
    await until(3);
    await engine.server.restoreFrom(file('backup'));
    expect(await working.ended).toMatchObject({ exitCode: 3, err: expect.stringContaining('the ledger has forgotten') });
    expect(paidTwice()).toEqual([]);
  });
});

describe('a rebuild is refused', () => {
  it('when the journal of a worker is missing, and when a file is not a journal', async () => {
    expect((await submit()).exitCode).toBe(0);
    await callSome(1, 2);
    await callSome(2, 2);
    expect(await rebuild('w1.journal')).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('is missing for 1 worker of the ledger'),
    });
    expect(await rebuild('w7*.journal')).toMatchObject({ exitCode: 2, err: expect.stringContaining('--journals: names no file') });
    expect(await rebuild('w7.journal')).toMatchObject({ exitCode: 2, err: expect.stringContaining('does not exist') });
    expect(await rebuild('pairs.csv')).toMatchObject({ exitCode: 3, err: expect.stringContaining('is not a journal of idv') });
  });
});
