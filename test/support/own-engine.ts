import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');
export const chaosScripts = join(root, 'scripts/chaos');

export interface OwnServer {
  url: string;
  stop(): Promise<void>;
}

export interface OwnPostgres extends OwnServer {
  kill(): Promise<void>;
  copyTo(folder: string): Promise<void>;
  restoreFrom(folder: string): Promise<void>;
}

/** A service that counts its calls for each row. */
interface CountingVendor {
  url: string;
  calls: ReadonlyMap<number, number>;
  times: readonly number[];
  close(): void;
}

/** Imports a script, which has no types. */
const script = (name: string): Promise<Record<string, (...args: unknown[]) => Promise<unknown>>> => import(join(chaosScripts, name));

export const startServer = async (...settings: string[]): Promise<OwnPostgres> =>
  (await (await script('own-postgres.mjs')).startOwnPostgres?.(settings)) as OwnPostgres;

export const startPooler = async (server: OwnServer, ...settings: string[]): Promise<OwnServer> =>
  (await (await script('own-pgbouncer.mjs')).startOwnPgbouncer?.(server.url, settings)) as OwnServer;

const startCounting = async (options: object = {}): Promise<CountingVendor> =>
  (await (await script('counting-vendor.mjs')).startCountingVendor?.(options)) as CountingVendor;

/** Returns the rows of killed workers at once, before the lease of the queue ends. */
export const endLeases = async ({ url }: OwnServer): Promise<void> => void (await (await script('end-leases.mjs')).endLeases?.(url));

interface Ran {
  exitCode: number;
  out: string;
  err: string;
}

/** A folder in which `idv` runs with an engine. */
export interface EngineFolder {
  path: string;
  file(name: string): string;
  idv(words: readonly string[], engine?: string): Promise<Ran>;
  /** Starts a command. The test stops it or lets it end. */
  start(words: readonly string[]): { pid: number; kill(signal: NodeJS.Signals): void; ended: Promise<Ran> };
  remove(): Promise<void>;
}

/** Makes a folder with `pairs.csv`, in which each row has its own picture. */
export async function engineFolder(url: string, rows: number): Promise<EngineFolder> {
  const path = await mkdtemp(join(tmpdir(), 'idv-engine-'));
  await (await script('make-rows.mjs')).makeRows?.(path, rows);
  const envOf = (engine: string) => ({
    PATH: process.env.PATH,
    HOME: path,
    IDV_ENGINE: engine,
    TENCENTCLOUD_SECRET_ID: 'sandbox-id',
    TENCENTCLOUD_SECRET_KEY: 'sandbox-key',
  });
  const idvPath = join(root, 'bin/idv.js');
  return {
    path,
    file: (name) => join(path, name),
    async idv(words, engine = url) {
      const ran = await run(process.execPath, [idvPath, ...words], { env: envOf(engine), cwd: path, maxBuffer: 2 ** 26 }).catch(
        (error) => error,
      );
      return { exitCode: ran.code ?? 0, out: ran.stdout, err: ran.stderr };
    },
    start(words) {
      const child = spawn(process.execPath, [idvPath, ...words], { env: envOf(url), cwd: path });
      const [out, err]: [Buffer[], Buffer[]] = [[], []];
      child.stdout.on('data', (chunk) => out.push(chunk));
      child.stderr.on('data', (chunk) => err.push(chunk));
      const ended = new Promise<Ran>((resolve) =>
        child.once('close', (code) =>
          resolve({ exitCode: code ?? -1, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }),
        ),
      );
      return { pid: child.pid ?? 0, kill: (signal) => void child.kill(signal), ended };
    },
    remove: () => rm(path, { recursive: true, force: true }),
  };
}

/** Runs one statement on the server, and returns the lines of its answer. */
export async function sql({ url }: OwnServer, statement: string): Promise<string[]> {
  const { stdout } = await run('psql', [url, '-At', '-v', 'ON_ERROR_STOP=1', '-c', statement]);
  return stdout.trimEnd().split('\n');
}

/** An engine, a service that counts its calls, and a folder with a manifest. Each test has its own, on one server for all. */
export interface CountedEngine extends Pick<EngineFolder, 'file' | 'idv' | 'start'> {
  readonly server: OwnPostgres;
  readonly vendor: CountingVendor;
  /** Replaces the service. */
  replaceVendor(options: object): Promise<void>;
  /** The words of a command that calls the service for the rows of a manifest. */
  calling(...words: string[]): string[];
  submit(): Promise<Ran>;
  /** The words of a worker whose journal has this number. */
  worker(number: number, ...more: string[]): string[];
  /** Waits until this number of rows was called. */
  until(calls: number): Promise<void>;
}

/** Sets up an engine for the tests of a file. */
export function countedEngine(rows: number): CountedEngine {
  let server: OwnPostgres;
  let vendor: CountingVendor;
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
  const place = (): string[] => ['--endpoint', vendor.url];
  const own = ['worker', '--key', 'pairs.csv.batch-key', '--media-root', '.'];
  const calling = (...words: string[]): string[] => [...words, '--action', 'compare', ...place()];
  return {
    get server() {
      return server;
    },
    get vendor() {
      return vendor;
    },
    file: (name) => folder.file(name),
    idv: (...given) => folder.idv(...given),
    start: (words) => folder.start(words),
    async replaceVendor(options) {
      vendor.close();
      vendor = await startCounting(options);
    },
    calling,
    submit: () => folder.idv(calling('batch', 'submit', 'pairs.csv')),
    worker: (number, ...more) => [...own, '--journal', `w${number}.journal`, ...place(), ...more],
    async until(calls) {
      while (vendor.calls.size < calls) await sleep(20);
    },
  };
}
