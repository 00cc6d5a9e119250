import { execFile } from 'node:child_process';
import { chmod, chown, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Script } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');
const media = (name: string): string => join(root, 'fixtures', name);

let folder = '';
const dist = (): string => join(folder, 'dist');

/** Copies the program as the package brings it: without caches. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'idv-cache-'));
  const isNoCache = (path: string): boolean => !path.endsWith('.cache');
  for (const name of ['bin', 'dist', 'package.json'])
    await cp(join(root, name), join(folder, name), { recursive: true, filter: isNoCache });
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const server = createServer((request, response) => {
  const Response = { Result: 'Success', Description: 'Success', Sim: 99, BestFrameBase64: null, RequestId: 'r-1' };
  request.resume().on('end', () => response.end(JSON.stringify({ Response })));
});

const env = { PATH: process.env.PATH, HOME: tmpdir(), TENCENTCLOUD_SECRET_ID: 'sandbox-id', TENCENTCLOUD_SECRET_KEY: 'sandbox-key' };
const idv = (args: readonly string[], more: Record<string, string> = {}): Promise<{ stdout: string }> =>
  run(process.execPath, [join(folder, 'bin/idv.js'), ...args], { env: { ...env, ...more }, cwd: folder });

async function call(more?: Record<string, string>): Promise<void> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const files = ['--image', media('portrait.jpg'), '--video', media('selfie-3s.mp4')];
  await idv(['compare', ...files, '--endpoint', `http://127.0.0.1:${port}`, '--json'], more);
  await new Promise((resolve) => server.close(resolve));
}

interface Kept {
  name: string;
  ways: readonly number[];
  bytes: number;
  isTaken: boolean;
}

async function kept(): Promise<Kept[]> {
  const names = (await readdir(dist())).filter((name) => name.endsWith('.cache')).sort();
  return Promise.all(
    names.map(async (name) => {
      const cache = await readFile(join(dist(), name));
      const end = cache.indexOf(10) + 1;
      const source = await readFile(join(dist(), name.replace(/\.v\d.*/, '')), 'latin1');
      const { cachedDataRejected } = new Script(source, { cachedData: cache.subarray(end) });
      return { name, ways: JSON.parse(cache.toString('latin1', 0, end)), bytes: cache.length, isTaken: cachedDataRejected === false };
    }),
  );
}

/** The time at which each cache was written. */
async function modified(): Promise<readonly string[]> {
  const names = (await readdir(dist())).filter((name) => name.endsWith('.cache')).sort();
  return Promise.all(names.map(async (name) => `${name} ${(await stat(join(dist(), name))).mtimeMs}`));
}

const ofMain = async (): Promise<Kept | undefined> => (await kept()).find(({ name }) => name.startsWith('main.js'));

describe('the code cache', () => {
  it('is stored by a call, in a form that the next run accepts', async () => {
    await call();
    const all = await kept();
    expect(all.length).toBeGreaterThan(1);
    expect(all.filter(({ isTaken }) => !isTaken)).toEqual([]);
  });

  it('is written once for each way through the program, and grows with a new way', async () => {
    await idv(['version']);
    const first = await ofMain();
    await idv(['version']);
    expect(await ofMain()).toEqual(first);
    await call();
    const second = await ofMain();
    expect(second?.ways).toHaveLength(2);
    expect(second?.bytes).toBeGreaterThan(first?.bytes ?? 0);
  });

  it('does not change when Node runs with flags of V8, because it would then be useless without them', async () => {
    await call();
    const before = await kept();
    await call({ NODE_OPTIONS: '--max-semi-space-size=32' });
    expect(await kept()).toEqual(before);
  });

  it('is also used for a file that is first loaded while requests are sent', async () => {
    // This file is the parser of XML.
    const pictures = ['--image-a', media('portrait.jpg'), '--image-b', media('portrait.png')];
    const args = ['vision', 'compare', ...pictures, '--wire-format', 'xml', '--sandbox'];
    await idv(args);
    const before = await modified();
    expect(before.length).toBeGreaterThan(3);
    await idv(args);
    expect(await modified()).toEqual(before);
  });

  it.each([
    ['nothing', ''],
    ['no line', 'x'.repeat(100)],
    ['only a line', '[1]\n'],
    ['a line that is not a list', '{\n0123456789abcdef'],
  ])('is written again when its file contains %s', async (_what, text) => {
    await idv(['version']);
    const good = await ofMain();
    await writeFile(join(dist(), String(good?.name)), text);
    expect((await idv(['version'])).stdout).toContain('Node.js');
    expect((await ofMain())?.isTaken).toBe(true);
  });

  describe.runIf(process.getuid?.() === 0)('when another user runs what root installed', () => {
    const nobody = 65_534;
    let home = '';
    const own = (): string => join(home, '.cache/idv');
    const asNobody = (more: Record<string, string> = {}) =>
      run(process.execPath, [join(folder, 'bin/idv.js'), 'version'], {
        env: { ...env, HOME: home, ...more },
        cwd: '/',
        uid: nobody,
        gid: nobody,
      });
    const entries = async (path: string): Promise<string[]> =>
      (await readdir(path, { recursive: true })).filter((name) => name.endsWith('.cache'));

    beforeEach(async () => {
      home = join(folder, 'home');
      await mkdir(home);
      await chown(home, nobody, nobody);
      await chmod(folder, 0o755);
    });

    it('is stored in the cache folder of the user, and used from there', async () => {
      await asNobody();
      const first = (await entries(own())).find((name) => name.includes('main.js'));
      expect(first).toMatch(/^[^/]+\/0\.\d+\.\d+-[\d.]+\/main\.js\.v/);
      expect(await kept()).toEqual([]);
      const path = join(own(), String(first));
      expect((await stat(join(path, '..'))).mode & 0o777).toBe(0o700);
      const before = await stat(path);
      await asNobody();
      expect(await stat(path)).toEqual({ ...before, atime: expect.anything(), atimeMs: expect.any(Number) });
    });

    it('is used from the files of root if root has run the program', async () => {
      await idv(['version']);
      await asNobody();
      await expect(stat(own())).rejects.toThrow('ENOENT');
    });

    it('is replaced when the build changes, together with its folder', async () => {
      await asNobody();
      const before = await entries(own());
      await utimes(join(dist(), 'main.js'), 1, 1);
      await asNobody();
      const after = await entries(own());
      expect(after).toHaveLength(before.length);
      expect(after).not.toEqual(before);
    });

    it('is not used from a folder that others can write to', async () => {
      await asNobody();
      const [first] = await entries(own());
      const path = join(own(), String(first));
      const { mtimeMs } = await stat(path);
      await chmod(join(path, '..'), 0o777);
      await asNobody();
      // The program was compiled and stored again.
      expect((await stat(path)).mtimeMs).toBeGreaterThan(mtimeMs);
    });

    it('is not stored in the home of another user, where files of root would be in the way', async () => {
      await chown(join(dist(), 'main.js'), nobody, nobody);
      await idv(['version'], { HOME: home });
      await expect(stat(own())).rejects.toThrow('ENOENT');
    });
  });

  it.skipIf(process.platform === 'win32')('is not used from a file that others can write', async () => {
    await idv(['version']);
    const path = join(dist(), String((await ofMain())?.name));
    await chmod(path, 0o666);
    await idv(['version']);
    // The file was written again, and only its owner can write it.
    expect((await stat(path)).mode & 0o022).toBe(0);
  });
});
