import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type EngineFolder, engineFolder, type OwnPostgres, sql, startCounting, startServer } from '../../support/own-engine.ts';

/** The database is lost, or an older copy of it comes back: the journals of the workers say what was called. */

const rows = 12;
let server: OwnPostgres;
let vendor: Awaited<ReturnType<typeof startCounting>>;
let folder: EngineFolder;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

beforeEach(async () => {
  vendor = await startCounting();
  folder = await engineFolder(server.url, rows);
  expect((await folder.idv(['batch', 'init'])).exitCode).toBe(0);
});
afterEach(async () => {
  vendor.close();
  await folder.remove();
});

const submit = () => folder.idv(['batch', 'submit', 'pairs.csv', '--action', 'compare', '--endpoint', vendor.url]);
const workerWords = (number: number, more: readonly string[] = []): string[] => [
  ...['worker', '--key', 'pairs.csv.batch-key', '--media-root', '.', '--journal', `w${number}.journal`],
  ...['--endpoint', vendor.url, ...more],
];

/** Lets two workers, one after the other, call about half of the rows each, and stops both. */
async function callSome(number: number, most: number): Promise<void> {
  const before = vendor.calls.size;
  const working = folder.start(workerWords(number, ['--rate', '5', '--concurrency', '2']));
  while (vendor.calls.size < before + most) await new Promise((resolve) => setTimeout(resolve, 20));
  working.kill('SIGTERM');
  expect((await working.ended).exitCode).toBe(143);
}

const paidTwice = (): number[] => [...vendor.calls].filter(([, calls]) => calls > 1).map(([row]) => row);

async function verdicts(): Promise<unknown[]> {
  const { out } = await folder.idv(['batch', 'results', 'pairs.csv']);
  return out
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { verdict: unknown }).verdict);
}

const rebuild = (...journals: string[]) => folder.idv(['batch', 'rebuild', 'pairs.csv', '--journals', ...journals]);

describe('an engine that was lost', () => {
  it('is made again from manifest and journals: no row is called twice', async () => {
    expect((await submit()).exitCode).toBe(0);
    await callSome(1, 3);
    await callSome(2, 3);
    await sql(server, 'DROP SCHEMA idv CASCADE');
    await sql(server, 'DROP SCHEMA bullmq CASCADE');
    expect((await folder.idv(['batch', 'init'])).exitCode).toBe(0);
    expect((await folder.idv(workerWords(1))).err).toContain('idv batch rebuild');
    const rebuilt = await rebuild('w*.journal');
    expect(rebuilt).toMatchObject({ exitCode: 0, out: expect.stringMatching(/^\d+ rows are known from the journals, \d+ are waiting\n$/) });
    expect((await folder.idv(workerWords(3))).exitCode).toBe(0);
    expect(paidTwice()).toEqual([]);
    expect(vendor.calls.size).toBe(rows);
    expect(await verdicts()).toEqual(Array.from({ length: rows }, () => 'pass'));
  });
});

describe('an engine of which an older copy comes back', () => {
  it('is noticed by a worker that had called rows since, which stops all', async () => {
    expect((await submit()).exitCode).toBe(0);
    await callSome(1, 2);
    await server.copyTo(folder.file('backup'));
    await callSome(1, 3);
    await server.restoreFrom(folder.file('backup'));
    const before = vendor.calls.size;
    const again = await folder.idv(workerWords(1));
    expect(again).toMatchObject({ exitCode: 3, err: expect.stringMatching(/the ledger has forgotten \d+ calls? of this worker/) });
    expect(JSON.parse((await folder.idv(['batch', 'status', 'pairs.csv', '--json'])).out)).toMatchObject({
      paused: expect.stringContaining('the ledger has forgotten'),
    });
    expect(vendor.calls.size).toBe(before);
    expect((await rebuild('w1.journal')).exitCode).toBe(0);
    expect((await folder.idv(workerWords(2))).exitCode).toBe(0);
    expect(paidTwice()).toEqual([]);
    expect(vendor.calls.size).toBe(rows);
  });

  it('is noticed by a worker that goes on meanwhile', async () => {
    expect((await submit()).exitCode).toBe(0);
    await server.copyTo(folder.file('backup'));
    const working = folder.start(workerWords(1, ['--rate', '4', '--concurrency', '2']));
    while (vendor.calls.size < 3) await new Promise((resolve) => setTimeout(resolve, 20));
    await server.restoreFrom(folder.file('backup'));
    expect(await working.ended).toMatchObject({ exitCode: 3, err: expect.stringContaining('the ledger has forgotten') });
    expect(paidTwice()).toEqual([]);
  });
});

describe('a rebuild is refused', () => {
  it('without the journal of a worker that the ledger knows, and with a file that is no journal', async () => {
    expect((await submit()).exitCode).toBe(0);
    await callSome(1, 2);
    await callSome(2, 2);
    expect(await rebuild('w1.journal')).toMatchObject({ exitCode: 2, err: expect.stringContaining('lack that of 1 worker that') });
    expect(await rebuild('w7*.journal')).toMatchObject({ exitCode: 2, err: expect.stringContaining('--journals: names no file') });
    expect(await rebuild('w7.journal')).toMatchObject({ exitCode: 2, err: expect.stringContaining('does not exist') });
    expect(await rebuild('pairs.csv')).toMatchObject({ exitCode: 3, err: expect.stringContaining('is not a journal of idv') });
  });
});
