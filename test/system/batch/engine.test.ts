import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { batchSchema } from '../../../src/app/schema/batch-schema.ts';
import { decodedTexts } from '../../support/decoded-texts.ts';
import { chaosScripts, type EngineFolder, engineFolder, type OwnPostgres, sql, startServer } from '../../support/own-engine.ts';
import { strictSchema } from '../../support/strict-schema.ts';

const run = promisify(execFile);
const idvPath = join(import.meta.dirname, '../../../bin/idv.js');

let folder: EngineFolder;
let server: OwnPostgres;

beforeAll(async () => {
  server = await startServer('synchronous_commit=off');
  folder = await engineFolder(server.url, 12);
});

afterAll(async () => {
  await server.stop();
  await folder.remove();
});

const idv: EngineFolder['idv'] = (...given) => folder.idv(...given);

const submit = ['batch', 'submit', 'pairs.csv', '--action', 'compare', '--sandbox'];
const worker = ['worker', '--key', 'pairs.csv.batch-key', '--media-root', '.', '--sandbox'];

describe('an engine', () => {
  it.each([
    ['that is not running', 'postgres://idv@127.0.0.1:1/idv', 30, 'cannot be reached'],
    ['with an invalid URL', 'redis://127.0.0.1', 2, 'is not a PostgreSQL URL'],
  ])('%s is refused', async (_, url, exitCode, said) => {
    const ran = await idv(submit, url);
    expect(ran.err).toContain(said);
    expect(ran.exitCode).toBe(exitCode);
  });

  it('without its database, its user or its tables is refused, and the password is not shown', async () => {
    const missing = await idv(submit, server.url.replace(/idv$/, 'other'));
    expect([missing.exitCode, missing.err]).toEqual([3, expect.stringContaining('no such database')]);
    const stranger = await idv(submit, server.url.replace('idv@', 'someone:hunter2@'));
    expect([stranger.exitCode, stranger.err]).toEqual([3, expect.stringContaining('refuses the user or the password')]);
    expect(stranger.err).not.toContain('hunter2');
    const empty = await idv(submit);
    expect([empty.exitCode, empty.err]).toEqual([3, expect.stringContaining('run idv batch init')]);
    await expect(readFile(folder.file('pairs.csv.batch-key'))).rejects.toThrow('ENOENT');
  });
});

