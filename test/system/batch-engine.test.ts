import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');
const chaos = join(root, 'scripts/chaos');

interface OwnServer {
  url: string;
  stop(): Promise<void>;
}

/** Scripts, which have no types. */
const script = (name: string): Promise<Record<string, (...args: unknown[]) => Promise<never>>> => import(join(chaos, name));

const startServer = async (...settings: string[]): Promise<OwnServer> =>
  (await script('own-postgres.mjs')).startOwnPostgres?.(settings) as Promise<OwnServer>;

let folder: string;
let server: OwnServer;
let manifest: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'idv-engine-'));
  server = await startServer('synchronous_commit=off');
  manifest = (await (await script('make-rows.mjs')).makeRows?.(folder, 12)) as unknown as string;
});

afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

async function idv(words: readonly string[], engine = server.url): Promise<{ exitCode: number; out: string; err: string }> {
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    IDV_ENGINE: engine,
    TENCENTCLOUD_SECRET_ID: 'sandbox-id',
    TENCENTCLOUD_SECRET_KEY: 'sandbox-key',
  };
  const ran = await run(process.execPath, [join(root, 'bin/idv.js'), ...words], { env, cwd: folder }).catch((error) => error);
  return { exitCode: ran.code ?? 0, out: ran.stdout, err: ran.stderr };
}

const submit = ['batch', 'submit', 'pairs.csv', '--action', 'compare', '--sandbox'];
const worker = ['worker', '--key', 'pairs.csv.batch-key', '--media-root', '.', '--sandbox'];

describe('an engine', () => {
  it.each([
    ['that does not run', 'postgres://idv@127.0.0.1:1/idv', 30, 'cannot be reached'],
    ['that is not an address', 'redis://127.0.0.1', 2, 'is not an address of PostgreSQL'],
  ])('%s is refused', async (_, url, exitCode, said) => {
    const ran = await idv(submit, url);
    expect(ran.err).toContain(said);
    expect(ran.exitCode).toBe(exitCode);
  });

  it('without its database, its user or its tables is refused, and no address is shown', async () => {
    const missing = await idv(submit, server.url.replace(/idv$/, 'other'));
    expect([missing.exitCode, missing.err]).toEqual([3, expect.stringContaining('no such database')]);
    const stranger = await idv(submit, server.url.replace('idv@', 'someone:hunter2@'));
    expect([stranger.exitCode, stranger.err]).toEqual([3, expect.stringContaining('refuses the user or the password')]);
    expect(stranger.err).not.toContain('hunter2');
    const empty = await idv(submit);
    expect([empty.exitCode, empty.err]).toEqual([3, expect.stringContaining('run idv batch init')]);
    await expect(readFile(`${manifest}.batch-key`)).rejects.toThrow('ENOENT');
  });

  it('that may forget what it confirmed is refused', async () => {
    const forgetful = await startServer('fsync=off');
    try {
      const ran = await idv(['batch', 'init'], forgetful.url);
      expect([ran.exitCode, ran.err]).toEqual([3, expect.stringContaining('fsync or full_page_writes off')]);
    } finally {
      await forgetful.stop();
    }
  });
});

describe('a submitted batch', () => {
  it('is called once by its workers, however often it is submitted', async () => {
    expect((await idv(['batch', 'init'])).exitCode).toBe(0);
    const [first, second] = [await idv(submit), await idv(submit)];
    expect([first.exitCode, second.exitCode]).toEqual([0, 0]);
    expect(second.out).toBe(first.out);
    const done = await Promise.all([1, 2, 3].map((number) => idv([...worker, '--journal', `w${number}.journal`])));
    expect(done.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
    const journals = await Promise.all([1, 2, 3].map((number) => readFile(join(folder, `w${number}.journal`), 'utf8')));
    const intents = journals.join('').match(/"type":"intent","key":"[0-9a-f]+"/g) ?? [];
    expect([intents.length, new Set(intents).size]).toEqual([12, 12]);
    const results = await idv(['batch', 'results', 'pairs.csv']);
    const lines = results.out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string; verdict: string });
    expect(lines.map(({ id }) => id)).toEqual(Array.from({ length: 12 }, (_, row) => `row-${row + 1}`));
    expect(new Set(lines.map(({ verdict }) => verdict))).toEqual(new Set(['pass']));
    expect(results.exitCode).toBe(0);
    const status = JSON.parse((await idv(['batch', 'status', 'pairs.csv', '--json'])).out);
    expect(status).toMatchObject({ rows: 12, waiting: 0, paused: null, outcomes: { pass: 12 } });
  });

  it('keeps no name, path or answer of the service in the database', async () => {
    const { stdout } = await run('psql', [server.url, '-At', '-c', 'SELECT data FROM bullmq.job', '-c', 'SELECT outcome FROM idv.idv_row']);
    expect(stdout).toContain('"verdict": "pass"');
    expect(stdout).not.toMatch(/row-\d|media\/|clip\.mp4|BestFrame/);
  });

  it('is refused by a worker that would call another place', async () => {
    const ran = await idv(worker.filter((word) => word !== '--sandbox'));
    expect(ran.exitCode).not.toBe(0);
    expect(ran.err).not.toContain('pass');
  });

  it('is gone only where a person says so', async () => {
    expect((await idv(['batch', 'purge', 'pairs.csv'])).exitCode).toBe(2);
    expect((await idv(['batch', 'purge', 'pairs.csv', '--yes'])).exitCode).toBe(0);
    expect((await idv(['batch', 'status', 'pairs.csv'])).exitCode).toBe(3);
  });
});

it('rows are paid at most once, and every one has its result, though workers and server are killed', async () => {
  const { stdout } = await run(process.execPath, [join(chaos, 'run.mjs'), 'workers', '120', '3'], { env: { PATH: process.env.PATH } });
  const figures = JSON.parse(stdout) as Record<string, number>;
  expect(figures).toMatchObject({ rows: 120, paidTwice: 0, lost: 0, forgotten: 0, inventedAnswers: 0 });
}, 400_000);

it('three workers share one quota', async () => {
  const { stdout } = await run(process.execPath, [join(chaos, 'run.mjs'), 'quota', '200'], { env: { PATH: process.env.PATH } });
  const figures = JSON.parse(stdout) as Record<string, number>;
  expect(figures).toMatchObject({ rows: 200, answered: 200, unsure: 0, paidTwice: 0 });
  // 18 a second leave. How close together they arrive is a matter of how busy this machine is, on which all of it runs.
  expect(figures.mostInASecond).toBeLessThanOrEqual(22);
  expect(figures.throttles).toBeLessThanOrEqual(4);
  expect(figures.seconds).toBeGreaterThanOrEqual(10);
}, 200_000);
