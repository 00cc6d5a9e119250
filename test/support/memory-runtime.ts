import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, type Stats } from 'node:fs';
import * as fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, sep } from 'node:path';
import { afterAll } from 'vitest';
import { createTransport } from '../../src/http/transport.ts';
import { tryConnection } from '../../src/http/try-connection.ts';
import type { Runtime } from '../../src/runtime.ts';

/** Files that commands keep, such as an unreadable answer, go here. The folder is removed after the test file. */
const tempDir = mkdtempSync(join(tmpdir(), 'idv-test-'));
// There may be thousands of files.
afterAll(() => rmSync(tempDir, { recursive: true, force: true }), 60_000);

/** 2026-01-02T03:04:05Z. */
export const fixedNowMs = Date.UTC(2026, 0, 2, 3, 4, 5);

export interface MemoryRuntime extends Runtime {
  readonly out: () => string;
  readonly outBytes: () => Buffer;
  readonly err: () => string;
  readonly slept: number[];
  readonly opened: string[];
}

/** Keys for calls that would go to a vendor. The sandbox's own key is not sent to another machine. */
export const ownKeys = {
  TENCENTCLOUD_SECRET_ID: 'AKIDexample',
  TENCENTCLOUD_SECRET_KEY: 'example-key',
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAIexample',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'example-key',
};

const sandboxKeys = {
  TENCENTCLOUD_SECRET_ID: 'sandbox-id',
  TENCENTCLOUD_SECRET_KEY: 'sandbox-key',
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'sandbox-id',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'sandbox-key',
};

function memoryStream() {
  const chunks: Buffer[] = [];
  return {
    stream: {
      write: (data: string | Uint8Array) => void chunks.push(Buffer.from(data as Uint8Array)),
      finish: async () => undefined,
      isTTY: false,
      columns: undefined,
    },
    bytes: () => Buffer.concat(chunks),
  };
}

/** Hides a configuration file in a folder above the project, because it belongs to someone else. */
const statBelow = (path: string): Promise<Stats> =>
  /^(\.?faceidrc|package\.json$)/.test(basename(path)) &&
  process.cwd().startsWith(join(dirname(path), sep)) &&
  dirname(path) !== process.cwd()
    ? Promise.reject(Object.assign(new Error('not there'), { code: 'ENOENT' }))
    : fs.stat(path);

/** A separate world: streams in memory, a clock that only sleep moves, numbered identifiers, no home folder, real files and loopback. */
export function memoryRuntime(overrides: Partial<Runtime> & { stdin?: Buffer } = {}): MemoryRuntime {
  const stdout = memoryStream();
  const stderr = memoryStream();
  const slept: number[] = [];
  const opened: string[] = [];
  const held = new Set<string>();
  let count = 0;
  let nowMs = fixedNowMs;
  const env = overrides.env ?? sandboxKeys;
  return {
    env,
    cwd: process.cwd(),
    homeDir: undefined,
    tempDir,
    platform: 'linux',
    nodeVersion: process.versions.node,
    uid: process.getuid?.(),
    stdout: stdout.stream,
    stderr: stderr.stream,
    readStdin: async () => overrides.stdin ?? Buffer.alloc(0),
    terminal: () => undefined,
    nowMs: () => nowMs,
    monotonicMs: () => nowMs,
    random: () => 0.5,
    uuid: () => {
      count += 1;
      return `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
    },
    sleep: async (ms) => {
      slept.push(ms);
      nowMs += ms;
    },
    every: () => () => undefined,
    fs: { ...fs, openHandle: fs.open, stat: statBelow as typeof fs.stat },
    runProcess: (file, args, variables) =>
      new Promise((resolve, reject) => {
        execFile(file, args, { env: variables }, (error, out) =>
          error && typeof error.code !== 'number' ? reject(error) : resolve({ code: Number(error?.code ?? 0), stdout: out }),
        );
      }),
    openKeychain: async () => undefined,
    lockName: async (name) => {
      if (held.has(name)) return undefined;
      held.add(name);
      return { release: async () => void held.delete(name) };
    },
    signal: new AbortController().signal,
    openPage: async ({ href }) => void opened.push(href),
    openTransport: async () => createTransport({ env: {}, nodeVersion: process.versions.node }),
    tryConnection: (url, proxy, connectTimeoutMs) =>
      tryConnection(url, {
        env: {},
        proxy,
        userAgent: undefined,
        connectTimeoutMs,
        signal: new AbortController().signal,
        nowMs: () => nowMs,
      }),
    ...overrides,
    out: () => stdout.bytes().toString(),
    outBytes: stdout.bytes,
    err: () => stderr.bytes().toString(),
    slept,
    opened,
  };
}
