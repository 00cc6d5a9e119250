import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { IdvError } from '../../src/core/errors.ts';
import { createTransport } from '../../src/http/transport.ts';
import { main } from '../../src/main.ts';
import type { Runtime } from '../../src/runtime.ts';
import { memoryRuntime, ownKeys } from '../support/memory-runtime.ts';
import { goodAnswer, startFaultServer } from './fault-server.ts';
import { kinds, requestId } from './kinds.ts';

/** Faults of this machine, after the answer has arrived. */
const systemError = (code: string) => Object.assign(new Error(code), { code });
const unwritable = (code: string): Partial<Runtime['stdout']> => {
  const fault = new IdvError('output', `standard output cannot be written (${code})`, { code: 'output-failed' });
  return {
    write: () => {
      throw fault;
    },
    finish: () => Promise.reject(fault),
  };
};
const throwing = (error: Error): Partial<Runtime['stdout']> => ({
  write: () => {
    throw error;
  },
});

const outputs: Record<string, Partial<Runtime['stdout']>> = {
  'a full disk': unwritable('ENOSPC'),
  'a closed descriptor': unwritable('EBADF'),
  'a device that fails': unwritable('EIO'),
  'a stream that throws': throwing(new TypeError('a fault')),
  'a stack that overflows': throwing(new RangeError('too deep')),
};
const formats = [[], ['--json'], ['-o', 'yaml'], ['-o', 'table'], ['--query', 'verdict'], ['--query', 'abs(action)']];
const judging = kinds.filter(({ argv }) => argv[0] !== 'call');

async function run(argv: readonly string[], kind: (typeof kinds)[number], overrides: (root: string) => Partial<Runtime>) {
  const root = mkdtempSync(join(tmpdir(), 'idv-local-'));
  let step = 0;
  const server = await startFaultServer(
    () => {
      const answer = kind.requests[step]?.answer(server.origin) ?? { body: Buffer.alloc(0), type: 'text/plain' };
      step += 1;
      return { bytes: goodAnswer(answer), next: 'keep' };
    },
    { stalled: () => undefined, signalled: () => undefined },
  );
  const plain = memoryRuntime();
  const runtime = memoryRuntime({
    env: ownKeys,
    tempDir: root,
    openTransport: async () => createTransport({ env: {}, nodeVersion: process.versions.node, userAgent: 'idv/0' }),
    ...overrides(root),
  });
  const words = argv.map((word) => (word === 'SAVE' ? join(root, 'saved') : word));
  const exitCode = await main([...words, '--endpoint', server.origin], runtime, '0.0.0');
  await server.close();
  const files = readdirSync(root, { recursive: true }).map(String);
  rmSync(root, { recursive: true, force: true });
  return { exitCode, out: runtime.out(), err: runtime.err(), files, plain, requests: server.received.length };
}

const printing = Object.entries(outputs).flatMap(([what, stream]) =>
  formats.flatMap((flags) => judging.map((kind) => [`${[kind.name, ...flags].join(' ')}: ${what}`, kind, flags, stream] as const)),
);

it.each(printing)('exits with 24 and shows the request id if standard output fails: %s', async (_name, kind, flags, stream) => {
  const ran = await run([...kind.argv, ...flags], kind, () => ({ stdout: { ...memoryRuntime().stdout, ...stream } }));
  expect(ran.exitCode, ran.err).toBe(24);
  expect(ran.err).toContain(requestId);
  expect(ran.err).toMatch(/the verdict was pass|asks for it again/);
  expect(ran.requests).toBe(kind.requests.length);
  expect(ran.err).not.toMatch(/^\s+at /m);
});

const saving = kinds.filter(({ argv }) => argv.includes('SAVE'));
const disks = ['ENOSPC', 'EROFS', 'EACCES', 'EIO', 'EDQUOT', 'ENOENT'].flatMap((code) =>
  saving.flatMap((kind) => formats.slice(0, 4).map((flags) => [`${[kind.name, ...flags].join(' ')}: ${code}`, kind, flags, code] as const)),
);

it.each(disks)('exits with 24 and shows the verdict if a file cannot be written: %s', async (_name, kind, flags, code) => {
  const ran = await run([...kind.argv, ...flags], kind, (root) => ({
    fs: {
      ...memoryRuntime().fs,
      writeFile: async (path, ...rest) => {
        if (String(path).startsWith(join(root, 'saved'))) throw systemError(code);
        return fs.writeFile(path, ...rest);
      },
    },
  }));
  expect(ran.exitCode, ran.err).toBe(24);
  expect(ran.out).toContain('pass');
  expect(ran.err).toContain('the verdict was pass');
  expect(ran.err).toContain(requestId);
  expect(ran.files.filter((name) => name.endsWith('.part') || name.endsWith('.jpg'))).toEqual([]);
});

it.each(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EXDEV'])('saves files on a disk without hard links: %s', async (code) => {
  for (const kind of saving) {
    const link = () => Promise.reject(systemError(code));
    const ran = await run(kind.argv, kind, () => ({ fs: { ...memoryRuntime().fs, link } }));
    expect(ran.exitCode, ran.err).toBe(0);
    expect(ran.files).toContain(join('saved', 'best-frame.jpg'));
  }
});
