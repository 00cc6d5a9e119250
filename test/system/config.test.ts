import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const idv = join(root, 'bin', 'idv.js');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'idv-built-config-'));
  await promisify(execFile)('mkfifo', [join(folder, 'pipe')]);
  await symlink('/dev/zero', join(folder, 'zero'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs `idv config explain` with the folder as home, until it ends on its own. */
async function explain(args: readonly string[], env: Record<string, string> = {}, stdin: 'ignore' | 'pipe' = 'ignore') {
  const child = spawn(process.execPath, [idv, 'config', 'explain', ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, ...env },
    stdio: [stdin, 'pipe', 'pipe'],
  });
  const texts = { out: '', err: '' };
  child.stdout?.on('data', (chunk) => {
    texts.out += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    texts.err += chunk;
  });
  const [exitCode] = await once(child, 'close');
  return { exitCode, ...texts };
}

describe('the built program', () => {
  it.each([
    ['/dev/zero', 'ignore'],
    ['zero', 'ignore'],
    ['pipe', 'ignore'],
    ['.', 'ignore'],
    ['/dev/stdin', 'ignore'],
    ['/dev/stdin', 'pipe'],
  ] as const)('refuses the configuration file %s with standard input %s, without waiting for it', async (path, stdin) => {
    for (const [args, env] of [
      [['--config-file', path], {}],
      [[], { IDV_CONFIG_FILE: path }],
    ] as const) {
      const { exitCode, out, err } = await explain(args, env, stdin);
      expect([exitCode, out]).toEqual([3, '']);
      expect(err).toMatch(/^error (--config-file|IDV_CONFIG_FILE): /);
    }
  });

  it('reads YAML and JSON, and recognises an unchanged copy of the example', async () => {
    const profile = { provider: 'tencent', secretId: 'AKIDexampleExample1234', secretKey: 'hunter2hunter2' };
    await writeFile(join(folder, 'config.json'), JSON.stringify({ profiles: { main: profile } }), { mode: 0o600 });
    const yaml = `profiles:\n  main: { provider: tencent, secretId: ${profile.secretId}, secretKey: ${profile.secretKey} } # mine\n`;
    await writeFile(join(folder, 'config.yaml'), yaml, { mode: 0o600 });
    for (const name of ['config.json', 'config.yaml']) {
      const { exitCode, out, err } = await explain(['--config-file', name]);
      expect([exitCode, err]).toEqual([0, '']);
      expect(out).toMatch(/^key id +AKID…1234 +--config-file .*, profile main$/m);
      expect(out).not.toContain('hunter2');
    }
    await copyFile(join(root, '.faceidrc.example'), join(folder, '.faceidrc'));
    const copied = await explain([]);
    await rm(join(folder, '.faceidrc'));
    expect(copied).toMatchObject({ exitCode: 3, err: expect.stringContaining('is still the placeholder of .faceidrc.example') });
  });
});
