import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type EngineFolder,
  engineFolder,
  type OwnPostgres,
  type OwnServer,
  sql,
  startPooler,
  startServer,
} from '../../support/own-engine.ts';

/** Everything that could break the promise is refused before any call, with one exit code and a hint. `idv doctor` reports the same. */

const submit = ['batch', 'submit', 'pairs.csv', '--action', 'compare', '--sandbox'];
const worker = ['worker', '--key', 'pairs.csv.batch-key', '--media-root', '.', '--sandbox'];

let server: OwnPostgres;
let folder: EngineFolder;

beforeAll(async () => {
  server = await startServer('synchronous_commit=off');
  folder = await engineFolder(server.url, 3);
});

afterAll(async () => {
  await server.stop();
  await folder.remove();
});

interface Found {
  subject: string;
  status: string;
  message: string;
  fix: string | null;
}

/** The checks of idv doctor that concern an engine. */
async function examined(url: string): Promise<{ exitCode: number; checks: Record<string, Found> }> {
  const ran = await folder.idv(['doctor', 'tencent', '--sandbox', '--engine', url, '--json'], '');
  const { checks } = JSON.parse(ran.out) as { checks: Found[] };
  const ofEngine = checks
    .filter(({ subject }) => subject.startsWith('engine'))
    .map((check) => [check.subject.slice('engine, '.length), check] as const);
  return { exitCode: ran.exitCode, checks: Object.fromEntries(ofEngine) };
}

const nothingCalled = async (): Promise<void> => expect(await sql(server, 'SELECT count(*) FROM idv.idv_row')).toEqual(['0']);

describe('an engine', () => {
  it('is reported as wrong without tables, and as right with tables of this version, even if its default is not to wait for commits', async () => {
    const empty = await examined(server.url);
    expect(empty.checks.tables).toMatchObject({ status: 'wrong', fix: 'run idv batch init --engine …' });
    expect(empty.exitCode).toBe(40);
    expect((await folder.idv(['batch', 'init'])).exitCode).toBe(0);
    const { exitCode, checks } = await examined(server.url);
    expect(Object.values(checks).filter(({ status }) => status !== 'ok')).toMatchObject([
      { status: 'warning', message: "the server's default is off; sessions of idv use on" },
    ]);
    for (const subject of ['server', 'notifications', 'tables', 'connections', 'times', 'clock'])
      expect(checks[subject]?.status).toBe('ok');
    expect(exitCode).toBe(0);
  });

  it('is reported without its password when it cannot be reached or its URL is invalid', async () => {
    const away = await examined('postgres://idv:hunter2@127.0.0.1:1/idv');
    expect(Object.values(away.checks)).toMatchObject([{ status: 'wrong', message: expect.stringContaining('cannot be reached') }]);
    expect(JSON.stringify(away)).not.toContain('hunter2');
    const none = await folder.idv(['doctor', '--sandbox', '--engine', 'redis://x:hunter2@db'], '');
    expect([none.exitCode, none.err]).toEqual([2, expect.stringContaining('is not a PostgreSQL URL')]);
    expect(none.err).not.toContain('hunter2');
  });

  it('is refused when it runs with fsync off', async () => {
    const forgetful = await startServer('fsync=off');
    try {
      const ran = await folder.idv(submit, forgetful.url);
      expect([ran.exitCode, ran.err]).toEqual([3, expect.stringContaining('fsync or full_page_writes off')]);
      expect((await examined(forgetful.url)).checks.fsync).toMatchObject({
        status: 'wrong',
        fix: 'turn both on: it could forget a paid row',
      });
    } finally {
      await forgetful.stop();
    }
  });

  it('is refused when its tables have another version', async () => {
    await sql(server, 'UPDATE idv.idv_schema SET version = 999');
    try {
      for (const words of [submit, ['batch', 'init']])
        expect(await folder.idv(words)).toMatchObject({ exitCode: 3, err: expect.stringContaining('the tables are those of a newer idv') });
      expect((await examined(server.url)).checks.tables).toMatchObject({ status: 'wrong', fix: 'use the version of idv that made them' });
    } finally {
      await sql(server, 'DELETE FROM idv.idv_schema; INSERT INTO idv.idv_schema VALUES (1)');
    }
  });

  it('is reported as wrong, and refused, when its user lacks rights', async () => {
    await sql(server, 'CREATE ROLE stranger LOGIN');
    const url = server.url.replace('idv@', 'stranger@');
    const { exitCode, checks } = await examined(url);
    expect(JSON.stringify(checks)).toMatch(/USAGE on the schema|may not use the tables/);
    expect(exitCode).toBe(40);
    expect(await folder.idv(submit, url)).toMatchObject({ exitCode: 3, err: expect.stringContaining('grant the schemas bullmq and idv') });
  });
});

