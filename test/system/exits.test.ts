import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const idv = join(root, 'bin', 'idv.js');
const photo = join(root, 'fixtures', 'portrait.jpg');
const clip = join(root, 'fixtures', 'selfie-3s.mp4');
const env = { PATH: process.env.PATH, HOME: '', IDV: idv, PHOTO: photo, CLIP: clip };

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'idv-exits-'));
  env.HOME = folder;
  await promisify(execFile)('mkfifo', [join(folder, 'fifo')]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs a line of sh in the folder. Returns the exit code of its last command, and standard error. */
async function sh(line: string): Promise<{ exitCode: number | null; err: string }> {
  const child = spawn('sh', ['-c', line], { env, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  let err = '';
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const [exitCode] = await once(child, 'close');
  return { exitCode, err };
}

/** Sends a signal to the command after `ready`, a line of sh, has ended. */
const signalled = (name: 'HUP' | 'INT' | 'TERM', command: string, ready: string): Promise<{ exitCode: number | null; err: string }> =>
  sh(`${command} & idv=$!; ${ready}; kill -${name} $idv; wait $idv`);

describe('a signal', () => {
  it.each([
    ['TERM', 143],
    ['INT', 130],
    ['HUP', 129],
  ] as const)('%s ends a command that waits for a FIFO, with %i', async (name, exitCode) => {
    const ran = await signalled(name, 'node "$IDV" compare --image fifo --video "$CLIP" --sandbox', 'exec 3> fifo');
    expect(ran.exitCode).toBe(exitCode);
    expect(ran.err).not.toMatch(/^\s+at /m);
  });

  it('ends a command that waits for standard input', async () => {
    // Nothing shows that standard input is being read. A signal that is sent too early ends the command too.
    const ran = await signalled('TERM', 'exec 3<> fifo; node "$IDV" compare --image - --video "$CLIP" --sandbox <&3', 'sleep 1');
    expect(ran.exitCode).toBe(143);
  });

  it('ends a command that waits for the program with its key', async () => {
    const config = { profiles: { default: { provider: 'tencent', credentialProcess: 'sh -c "echo > fifo; exec sleep 60"' } } };
    await writeFile(join(folder, 'key.json'), JSON.stringify(config), { mode: 0o600 });
    const command = 'node "$IDV" compare --config-file key.json --profile default --image "$PHOTO" --video "$CLIP"';
    const ran = await signalled('TERM', command, 'read line < fifo');
    expect(ran.exitCode).toBe(143);
  });

  it('ends a sandbox with exit code 0', async () => {
    expect((await signalled('TERM', 'node "$IDV" sandbox > fifo', 'read line < fifo')).exitCode).toBe(0);
  });
});

const compare = 'node "$IDV" compare --image "$PHOTO" --video "$CLIP" --sandbox';

describe('a paid answer whose output cannot be written', () => {
  it.each([
    ['a full disk', `${compare} > /dev/full`, 'ENOSPC'],
    ['a full disk with --raw', `${compare} --raw > /dev/full`, 'ENOSPC'],
    // There is room for 512 bytes, but the result is longer, so the first write is short.
    ['too little room', `ulimit -f 1; ${compare} --json > out`, 'EFBIG'],
    ['too little room for text', `ulimit -f 0; ${compare} > out`, 'EFBIG'],
  ])('is reported on standard error with verdict and request id, and exit code 24: %s', async (_name, line, code) => {
    const { exitCode, err } = await sh(line);
    expect(exitCode).toBe(24);
    expect(err).toContain(`standard output cannot be written (${code})`);
    expect(err).toContain('the verdict was pass');
    expect(err).toContain('do not run the command again');
    expect(err).toMatch(/request id|requestId/);
  });
});

describe('idv ends without a stack trace and never with exit code 1', () => {
  it.each([
    ['when it prints the version on a full disk', 'node "$IDV" --version > /dev/full', 24, 'standard output cannot be written (ENOSPC)'],
    ['when it prints help on a full disk', 'node "$IDV" help > /dev/full', 24, 'standard output cannot be written (ENOSPC)'],
    ['when it starts a sandbox on a full disk', 'node "$IDV" sandbox > /dev/full', 24, 'standard output cannot be written (ENOSPC)'],
    ['when there is no memory for the HTTP parser', `ulimit -v 4000000; ${compare}`, 3, 'no memory for the HTTP parser'],
    [
      'when it runs a call in a folder that was removed',
      `mkdir gone; cd gone; rmdir ../gone; ${compare}`,
      3,
      'the current folder does not exist any more',
    ],
    ['when it prints the version in a folder that was removed', 'mkdir gone; cd gone; rmdir ../gone; node "$IDV" --version', 0, ''],
    ['when it prints help in a folder that was removed', 'mkdir gone; cd gone; rmdir ../gone; node "$IDV" help', 0, ''],
  ])('%s', async (_name, line, exitCode, said) => {
    const ran = await sh(line);
    expect(ran).toMatchObject({ exitCode, err: expect.stringContaining(said) });
    expect(ran.err).not.toMatch(/^\s+at /m);
  });

  it('when the reader has closed the pipe', async () => {
    const ran = await sh(`{ sleep 0.2; node "$IDV" --version; echo "exit $?" >&2; node "$IDV" help; echo "exit $?" >&2; } | true`);
    expect(ran.err).toBe('exit 0\nexit 0\n');
  });

  it('when it is installed without its program', async () => {
    for (const name of ['bin', 'package.json']) await cp(join(root, name), join(folder, 'half', name), { recursive: true });
    const ran = await sh('node half/bin/idv.js help');
    expect(ran).toMatchObject({ exitCode: 70, err: expect.stringContaining('not installed completely') });
    expect(ran.err).not.toMatch(/^\s+at /m);
  });
});
