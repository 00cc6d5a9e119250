import { describe, expect, it } from 'vitest';
import { loadSettings } from '../../src/config/load.ts';
import { configWorld, failureOf, requestOf } from './config-world.ts';

const withKey = { profiles: { main: { provider: 'tencent', secretId: 'AKIDmain', secretKey: 'hunter2' } } };
const asMain = requestOf({ flags: { profile: 'main' }, credentials: 'required' });

/** The path as a shell needs it, because the path of the temporary folder may need quotes. */
const inShell = (path: string): string => (/^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`);

describe('a file with a secret', () => {
  it.each([0o640, 0o604, 0o620, 0o666])('of mode %o is refused, with the command that fixes it', async (mode) => {
    const world = await configWorld();
    const path = await world.write('.faceidrc', withKey, mode);
    const failure = await failureOf(loadSettings(requestOf(), world.environment));
    expect(failure).toMatchObject({ category: 'config', text: expect.stringContaining(`chmod 600 ${inShell(path)}`) });
    expect(failure.text).not.toContain('hunter2');
  });

  it('is refused in the project and as a named file too, and the path in the command is quoted for the shell', async () => {
    const world = await configWorld();
    const path = await world.write("work/app/it's here/.faceidrc", withKey, 0o644);
    const environment = { ...world.environment, cwd: `${world.project}/it's here` };
    for (const flags of [{}, { configFile: path }]) {
      expect((await failureOf(loadSettings(requestOf({ flags }), environment))).text).toContain(`chmod 600 ${inShell(path)}`);
    }
  });

  it('is accepted with an open mode on Windows, and everywhere when it has no secret', async () => {
    const world = await configWorld();
    await world.write('.faceidrc', withKey, 0o644);
    expect((await loadSettings(asMain, { ...world.environment, platform: 'win32' })).credentials?.id).toBe('AKIDmain');
    await world.write('.faceidrc', { profiles: { main: { provider: 'tencent', secretId: 'AKIDmain' } }, output: 'json' }, 0o644);
    expect((await loadSettings(requestOf(), world.environment)).output.value).toBe('json');
  });
});

describe('a project file of another user', () => {
  const other = (uid = 0) => ({ uid: uid + 1 });

  it('with credentials is refused, unless it is named', async () => {
    const world = await configWorld();
    const path = await world.write('work/app/.faceidrc', withKey);
    const environment = { ...world.environment, ...other(world.environment.uid) };
    expect((await failureOf(loadSettings(asMain, environment))).text).toContain('belongs to another user');
    const named = await loadSettings({ ...asMain, flags: { profile: 'main', configFile: path } }, environment);
    expect([named.credentials?.id, named.notices]).toEqual(['AKIDmain', []]);
    expect((await loadSettings(asMain, { ...world.environment, uid: undefined })).credentials?.id).toBe('AKIDmain');
  });

  it('without credentials gives a notice', async () => {
    const world = await configWorld();
    const path = await world.write('work/app/.faceidrc', { output: 'json' });
    const { notices } = await loadSettings(requestOf(), { ...world.environment, ...other(world.environment.uid) });
    expect(notices).toEqual([`using settings from ${path}, which belongs to another user`]);
  });
});