describe('a pooler', () => {
  const inTransactionMode = ['pool_mode = transaction', 'ignore_startup_parameters = options'];

  async function withPooler(settings: readonly string[], use: (pooler: OwnServer) => Promise<void>): Promise<void> {
    const pooler = await startPooler(server, ...settings);
    try {
      await use(pooler);
    } finally {
      await pooler.stop();
    }
  }

  it.each([
    ['that refuses settings', ['pool_mode = transaction']],
    ['that drops settings in transaction mode', inTransactionMode],
    ['that drops settings in session mode', ['pool_mode = session', 'ignore_startup_parameters = options']],
  ])('%s is refused', async (_, settings) => {
    await withPooler(settings, async ({ url }) => {
      const said = expect.stringContaining('a pooler between idv and the server takes no session settings');
      for (const words of [submit, ['batch', 'init']]) expect(await folder.idv(words, url)).toMatchObject({ exitCode: 3, err: said });
      expect(Object.values((await examined(url)).checks).find(({ status }) => status === 'wrong')?.message).toEqual(said);
    });
    await nothingCalled();
  });

  it('that has the right settings but lets no notification through is refused by the worker', async () => {
    await sql(server, 'ALTER ROLE idv SET search_path = bullmq');
    await sql(server, 'ALTER ROLE idv SET synchronous_commit = on');
    try {
      expect((await folder.idv(submit)).exitCode).toBe(0);
      await withPooler(inTransactionMode, async ({ url }) => {
        const ran = await folder.idv(worker, url);
        expect(ran).toMatchObject({ exitCode: 3, err: expect.stringContaining('notifications do not arrive') });
        expect((await examined(url)).checks.notifications).toMatchObject({ status: 'wrong' });
      });
      await nothingCalled();
    } finally {
      await sql(server, 'ALTER ROLE idv RESET ALL');
    }
  });
});

describe('a worker', () => {
  it('is refused when another version submitted the batch', async () => {
    await sql(server, "UPDATE idv.idv_batch SET version = '0.0.1'");
    const ran = await folder.idv(worker);
    expect(ran).toMatchObject({ exitCode: 3, err: expect.stringContaining('the batch was submitted by idv 0.0.1, but this is idv') });
    await nothingCalled();
    // After this version submits the batch again, the batch belongs to this version.
    expect((await folder.idv(submit)).exitCode).toBe(0);
    expect(await sql(server, "SELECT count(*) FROM idv.idv_batch WHERE version = '0.0.1'")).toEqual(['0']);
  });

  it('is refused when its media root is another folder', async () => {
    const other = await engineFolder(server.url, 0);
    try {
      for (const root of [other.path, '/nowhere']) {
        const ran = await folder.idv(worker.map((word) => (word === '.' ? root : word)));
        expect(ran).toMatchObject({
          exitCode: 4,
          err: expect.stringMatching(/does not contain the submitted files|is not a folder/),
        });
      }
      await nothingCalled();
    } finally {
      await other.remove();
    }
  });

  it('is refused without the right key', async () => {
    await writeFile(folder.file('other.batch-key'), '{"schemaVersion":1}');
    const ran = await folder.idv(worker.map((word) => (word.endsWith('.batch-key') ? 'other.batch-key' : word)));
    expect(ran).toMatchObject({ exitCode: 3, err: expect.stringContaining('is not the key file of a batch') });
  });

  it('is refused with another threshold than the batch, or with a journal that was begun with another threshold', async () => {
    const other = await engineFolder(server.url, 2);
    const rowsOf = (batch: string) => sql(server, `SELECT outcome ->> 'verdict' FROM idv.idv_row WHERE batch = '${batch}'`);
    const strict = [...worker, '--threshold', '99'];
    try {
      const { out, err } = await other.idv([...submit, '--threshold', '99']);
      expect(err).toContain('--media-root … --sandbox --threshold 99');
      for (const words of [worker, [...worker, '--threshold', '98'], [...strict, '--expect', 'liveness']])
        expect(await other.idv(words)).toMatchObject({ exitCode: 2, err: expect.stringContaining('but this worker was started with') });
      expect(await rowsOf(out.trim())).toEqual(['']);
      expect((await other.idv(strict)).exitCode).toBe(0);
      expect(await rowsOf(out.trim())).toEqual(['mismatch', 'mismatch']);
      const key = await readFile(other.file('pairs.csv.batch-key'), 'utf8');
      await writeFile(other.file('pairs.csv.batch-key'), key.replace(',"asked":{"threshold":99}', ''));
      const again = await other.idv(worker);
      expect(again).toMatchObject({ exitCode: 2, err: expect.stringContaining('batch-key.journal was begun with --threshold 99') });
    } finally {
      await other.remove();
    }
  });
});
