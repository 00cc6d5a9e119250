import * as fs from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { IdvError } from './core/errors.ts';
import { exitCodeOfCategory } from './core/exit.ts';
import type { Transport } from './core/http.ts';
import { maxInputBytes } from './media/read-bounded.ts';

export interface OutputStream {
  write(data: string | Uint8Array): void;
  isTTY: boolean;
  /** Width of the terminal; undefined where there is none. */
  columns: number | undefined;
}

/** All that idv knows of the world outside. Nothing else reads `process`, the clock, randomness or the disk. */
export interface Runtime {
  env: Readonly<Record<string, string | undefined>>;
  /** Throws IdvError `config` where the folder was removed. */
  readonly cwd: string;
  homeDir: string | undefined;
  tempDir: string;
  platform: string;
  uid: number | undefined;
  stdout: OutputStream;
  stderr: OutputStream;
  readStdin(): Promise<Buffer>;
  nowMs(): number;
  random(): number;
  uuid(): string;
  sleep(ms: number): Promise<void>;
  fs: Pick<
    typeof fs,
    'readFile' | 'stat' | 'lstat' | 'open' | 'mkdir' | 'rename' | 'link' | 'unlink' | 'access' | 'mkdtemp' | 'rm' | 'writeFile'
  >;
  /** Runs a program without a shell, with these variables alone. */
  runProcess(file: string, args: readonly string[], env: Runtime['env']): Promise<{ code: number; stdout: string }>;
  /** Aborts with `SIGINT` or `SIGTERM` as its reason. */
  signal: AbortSignal;
  /** Opens a page in the user's browser. */
  openPage(url: string): Promise<void>;
  /** `proxy` takes the place of the environment's. */
  openTransport(proxy: string | undefined): Promise<Transport>;
}

function watchSignals(): AbortSignal {
  const controller = new AbortController();
  // `once`: a second Ctrl-C meets the default handler and ends the process at once.
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => controller.abort(name));
  return controller.signal;
}

function streamOf(stream: NodeJS.WriteStream): OutputStream {
  let failed = false;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // `idv … | head` closes the pipe early: not a fault of the command, and nothing more can be said.
    if (error.code === 'EPIPE' || stream === process.stderr || failed) return;
    failed = true;
    process.stderr.write(`error standard output cannot be written (${error.code})\n  → check where it is redirected to\n`);
    // At the end and not at once: the files of a paid answer are still saved.
    process.once('exit', () => {
      process.exitCode = exitCodeOfCategory('internal');
    });
  });
  return { write: (data) => void stream.write(data), isTTY: stream.isTTY === true, columns: stream.columns };
}

/** A little more than any reader takes is enough for it to say so; `/dev/zero` never ends. */
async function readStdin(signal: AbortSignal): Promise<Buffer> {
  const chunks: Buffer[] = [];
  signal.addEventListener('abort', () => process.stdin.destroy(new Error('interrupted')), { once: true });
  let length = 0;
  for await (const chunk of process.stdin) {
    chunks.push(Buffer.from(chunk));
    length += chunk.length;
    if (length > maxInputBytes) break;
  }
  return Buffer.concat(chunks);
}

async function runProcess(
  file: string,
  args: readonly string[],
  env: Runtime['env'],
  signal: AbortSignal,
): ReturnType<Runtime['runProcess']> {
  // Few commands run another; loading this alone takes a fiftieth of a start.
  const { execFile } = await import('node:child_process');
  return new Promise((resolve, reject) => {
    execFile(file, args, { env, timeout: 30_000, maxBuffer: 2 ** 20, windowsHide: true, signal }, (error, stdout) => {
      if (error && typeof error.code !== 'number') reject(error);
      else resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout });
    });
  });
}

function homeOf(env: NodeJS.ProcessEnv): string | undefined {
  try {
    return env.HOME || homedir() || undefined;
  } catch {
    return undefined;
  }
}

function currentFolder(): string {
  try {
    return process.cwd();
  } catch (cause) {
    throw new IdvError('config', 'the current folder does not exist any more', { code: 'no-folder', hint: 'cd to one that does', cause });
  }
}

export function nodeRuntime(): Runtime {
  const { env } = process;
  const signal = watchSignals();
  return {
    env,
    get cwd() {
      return currentFolder();
    },
    homeDir: homeOf(env),
    tempDir: tmpdir(),
    platform: process.platform,
    uid: process.getuid?.(),
    stdout: streamOf(process.stdout),
    stderr: streamOf(process.stderr),
    readStdin: () => readStdin(signal),
    nowMs: Date.now,
    random: Math.random,
    // Loaded when it is first used, which help never does; the global would load all of Web Crypto beside it.
    uuid: () => process.getBuiltinModule('node:crypto').randomUUID(),
    sleep: (ms) => delay(ms, undefined, { signal }),
    fs,
    runProcess: (file, args, variables) => runProcess(file, args, variables, signal),
    signal,
    openPage: async (url) => {
      const { default: open } = await import('open');
      await open(url);
    },
    openTransport: async (proxy) => {
      const { createTransport } = await import('./http/transport.ts');
      const proxied = proxy === undefined ? env : { ...env, HTTPS_PROXY: proxy, https_proxy: proxy };
      return createTransport({ env: proxied, nodeVersion: process.versions.node });
    },
  };
}
