import { chmod, mkdir, mkdtemp, open, readdir, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ConfigEnvironment, SettingsRequest } from '../../src/config/settings.ts';
import { aliyunDeclaration as aliyun } from '../../src/vendors/aliyun/declaration.ts';
import { tencentDeclaration as tencent } from '../../src/vendors/tencent/declaration.ts';

export { aliyun, tencent };

const defaults = {
  region: 'ap-singapore',
  endpoint: 'https://faceid.intl.tencentcloudapi.com',
  output: 'text',
  timeoutS: 60,
  connectTimeoutS: 10,
  retries: 2,
} as const;

const knownHosts = ['faceid.intl.tencentcloudapi.com', 'faceid.tencentcloudapi.com'];

export const requestOf = (changes: Partial<SettingsRequest> = {}): SettingsRequest => ({
  vendor: tencent,
  vendors: [tencent, aliyun],
  flags: {},
  defaults,
  knownHosts,
  credentials: 'none',
  sandbox: false,
  sends: true,
  ...changes,
});

export interface ConfigWorld {
  home: string;
  /** `home/work/app`: the current folder. */
  project: string;
  environment: ConfigEnvironment;
  /** Files by path from the home folder; mode 0600 unless told. Text stays, anything else becomes JSON. */
  write(path: string, content: unknown, mode?: number): Promise<string>;
}

/** A home folder with a project in it, on the real disk; removed when the test is over. */
export async function configWorld(changes: Partial<ConfigEnvironment> = {}): Promise<ConfigWorld> {
  const home = await realpath(await mkdtemp(join(tmpdir(), 'idv-config-')));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  const project = join(home, 'work', 'app');
  await mkdir(project, { recursive: true });
  const { uid } = await stat(home);
  return {
    home,
    project,
    environment: {
      env: {},
      cwd: project,
      homeDir: home,
      platform: 'linux',
      uid,
      fs: { open, stat, readdir: (path) => readdir(path) },
      runProcess: () => Promise.reject(new Error('no process may run in this test')),
      openKeychain: () => Promise.reject(new Error('no keychain may be opened in this test')),
      ...changes,
    },
    async write(path, content, mode = 0o600) {
      const file = join(home, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
      await chmod(file, mode);
      return file;
    },
  };
}

/** All text of an error that a user could see. */
export async function failureOf(promise: Promise<unknown>): Promise<{ category: string; code: string; text: string }> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  const { category, code, message, hint, problems } = error as Record<string, unknown>;
  return { category: String(category), code: String(code), text: [message, hint, JSON.stringify(problems)].join('\n') };
}
