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
  /** The current folder: `home/work/app`. */
  project: string;
  environment: ConfigEnvironment;
  /** Paths are relative to the home folder. The default mode is 0600. Text is written unchanged, any other value as JSON. */
  write(path: string, content: unknown, mode?: number): Promise<string>;
}

/** A home folder on the real disk with a project in it. It is removed when the test is over. */
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

/** An error reduced to its category, its code and all the text that a user could see. */
export async function failureOf(promise: Promise<unknown>): Promise<{ category: string; code: string; text: string }> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  const { category, code, message, hint, problems } = error as Record<string, unknown>;
  return { category: String(category), code: String(code), text: [message, hint, JSON.stringify(problems)].join('\n') };
}
