import { readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { main } from '../../src/main.ts';
import type { Runtime } from '../../src/runtime.ts';
import { rounds, startSilent } from '../support/loopback-servers.ts';
import { jpegOfSize, mp4OfSize, withJpegComment } from '../support/media-samples.ts';
import { memoryRuntime } from '../support/memory-runtime.ts';

const compare = ['compare', '--image', 'fixtures/portrait.jpg', '--video', 'fixtures/selfie-3s.mp4'];
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'idv-cli-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(argv: readonly string[], overrides: Partial<Runtime> & { stdin?: Buffer } = {}) {
  const runtime = memoryRuntime(overrides);
  const exitCode = await main(argv, runtime, '0.0.0');
  // In no case may a user see a stack trace or a key.
  expect(runtime.err()).not.toMatch(/^\s+at /m);
  expect(`${runtime.out()}${runtime.err()}`).not.toContain('sandbox-key');
  return { exitCode, out: runtime.out(), err: runtime.err(), runtime };
}

describe('an answer that cannot be used', () => {
  it.each([
    ['fault:html', 23],
    ['fault:not-json', 23],
    ['fault:truncated', 23],
    ['fault:null', 23],
    ['fault:absent', 23],
    ['fault:unknown-result', 23],
    ['fault:contradiction', 23],
    ['fault:wrong-type', 23],
    ['fault:huge', 23],
    ['fault:http-500', 23],
    ['fault:reset-amid', 32],
  ])('%s exits with %i, and the received answer is saved unchanged', async (outcome, exitCode) => {
    const dir = join(folder, outcome.replace(':', '-'));
    const ran = await run([...compare, '--sandbox', '--outcome', outcome, '--save-dir', dir, '--retries', '0']);
    expect(ran).toMatchObject({ exitCode, out: '' });
    expect(ran.err).toContain('billed');
    const [kept = '', ...others] = readdirSync(dir);
    expect(others).toEqual([]);
    expect(ran.err).toContain(`the unreadable answer is in ${join(dir, kept)}`);
    expect((await stat(join(dir, kept))).mode & 0o777).toBe(0o600);
  });

  it('is not saved when nothing was received', async () => {
    const dir = join(folder, 'nothing');
    const ran = await run([...compare, '--sandbox', '--outcome', 'fault:reset', '--save-dir', dir, '--retries', '0']);
    expect(ran).toMatchObject({ exitCode: 32, out: '' });
    expect(readdirSync(dir)).toEqual([]);
  });

  it('is not waited for longer than --timeout', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const { port, came } = await startSilent();
    const running = run([...compare, '--endpoint', `http://127.0.0.1:${port}`, '--timeout', '0.2']);
    await came;
    await rounds();
    vi.advanceTimersByTime(200);
    const ran = await running;
    expect(ran.exitCode).toBe(32);
    expect(ran.err).toContain('billed');
  });

  it('is never followed by a second paid call after a reset', async () => {
    const ran = await run([...compare, '--sandbox', '--outcome', 'fault:reset', '--retries', '5']);
    expect(ran.exitCode).toBe(32);
    expect(ran.runtime.slept).toEqual([]);
  });

  it('because of a wrong clock leads to one more call with the corrected time', async () => {
    const ran = await run([...compare, '--sandbox', '--outcome', 'fault:date=+600', '--query', '[verdict, attempts]', '--json']);
    expect(ran.exitCode).toBe(0);
    expect(JSON.parse(ran.out)).toEqual(['pass', 2]);
    expect(ran.err).toContain('600 s slow');
  });
});

describe('a host that does not answer', () => {
  it('gives exit code 30 when nothing listens', async () => {
    const ran = await run([...compare, '--endpoint', 'http://127.0.0.1:1', '--retries', '1']);
    expect(ran.exitCode).toBe(30);
    expect(ran.err).toContain('127.0.0.1:1');
    expect(ran.runtime.slept).toHaveLength(1);
  });

  it('gives exit code 2 when the endpoint is not valid', async () => {
    for (const endpoint of ['not a host', 'https://user:pass@example.com', 'ftp://example.com', 'https://example.com/path', '']) {
      expect(await run([...compare, '--endpoint', endpoint]), endpoint).toMatchObject({
        exitCode: 2,
        err: expect.stringContaining('--endpoint: '),
      });
    }
  });
});