describe('a project file', () => {
  it('gives a notice when its credentials are used, and a user file gives none', async () => {
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

describe('a file that other users can write', () => {
  const inProfile = (more: object) => ({ profiles: { main: { provider: 'tencent', ...more } } });
  const risky: [setting: string, content: object][] = [
    ['profiles.main.credentialProcess', inProfile({ credentialProcess: 'touch x' })],
    ['profiles.main.proxy', inProfile({ proxy: 'http://10.0.0.1:3128' })],
    ['proxy', { proxy: 'http://10.0.0.1:3128' }],
    ['profiles.main.endpoint', inProfile({ endpoint: 'https://evil.example' })],
    ['profiles.main.endpoint', inProfile({ endpoint: 'https://faceid.tencentcloudapi.com' })],
    ['profiles.other.endpoint', { profiles: { other: { provider: 'aliyun', endpoint: 'saf.ap-southeast-1.aliyuncs.com' } } }],
  ];
  /** Where the file is, and whether the user named it. */
  const places: [place: string, path: string, named: boolean][] = [
    ['the user’s file', '.faceidrc', false],
    ['the user’s file of XDG', '.config/faceid/config.yaml', false],
    ['a named file', 'elsewhere/config.json', true],
  ];
  const cases = places.flatMap(([place, path, named]) => risky.map(([setting, content]) => ({ place, path, named, setting, content })));

  it.each(cases)('is refused as $place with $setting (case $#)', async ({ path, named, setting, content }) => {
    const world = await configWorld();
    const load = (environment = world.environment) => loadSettings(requestOf({ flags: named ? { configFile: file } : {} }), environment);
    const file = await world.write(path, content, 0o644);
    await load();
    const stranger = { ...world.environment, uid: (world.environment.uid ?? 0) + 1 };
    const foreign = await failureOf(load(stranger));
    expect(foreign).toMatchObject({ category: 'config' });
    expect(foreign.text).toContain(`${file}: ${setting} is not accepted, because the file belongs to another user`);
    for (const mode of [0o646, 0o664, 0o666]) {
      await world.write(path, content, mode);
      const { category, text } = await failureOf(load());
      expect(category).toBe('config');
      expect(text).toContain(`${file}: ${setting} is not accepted, because the file can be written by others`);
      expect(text).toContain(`chmod go-w ${inShell(file)}`);
      await load({ ...world.environment, platform: 'win32' });
    }
  });

  it('is refused as a project file with an endpoint, even if the host is known', async () => {
    const world = await configWorld();
    const content = inProfile({ endpoint: 'https://faceid.tencentcloudapi.com' });
    await world.write('work/app/.faceidrc', content, 0o664);
    expect((await failureOf(loadSettings(requestOf(), world.environment))).text).toContain('can be written by others');
    await world.write('work/app/.faceidrc', content, 0o644);
    const settings = await loadSettings(requestOf({ flags: { profile: 'main' } }), world.environment);
    expect(settings.endpoint.value).toBe('https://faceid.tencentcloudapi.com');
  });

  it('may contain all other settings', async () => {
    const world = await configWorld();
    await world.write('.faceidrc', { output: 'json', ...inProfile({ region: 'ap-tokyo', timeout: 3 }) }, 0o666);
    const { output, region, timeoutS } = await loadSettings(requestOf({ flags: { profile: 'main' } }), world.environment);
    expect([output.value, region.value, timeoutS.value]).toEqual(['json', 'ap-tokyo', 3]);
  });

  it('is recognised by the file that was read, not by the file that was there before', async () => {
    const world = await configWorld();
    const mine = await world.write('.faceidrc', inProfile({ credentialProcess: 'x' }));
    const theirs = await world.write('theirs', inProfile({ credentialProcess: 'touch x' }), 0o666);
    const { fs } = world.environment;
    const open: typeof fs.open = (path, flags) => fs.open(path === mine ? theirs : path, flags);
    const failure = await failureOf(loadSettings(requestOf(), { ...world.environment, fs: { ...fs, open } }));
    expect(failure.text).toContain('can be written by others');
  });
});

describe('what counts as a secret', () => {
  it.each([
    ['a secret', { secretId: 'AKIDmain', secretKey: 'hunter2' }, true],
    ['a token', { token: 'hunter2' }, true],
    ['the password of a proxy', { proxy: 'http://user:hunter2@proxy.example:3128' }, true],
    ['an id', { secretId: 'AKIDmain' }, false],
    ['the placeholder of the example', { secretId: 'AKID…', secretKey: '…' }, false],
  ])('%s, as in %j: %s', async (_, more, secret) => {
    const world = await configWorld();
    await world.write('.faceidrc', { profiles: { main: { provider: 'tencent', ...more } } }, 0o644);
    const loading = loadSettings(requestOf(), world.environment);
    if (!secret) await loading;
    else expect((await failureOf(loading)).text).toContain('contains a secret and can be read by others');
  });
});
