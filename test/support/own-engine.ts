import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

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

/** A service that counts its calls by row. */
interface CountingVendor {
  url: string;
  calls: ReadonlyMap<number, number>;
  times: readonly number[];
  close(): void;
}

/** Scripts, which have no types. */
const script = (name: string): Promise<Record<string, (...args: unknown[]) => Promise<unknown>>> => import(join(chaosScripts, name));

export const startServer = async (...settings: string[]): Promise<OwnPostgres> =>
  (await (await script('own-postgres.mjs')).startOwnPostgres?.(settings)) as OwnPostgres;

export const startPooler = async (server: OwnServer, ...settings: string[]): Promise<OwnServer> =>
  (await (await script('own-pgbouncer.mjs')).startOwnPgbouncer?.(server.url, settings)) as OwnServer;

export const startCounting = async (options: object = {}): Promise<CountingVendor> =>
  (await (await script('counting-vendor.mjs')).startCountingVendor?.(options)) as CountingVendor;

interface Ran {
  exitCode: number;
  out: string;
  err: string;
}

/** A folder in which `idv` is run with an engine. */
export interface EngineFolder {
  path: string;
  file(name: string): string;
  idv(words: readonly string[], engine?: string): Promise<Ran>;
  /** Begins a command that the test stops or lets end. */
  start(words: readonly string[]): { pid: number; kill(signal: NodeJS.Signals): void; ended: Promise<Ran> };
  remove(): Promise<void>;
}

/** Makes a folder with `pairs.csv` of so many rows, each with a picture of its own. */
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

/** Runs one statement on the server, and gives the lines of its answer. */
export async function sql({ url }: OwnServer, statement: string): Promise<string[]> {
  const { stdout } = await run('psql', [url, '-At', '-v', 'ON_ERROR_STOP=1', '-c', statement]);
  return stdout.trimEnd().split('\n');
}