describe('a submitted batch', () => {
  it('is called once by its workers, even if it is submitted twice', async () => {
    expect((await idv(['batch', 'init'])).exitCode).toBe(0);
    const [first, second] = [await idv(submit), await idv(submit)];
    expect([first.exitCode, second.exitCode]).toEqual([0, 0]);
    expect(second.out).toBe(first.out);
    expect(first.err).toContain('idv worker --key pairs.csv.batch-key --media-root … --sandbox\n');
    const done = await Promise.all([1, 2, 3].map((number) => idv([...worker, '--journal', `w${number}.journal`])));
    expect(done.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
    const journals = await Promise.all([1, 2, 3].map((number) => readFile(folder.file(`w${number}.journal`), 'utf8')));
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
    expect(status).toMatchObject({ rows: 12, waiting: 0, paused: null, outcomes: { pass: 12 }, leftSeconds: 0 });
    expect(status.perSecond).toBeCloseTo(12 / 60);
    const validStatus = new Ajv2020({ strict: true, allowUnionTypes: true, strictTypes: false })
      .addSchema(strictSchema(batchSchema()), 'batch')
      .compile({ $ref: 'batch#/$defs/status' });
    expect(validStatus(status) || validStatus.errors).toBe(true);
  });

  it('leaves no name, path or answer of the service in the database', async () => {
    const stored = await Promise.all(
      ['SELECT data FROM bullmq.job', 'SELECT outcome FROM idv.idv_row', 'SELECT * FROM idv.idv_member'].map((each) => sql(server, each)),
    );
    const stdout = stored.flat().join('\n');
    expect(stdout).toContain('"verdict": "pass"');
    const decoded = decodedTexts(stdout);
    expect(decoded.length).toBeGreaterThan(12);
    for (const text of [stdout, ...decoded]) expect(text).not.toMatch(/row-\d|media\/|clip\.mp4|BestFrame/);
  });

  it('has its pictures in a folder for each row when a worker has --save-dir', async () => {
    const other = await engineFolder(server.url, 2);
    try {
      expect((await other.idv(submit)).exitCode).toBe(0);
      expect((await other.idv([...worker, '--save-dir', 'kept'])).exitCode).toBe(0);
      const files = await readdir(other.file('kept'), { recursive: true });
      expect(files.filter((name) => name.includes('.')).length).toBe(2);
      expect(files).toContain('000001-row-1');
      const [line = ''] = (await other.idv(['batch', 'results', 'pairs.csv'])).out.split('\n');
      const { artifacts } = JSON.parse(line) as { artifacts: Record<string, unknown>[] };
      expect(artifacts).toEqual([
        { field: 'BestFrameBase64', mediaType: 'image/jpeg', bytes: expect.any(Number), sha256: expect.any(String) },
      ]);
    } finally {
      await other.remove();
    }
  });

  it('has results that name the command by which its waiting rows are called', async () => {
    const other = await engineFolder(server.url, 2);
    const said = async () => (await other.idv(['batch', 'results', 'pairs.csv'])).err;
    try {
      await other.idv([...submit, '--threshold', '80']);
      expect(await said()).toContain('idv worker --key pairs.csv.batch-key --media-root … --sandbox --threshold 80\n');
      await other.idv(['batch', 'pause', 'pairs.csv']);
      expect(await said()).toContain('the batch is paused: continue with idv batch resume pairs.csv\n');
      await other.idv(['batch', 'cancel', 'pairs.csv']);
      expect(await said()).toContain('the batch was cancelled: submit the manifest again to continue\n');
    } finally {
      await other.remove();
    }
  });

  it('is refused by a worker and by a second submission that would call another place', async () => {
    const key = { TENCENTCLOUD_SECRET_ID: 'AKIDengine', TENCENTCLOUD_SECRET_KEY: 'engine-key' };
    const env = { PATH: process.env.PATH, HOME: folder.path, IDV_ENGINE: server.url, ...key };
    for (const [words, said] of [
      [worker, 'the batch was submitted for the sandbox, but this worker would call the service'],
      [submit, 'pairs.csv was submitted for the sandbox'],
    ] as const) {
      const others = words.filter((word) => word !== '--sandbox');
      const ran = await run(process.execPath, [idvPath, ...others], { env, cwd: folder.path }).catch((error) => error);
      expect(ran).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(said) });
    }
  });

  it('is removed only with --yes', async () => {
    expect((await idv(['batch', 'purge', 'pairs.csv'])).exitCode).toBe(2);
    expect((await idv(['batch', 'purge', 'pairs.csv', '--yes'])).exitCode).toBe(0);
    expect((await idv(['batch', 'status', 'pairs.csv'])).exitCode).toBe(3);
  });
});

it('rows are paid at most once and each one has a result, even if workers and server are killed', async () => {
  const { stdout } = await run(process.execPath, [join(chaosScripts, 'run.mjs'), 'workers', '120', '3', 'hasty'], {
    env: { PATH: process.env.PATH },
  });
  const figures = JSON.parse(stdout) as Record<string, number>;
  expect(figures).toMatchObject({ rows: 120, paidTwice: 0, lost: 0, forgotten: 0, inventedAnswers: 0 });
}, 400_000);

it('three workers share one quota', async () => {
  const { stdout } = await run(process.execPath, [join(chaosScripts, 'run.mjs'), 'quota', '200'], { env: { PATH: process.env.PATH } });
  const figures = JSON.parse(stdout) as Record<string, number>;
  expect(figures).toMatchObject({ rows: 200, answered: 200, unsure: 0, paidTwice: 0 });
  // The arrival times also depend on how busy this machine is, because everything runs on it. shared-slots.test.ts checks when calls leave.
  const isBusy = (figures.latestMs ?? 0) > 40;
  expect(figures.mostInASecond).toBeLessThanOrEqual(isBusy ? 24 : 20);
  expect(figures.throttles).toBeLessThanOrEqual(isBusy ? 5 : 0);
  if (!isBusy) expect(figures.perSecond).toBeGreaterThanOrEqual(0.85 * 20);
}, 200_000);
