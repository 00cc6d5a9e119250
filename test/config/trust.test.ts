import { describe, expect, it } from 'vitest';
import { loadSettings } from '../../src/config/load.ts';
import { configWorld, failureOf, requestOf } from './config-world.ts';

const withKey = { profiles: { main: { provider: 'tencent', secretId: 'AKIDmain', secretKey: 'hunter2' } } };
const asMain = requestOf({ flags: { profile: 'main' }, credentials: 'required' });

/** As a shell takes it, wherever the temporary folder of this machine lies. */
const inShell = (path: string): string => (/^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`);

describe('a file with a secret', () => {
  it.each([0o640, 0o604, 0o620, 0o666])('of mode %o is refused with the line that mends it', async (mode) => {
    const world = await configWorld();
    const path = await world.write('.faceidrc', withKey, mode);
    const failure = await failureOf(loadSettings(requestOf(), world.environment));
    expect(failure).toMatchObject({ category: 'config', text: expect.stringContaining(`chmod 600 ${inShell(path)}`) });
    expect(failure.text).not.toContain('hunter2');
  });

  it('is refused in the project and by name too, and the path is quoted for the shell', async () => {
    const world = await configWorld();
    const path = await world.write("work/app/it's here/.faceidrc", withKey, 0o644);
    const environment = { ...world.environment, cwd: `${world.project}/it's here` };
    for (const flags of [{}, { configFile: path }]) {
      expect((await failureOf(loadSettings(requestOf({ flags }), environment))).text).toContain(`chmod 600 ${inShell(path)}`);
    }
  });

  it('of an open mode is accepted on Windows, and without a secret everywhere', async () => {
    const world = await configWorld();
    await world.write('.faceidrc', withKey, 0o644);
    expect((await loadSettings(asMain, { ...world.environment, platform: 'win32' })).credentials?.id).toBe('AKIDmain');
    await world.write('.faceidrc', { profiles: { main: { provider: 'tencent', secretId: 'AKIDmain' } }, output: 'json' }, 0o644);
    expect((await loadSettings(requestOf(), world.environment)).output.value).toBe('json');
  });
});

describe('a project file of another user', () => {
  const other = (uid = 0) => ({ uid: uid + 1 });

  it('is refused with credentials, but not by name', async () => {
    const world = await configWorld();
    const path = await world.write('work/app/.faceidrc', withKey);
    const environment = { ...world.environment, ...other(world.environment.uid) };
    expect((await failureOf(loadSettings(asMain, environment))).text).toContain('belongs to another user');
    const named = await loadSettings({ ...asMain, flags: { profile: 'main', configFile: path } }, environment);
    expect([named.credentials?.id, named.notices]).toEqual(['AKIDmain', []]);
    expect((await loadSettings(asMain, { ...world.environment, uid: undefined })).credentials?.id).toBe('AKIDmain');
  });

  it('is announced without credentials', async () => {
    const world = await configWorld();
    const path = await world.write('work/app/.faceidrc', { output: 'json' });
    const { notices } = await loadSettings(requestOf(), { ...world.environment, ...other(world.environment.uid) });
    expect(notices).toEqual([`using settings from ${path}, which belongs to another user`]);
  });
});

describe('a project file', () => {
  it('announces the credentials taken from it, a user file does not', async () => {
    const world = await configWorld();
    const path = await world.write('work/app/.faceidrc', withKey);
    expect((await loadSettings(asMain, world.environment)).notices).toEqual([`using credentials from ${path} (profile main)`]);
    const own = await loadSettings(asMain, { ...world.environment, homeDir: world.project });
    expect([own.credentials?.source, own.notices]).toEqual([`user file ${path}, profile main`, []]);
  });

  const inProfile = (more: object) => ({ profiles: { main: { provider: 'tencent', ...more } } });

  it.each([
    ['endpoint', inProfile({ endpoint: 'https://evil.example' })],
    ['endpoint', inProfile({ endpoint: 'http://127.0.0.1:8080' })],
    ['endpoint', inProfile({ endpoint: 'localhost' })],
    ['endpoint', inProfile({ endpoint: 'https://faceid.tencentcloudapi.com:8443' })],
    ['endpoint', inProfile({ endpoint: 'https://FACEID.tencentcloudapi.com' })],
    ['endpoint', inProfile({ endpoint: 'faceid.tencentcloudapi.com.evil.example' })],
    ['proxy', inProfile({ proxy: 'http://127.0.0.1:3128' })],
    ['proxy', { proxy: 'http://127.0.0.1:3128' }],
    ['credentialProcess', inProfile({ credentialProcess: 'touch x' })],
  ])('may not set %s: %j', async (setting, content) => {
    const world = await configWorld();
    const path = await world.write('work/app/.faceidrc', content);
    const failure = await failureOf(loadSettings(requestOf(), world.environment));
    expect(failure).toMatchObject({ category: 'config', text: expect.stringContaining(path) });
    expect(failure.text).toContain(setting);
    expect(failure.text).toContain('--config-file');
    const ownFile = requestOf({ flags: { configFile: path } });
    expect((await loadSettings(ownFile, world.environment)).output.value).toBe('text');
  });

  it.each(['faceid.tencentcloudapi.com', 'https://faceid.tencentcloudapi.com', 'https://faceid.tencentcloudapi.com/'])(
    'may set the known host %s',
    async (endpoint) => {
      const world = await configWorld();
      await world.write('work/app/.faceidrc', inProfile({ endpoint }));
      const settings = await loadSettings(requestOf({ flags: { profile: 'main' } }), world.environment);
      expect(new URL(settings.endpoint.value ?? '').href).toBe('https://faceid.tencentcloudapi.com/');
    },
  );
});
