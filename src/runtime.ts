import { setMaxListeners } from 'node:events';
import { homedir, tmpdir } from 'node:os';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { Keychain } from './core/credentials.ts';
import { maxInputBytes } from './core/declare/params.ts';
import { IdvError } from './core/errors.ts';
import type { Transport } from './core/http.ts';
import { type Disk, disk } from './disk.ts';
import type { ConnectionTrial } from './http/try-connection.ts';
import { ignoringErrors, type OutputStream, standardStream } from './standard-stream.ts';

export type { OutputStream };

/** Everything that idv gets from outside. No other code reads `process`, the clock, randomness or the disk. */
export interface Runtime {
  env: Readonly<Record<string, string | undefined>>;
  /** Throws IdvError `config` if the folder was removed. */
  readonly cwd: string;
  homeDir: string | undefined;
  readonly tempDir: string;
  platform: string;
  /** As in `process.versions.node`. */
  nodeVersion: string;
  uid: number | undefined;
  stdout: OutputStream;
  stderr: OutputStream;
  readStdin(): Promise<Buffer>;
  /** The streams of a terminal at which idv can ask a person. Undefined if there is no terminal. */
  terminal(): { input: Readable; output: Writable } | undefined;
  nowMs(): number;
  /** Milliseconds since a fixed moment. Not affected by changes of the clock. */
  monotonicMs(): number;
  random(): number;
  uuid(): string;
  sleep(ms: number): Promise<void>;
  /** Calls `work` every `ms` milliseconds, until the returned function is called. Does not keep the process alive. */
  every(ms: number, work: () => void): () => void;
  fs: Disk;
  /** Runs a program without a shell. Its environment has only these variables, without those of idv. */
  runProcess(file: string, args: readonly string[], env: Runtime['env']): Promise<{ code: number; stdout: string }>;
  /** Undefined if this machine, or this session, has none. */
  openKeychain(): Promise<Keychain | undefined>;
  /**
   * Takes a name that only one process of this machine can hold at a time. The system releases the name when the process ends in any way.
   * Undefined if another process holds it.
   */
  lockName(name: string): Promise<{ release(): Promise<void> } | undefined>;
  /** Aborts with the name of the signal (`SIGHUP`, `SIGINT`, `SIGTERM`) as its reason. */
  signal: AbortSignal;
  /** Opens a page in the user's browser. The browser gets the same variables as a program of `runProcess`. */
  openPage(page: URL, env: Runtime['env']): Promise<void>;
  /** `proxy` replaces the proxies of the environment. A name look-up ends soon after `connectTimeoutMs`, so that the command can end. */
  openTransport(proxy: string | undefined, connectTimeoutMs: number): Promise<Transport>;
  /** Connects as a call to this URL would, sends nothing, and says how far it got. The arguments are those of `openTransport`. */
  tryConnection(url: string, proxy: string | undefined, connectTimeoutMs: number): Promise<ConnectionTrial>;
}

function watchSignals(): AbortSignal {
  const controller = new AbortController();
  // Each sleeping call adds a listener, and there may be many.
  setMaxListeners(0, controller.signal);
  // With `once`, a second Ctrl-C gets the default handler, which ends the process at once.
  for (const name of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) process.once(name, () => controller.abort(name));
  return controller.signal;
}

/** Stops after a little more than any reader accepts. That is enough to refuse the input; `/dev/zero` never ends. */
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

/** True for a variable of idv. No other program may see it. */
const isOwnVariable = (name: string): boolean => /^IDV_/i.test(name);

const withoutOwnVariables = (env: Runtime['env']): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !isOwnVariable(name)));

async function openPage(page: URL, env: Runtime['env']): Promise<void> {
  const { default: open } = await import('open');
  const passed = withoutOwnVariables(env);
  // The package has no option for the environment, and passes on that of the process.
  const hidden = Object.entries(process.env).filter(([name]) => !Object.hasOwn(passed, name));
  for (const [name] of hidden) delete process.env[name];
  try {
    await open(page.href);
  } finally {
    Object.assign(process.env, Object.fromEntries(hidden));
  }
}

/** The environment for network connections. Node reads some variables from `process.env` itself, so these are corrected here. */
async function networkEnv(connectTimeoutMs: number): Promise<Runtime['env']> {
  const { resolverOptions } = await import('./http/transport.ts');
  const env = { ...process.env };
  // Node would warn that certificates are not checked, but idv does check them.
  delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
  const limits = resolverOptions(connectTimeoutMs);
  if (limits !== undefined && !env.RES_OPTIONS?.includes(limits)) {
    process.env.RES_OPTIONS = [env.RES_OPTIONS, limits].filter(Boolean).join(' ');
  }
  return env;
}

