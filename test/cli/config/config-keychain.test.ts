import { mkdtemp, readFile, realpath, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Keychain } from '../../../src/core/credentials.ts';
import { main } from '../../../src/main.ts';
import { lockedKeychain, memoryKeychain } from '../../support/memory-keychain.ts';
import { memoryRuntime } from '../../support/memory-runtime.ts';

const id = 'AKIDabcdefghijklmnop1234';
const key = `${id}\nsecretCanary123456\n`;
let home: string;
let file: string;

beforeEach(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), 'idv-keychain-')));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  file = join(home, '.faceidrc');
});

async function config(keychain: Keychain | undefined, args: readonly string[], stdin = '') {
  const runtime = memoryRuntime({ env: {}, homeDir: home, cwd: home, stdin: Buffer.from(stdin), openKeychain: async () => keychain });
  const exitCode = await main(['config', ...args], runtime, '0.0.0');
  const [out, err] = [runtime.out(), runtime.err()];
  expect(out + err).not.toContain('Canary');
  return { exitCode, out, err };
}

describe('idv config with a keychain', () => {
  it('init stores the secret in the keychain, and the file contains only a reference to it', async () => {
    const { held, keychain } = memoryKeychain();
    const { exitCode, out } = await config(keychain, ['init', 'tencent', '--profile', 'work', '--keychain'], key);
    expect([exitCode, out.split('\n')[0]]).toEqual([0, `profile work is in ${file}, its secret in the keychain`]);
    expect(await readFile(file, 'utf8')).toBe(
      `profiles:\n  work:\n    provider: tencent\n    secretId: ${id}\n    keychain: true\ndefaultProfiles:\n  tencent: work\n`,
    );
    expect([...held]).toEqual([[id, 'secretCanary123456']]);
    expect((await config(keychain, ['list'])).out).toMatch(/^\* {2}tencent {2}work {2}AKID…1234 {2}- {2}user file .*, keychain\n$/);
    expect((await config(keychain, ['explain', 'tencent'])).out).toMatch(/^secret +\(hidden\) +user file .*, profile work, keychain$/m);
  });

  it.each([
    ['there is no keychain', undefined],
    ['the keychain refuses', lockedKeychain('Canary')],
  ])('init writes nothing when %s', async (_, keychain) => {
    const { exitCode, err } = await config(keychain, ['init', 'tencent', '--keychain'], key);
    expect([exitCode, err]).toEqual([3, expect.stringContaining('leave out --keychain')]);
    await expect(stat(file)).rejects.toThrow('ENOENT');
  });

  it('init does not change the keychain when it is refused', async () => {
    const { held, keychain } = memoryKeychain();
    await config(keychain, ['init', 'tencent'], key);
    expect(await config(keychain, ['init', 'tencent', '--keychain'], key)).toMatchObject({
      exitCode: 3,
      err: expect.stringContaining('there is already a profile tencent'),
    });
    expect(await config(keychain, ['init', 'tencent', '--keychain', '--force'], `${key}tokenCanary\n`)).toMatchObject({
      exitCode: 3,
      err: expect.stringContaining('a temporary key is not stored in the keychain'),
    });
    expect(await config(keychain, ['init', 'tencent', '--keychain', '--credential-process', 'x'])).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('--keychain and --credential-process exclude each other'),
    });
    expect(held.size).toBe(0);
  });

  it('set moves a secret to the keychain, and later secrets go there too', async () => {
    const { held, keychain } = memoryKeychain();
    await config(keychain, ['init', 'tencent', '--profile', 'work'], key);
    const set = ['set', 'profiles.work.secretKey', '-'];
    expect((await config(keychain, [...set, '--keychain'], 'newCanary1234\n')).exitCode).toBe(0);
    expect(await readFile(file, 'utf8')).not.toContain('Canary');
    expect((await config(keychain, set, 'newerCanary1234\n')).exitCode).toBe(0);
    expect([...held]).toEqual([[id, 'newerCanary1234']]);
    expect(await readFile(file, 'utf8')).not.toContain('Canary');
  });

  it.each([
    ['a setting that is not a secret', ['set', 'profiles.work.region', 'ap-seoul', '--keychain'], 2],
    ['the member keychain itself', ['set', 'profiles.work.keychain', 'true'], 2],
    ['a token', ['set', 'profiles.work.token', '-', '--keychain'], 3],
    ['the secret of a missing profile', ['set', 'profiles.shop.secretKey', '-', '--keychain'], 3],
    ['a key id in place of the secret', ['set', 'profiles.work.secretKey', '-', '--keychain'], 3],
  ])('set refuses %s', async (_, args, exitCode) => {
    const { held, keychain } = memoryKeychain();
    await config(keychain, ['init', 'tencent', '--profile', 'work'], key);
    const before = await readFile(file, 'utf8');
    expect((await config(keychain, args, 'AKIDother1234')).exitCode).toBe(exitCode);
    expect([held.size, await readFile(file, 'utf8')]).toEqual([0, before]);
  });

  it.each([['profiles.work'], ['profiles.work.secretKey'], ['profiles.work.keychain']])(
    'unset %s removes the secret from the keychain',
    async (name) => {
      const { held, keychain } = memoryKeychain();
      await config(keychain, ['init', 'tencent', '--profile', 'work', '--keychain'], key);
      expect(await config(keychain, ['unset', name])).toMatchObject({ exitCode: 0, err: '' });
      expect(held.size).toBe(0);
    },
  );

  it('unset keeps a secret that another profile uses too, and reports a secret that it could not remove', async () => {
    const { held, keychain } = memoryKeychain();
    for (const name of ['work', 'shop']) await config(keychain, ['init', 'tencent', '--profile', name, '--keychain'], key);
    await config(keychain, ['unset', 'profiles.shop']);
    expect(held.size).toBe(1);
    const { exitCode, err } = await config(lockedKeychain('Canary'), ['unset', 'profiles.work', '--json']);
    expect([exitCode, JSON.parse(err)]).toEqual([
      0,
      { notice: { message: expect.stringContaining('AKID…1234 is still in the keychain') } },
    ]);
  });
});