describe('files', () => {
  it('of an answer are saved with mode 0600, and never replace another file without --force', async () => {
    const dir = join(folder, 'save');
    const first = await run([...compare, '--sandbox', '--save-dir', dir, '--json']);
    expect(first.exitCode).toBe(0);
    const [artifact] = JSON.parse(first.out).artifacts;
    expect(artifact).toMatchObject({ field: 'BestFrameBase64', path: join(dir, 'best-frame.jpg'), mediaType: 'image/jpeg' });
    expect((await stat(artifact.path)).mode & 0o777).toBe(0o600);
    expect((await readFile(artifact.path)).length).toBe(artifact.bytes);
    expect(readdirSync(dir)).toEqual(['best-frame.jpg']);

    const again = await run([...compare, '--sandbox', '--save-dir', dir]);
    expect(again).toMatchObject({ exitCode: 4, out: '' });
    expect(again.err).toContain('--force');
    expect((await run([...compare, '--sandbox', '--save-dir', dir, '--force'])).exitCode).toBe(0);
  });

  it('cannot be saved when --save-dir is a file', async () => {
    const ran = await run([...compare, '--sandbox', '--save-dir', 'fixtures/portrait.jpg']);
    expect(ran).toMatchObject({ exitCode: 4, out: '', err: expect.stringContaining('portrait.jpg is not a folder') });
  });

  it('can come from standard input for either flag, but not for both', async () => {
    const [photo, clip] = ['fixtures/portrait.jpg', 'fixtures/selfie-3s.mp4'];
    expect((await run(['compare', '--image', '-', '--video', clip, '--sandbox'], { stdin: await readFile(photo) })).exitCode).toBe(0);
    expect((await run(['compare', '--image', photo, '--video', '-', '--sandbox'], { stdin: await readFile(clip) })).exitCode).toBe(0);
    const both = await run(['compare', '--image', '-', '--video', '-', '--sandbox'], { stdin: await readFile(photo) });
    expect(both).toMatchObject({ exitCode: 2, out: '', err: expect.stringContaining('standard input') });
  });

  it('in base64 or in a data URI are decoded, with a notice', async () => {
    const base64 = (await readFile('fixtures/portrait.jpg')).toString('base64');
    await writeFile(join(folder, 'photo.txt'), base64);
    const file = await run(['compare', '--image', join(folder, 'photo.txt'), '--video', 'fixtures/selfie-3s.mp4', '--sandbox']);
    expect(file).toMatchObject({ exitCode: 0 });
    expect(file.err).toContain('base64');
    const uri = await run(['compare', '--image', `data:image/jpeg;base64,${base64}`, '--video', 'fixtures/selfie-3s.mp4', '--sandbox']);
    expect(uri.exitCode).toBe(0);
    expect(uri.err).not.toContain(base64.slice(0, 40));
  });

  it('with a mark in the photo get the outcome of the mark', async () => {
    await writeFile(join(folder, 'marked.jpg'), withJpegComment(await readFile('fixtures/portrait.jpg'), 'idv:low-similarity'));
    expect((await run(['compare', '--image', join(folder, 'marked.jpg'), '--video', 'fixtures/selfie-3s.mp4', '--sandbox'])).exitCode).toBe(
      10,
    );
  });

  it('are refused before sending when the photo exceeds 3 MB as base64 or the body exceeds 10 MB', async () => {
    await writeFile(join(folder, 'photo.jpg'), jpegOfSize(2_400_000));
    await writeFile(join(folder, 'clip.mp4'), mp4OfSize(6_291_000));
    const photo = await run(['compare', '--image', join(folder, 'photo.jpg'), '--video', 'fixtures/selfie-3s.mp4', '--sandbox']);
    expect(photo).toMatchObject({ exitCode: 4 });
    expect(photo.err).toContain('3 MiB');
    await writeFile(join(folder, 'photo.jpg'), jpegOfSize(2_300_000));
    const both = await run(['compare', '--image', join(folder, 'photo.jpg'), '--video', join(folder, 'clip.mp4'), '--sandbox']);
    expect(both).toMatchObject({ exitCode: 4 });
    expect(both.err).toContain('10.0 MB');
    await writeFile(join(folder, 'photo.jpg'), jpegOfSize(1_500_000));
    expect((await run(['compare', '--image', join(folder, 'photo.jpg'), '--video', join(folder, 'clip.mp4'), '--sandbox'])).exitCode).toBe(
      0,
    );
  });
});

describe('credentials', () => {
  it('that are missing give one message with the variable and --sandbox', async () => {
    const ran = await run(compare, { env: {} });
    expect(ran.exitCode).toBe(3);
    expect(ran.err).toContain('TENCENTCLOUD_SECRET_ID');
    expect(ran.err).toContain('--sandbox');
  });

  it('with a line break are refused, and not shown', async () => {
    const ran = await run(compare, { env: { TENCENTCLOUD_SECRET_ID: 'sandbox-id', TENCENTCLOUD_SECRET_KEY: 'sandbox-key\n' } });
    expect(ran.exitCode).toBe(3);
    expect(ran.err).toContain('TENCENTCLOUD_SECRET_KEY');
  });

  it('that are wrong get the vendor’s error code', async () => {
    const { startSandbox } = await import('../../src/sandbox/server.ts');
    const { nowMs, uuid } = memoryRuntime();
    const sandbox = await startSandbox({ port: 0, rateLimit: true, nowMs, uuid });
    try {
      const at = [...compare, '--endpoint', sandbox.url];
      const wrongKey = await run(at, { env: { TENCENTCLOUD_SECRET_ID: 'sandbox-id', TENCENTCLOUD_SECRET_KEY: 'another' } });
      expect(wrongKey).toMatchObject({ exitCode: 20 });
      expect(wrongKey.err).toContain('AuthFailure.SignatureFailure');
      const wrongId = await run(at, { env: { TENCENTCLOUD_SECRET_ID: 'nobody', TENCENTCLOUD_SECRET_KEY: 'another' } });
      expect(wrongId.err).toContain('AuthFailure.SecretIdNotFound');
      // The verdict of a sandbox must not look real, even when the endpoint comes from the environment.
      const environment = { TENCENTCLOUD_SECRET_ID: 'sandbox-id', TENCENTCLOUD_SECRET_KEY: 'sandbox-key', IDV_ENDPOINT: sandbox.url };
      const named = await run([...compare, '--json', '-q'], { env: environment });
      expect(JSON.parse(named.out).sandbox).toBe(true);
      expect(named.err).toContain('sandbox: no face was compared');
    } finally {
      await sandbox.close();
    }
  });
});

describe('--body', () => {
  it.each([
    ['/dev/zero', 'is a device'],
    ['fixtures', 'is a folder'],
    ['fixtures/none.json', 'does not exist'],
  ])('refuses %s', async (path, said) => {
    const ran = await run(['call', 'tencent', 'CompareFaceLiveness', '--body', path, '--sandbox']);
    expect(ran.exitCode).toBe(4);
    expect(ran.err).toContain(said);
  });
});