async function openTransport(proxy: string | undefined, connectTimeoutMs: number, version: string): Promise<Transport> {
  const { createTransport } = await import('./http/transport.ts');
  const env = await networkEnv(connectTimeoutMs);
  return createTransport({ env, proxy, nodeVersion: process.versions.node, userAgent: `idv/${version}`, monotonicMs });
}

async function runProcess(
  file: string,
  args: readonly string[],
  env: Runtime['env'],
  signal: AbortSignal,
): ReturnType<Runtime['runProcess']> {
  // Few commands run another program. Loading this module takes a fiftieth of the time of a start.
  const { execFile } = await import('node:child_process');
  return new Promise((resolve, reject) => {
    const options = { env: withoutOwnVariables(env), timeout: 30_000, maxBuffer: 2 ** 20, windowsHide: true, signal };
    execFile(file, args, options, (error, stdout) => {
      if (error && typeof error.code !== 'number') reject(error);
      else resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout });
    });
  });
}

/** Holds a name with a listening socket, which the system closes with the process. On Linux and Windows, such a name is not in a folder. */
async function lockName(name: string, platform: string): Promise<{ release(): Promise<void> } | undefined> {
  const { connect, createServer } = await import('node:net');
  const path = platform === 'linux' ? `\0idv-${name}` : platform === 'win32' ? `\\\\.\\pipe\\idv-${name}` : `${tmpdir()}/idv-${name}.sock`;
  const listen = (): Promise<{ release(): Promise<void> } | undefined> =>
    new Promise((resolve, reject) => {
      const server = createServer((socket) => socket.destroy());
      server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error)));
      server.listen(path, () => resolve({ release: () => new Promise((done) => server.close(() => done())) }));
      server.unref();
    });
  const lock = await listen();
  if (lock || platform === 'linux' || platform === 'win32') return lock;
  // A socket in a folder stays after a crash. Then no process answers there.
  const answered = await new Promise<boolean>((resolve) => {
    const socket = connect(path, () => resolve(true)).once('error', () => resolve(false));
    socket.once('close', () => undefined).unref();
  });
  if (answered) return undefined;
  await disk.unlink(path).catch(() => undefined);
  return listen();
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

/** `performance` would load a module of Node that nothing else needs. */
const monotonicMs = (): number => Number(process.hrtime.bigint()) / 1e6;

function every(ms: number, work: () => void): () => void {
  const timer = setInterval(work, ms).unref();
  return () => clearInterval(timer);
}

/** `version` is the version of idv. It is sent to the services. */
export function nodeRuntime(version: string): Runtime {
  const { env } = process;
  const signal = watchSignals();
  return {
    env,
    get cwd() {
      return currentFolder();
    },
    homeDir: homeOf(env),
    get tempDir() {
      return tmpdir();
    },
    platform: process.platform,
    nodeVersion: process.versions.node,
    uid: process.getuid?.(),
    stdout: standardStream(1, () => process.stdout),
    stderr: ignoringErrors(standardStream(2, () => process.stderr)),
    readStdin: () => readStdin(signal),
    terminal: () => (process.stdin.isTTY && process.stderr.isTTY ? { input: process.stdin, output: process.stderr } : undefined),
    nowMs: Date.now,
    monotonicMs,
    random: Math.random,
    // Loaded when it is first used; help never uses it. The global `crypto` would also load all of Web Crypto.
    uuid: () => process.getBuiltinModule('node:crypto').randomUUID(),
    sleep: (ms) => delay(ms, undefined, { signal }),
    every,
    fs: disk,
    runProcess: (file, args, variables) => runProcess(file, args, variables, signal),
    openKeychain: async () => (await import('./keychain.ts')).openKeychain(signal),
    lockName: (name) => lockName(name, process.platform),
    signal,
    openPage,
    openTransport: (proxy, connectTimeoutMs) => openTransport(proxy, connectTimeoutMs, version),
    async tryConnection(url, proxy, connectTimeoutMs) {
      const { tryConnection } = await import('./http/try-connection.ts');
      const env = await networkEnv(connectTimeoutMs);
      return tryConnection(url, { env, proxy, userAgent: `idv/${version}`, connectTimeoutMs, signal, nowMs: Date.now });
    },
  };
}
