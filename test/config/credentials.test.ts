import { describe, expect, it } from 'vitest';
import { loadSettings } from '../../src/config/load.ts';
import type { SettingsRequest } from '../../src/config/settings.ts';
import { aliyun, configWorld, failureOf, requestOf } from './config-world.ts';

const required = (changes: Partial<SettingsRequest> = {}) => requestOf({ credentials: 'required', ...changes });
const tencentEnv = { TENCENTCLOUD_SECRET_ID: 'AKIDenv', TENCENTCLOUD_SECRET_KEY: 'env-key' };
const main = (more: object) => ({ defaultProfiles: { tencent: 'main' }, profiles: { main: { provider: 'tencent', ...more } } });
const printing = (printed: unknown) => ({ runProcess: () => Promise.resolve({ code: 0, stdout: JSON.stringify(printed) }) });

describe('the source of the key', () => {
  const sources: [name: string, env: Record<string, string>, path: string, content: unknown, id: string][] = [
    ['environment', tencentEnv, 'unused', {}, 'AKIDenv'],
    ['project file', {}, 'work/app/.faceidrc', main({ secretId: 'AKIDproject', secretKey: 'k' }), 'AKIDproject'],
    ['user file', {}, '.faceidrc', main({ secretId: 'AKIDuser', secretKey: 'k' }), 'AKIDuser'],
    ['tccli', {}, '.tccli/default.credential', { secretId: 'AKIDtccli', secretKey: 'k', token: 't' }, 'AKIDtccli'],
  ];

  it.each(sources.map(([name, , , , id], index) => [name, id, index] as const))(
    'is the %s when no stronger source has a key',
    async (_, id, index) => {
      const below = sources.slice(index);
      const world = await configWorld({ env: Object.assign({}, ...below.map(([, env]) => env)) as Record<string, string> });
      for (const [, , path, content] of below) await world.write(path, content);
      expect((await loadSettings(required(), world.environment)).credentials?.id).toBe(id);
      const byName = await loadSettings(required({ flags: { profile: 'main' } }), world.environment).catch(() => undefined);
      if (index < 2) expect(byName?.credentials?.id).toBe('AKIDproject');
      if (index === 2) expect(byName?.credentials?.id).toBe('AKIDuser');
    },
  );

  it('is the environment when the profile of --profile has no key', async () => {
    const world = await configWorld({ env: tencentEnv });
    await world.write('.faceidrc', main({ region: 'ap-tokyo' }));
    const { credentials, region } = await loadSettings(required({ flags: { profile: 'main' } }), world.environment);
    expect([credentials?.id, region.value]).toEqual(['AKIDenv', 'ap-tokyo']);
  });

  it('is never mixed: a token without a key is ignored, with a notice', async () => {
    const world = await configWorld({ env: { TENCENTCLOUD_TOKEN: 'stray' } });
    await world.write('.faceidrc', main({ secretId: 'AKIDuser', secretKey: 'k' }));
    const { credentials, notices } = await loadSettings(required(), world.environment);
    expect(credentials).toEqual({ id: 'AKIDuser', secret: 'k', source: expect.stringContaining('profile main') });
    expect(notices).toEqual(['TENCENTCLOUD_TOKEN is ignored, because TENCENTCLOUD_SECRET_ID is not set']);
  });

  it('is the environment rather than the profile in IDV_PROFILE, with a notice', async () => {
    const world = await configWorld({ env: { ...tencentEnv, IDV_PROFILE: 'main' } });
    await world.write('.faceidrc', main({ secretId: 'AKIDuser', secretKey: 'k' }));
    const { credentials, notices } = await loadSettings(required(), world.environment);
    expect([credentials?.id, notices]).toEqual([
      'AKIDenv',
      ['the key in TENCENTCLOUD_SECRET_ID takes precedence over the key of the profile in IDV_PROFILE'],
    ]);
  });
});

describe('the environment', () => {
  it.each(['TENCENTCLOUD_TOKEN', 'TENCENTCLOUD_SESSION_TOKEN', 'TENCENTCLOUD_SECURITY_TOKEN'])('gives the token in %s', async (name) => {
    const world = await configWorld({ env: { ...tencentEnv, [name]: 'tok' } });
    expect((await loadSettings(required(), world.environment)).credentials).toEqual({
      id: 'AKIDenv',
      secret: 'env-key',
      token: 'tok',
      source: 'environment TENCENTCLOUD_SECRET_ID',
    });
  });

  it("gives the key, token and region in Alibaba's variables", async () => {
    const env = {
      ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI',
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: 's',
      ALIBABA_CLOUD_SECURITY_TOKEN: 't',
      ALIBABA_CLOUD_REGION_ID: 'cn-shanghai',
    };
    const world = await configWorld({ env: { ...env, ...tencentEnv } });
    const { credentials, region } = await loadSettings(required({ vendor: aliyun }), world.environment);
    expect([credentials?.id, credentials?.token, region.value]).toEqual(['LTAI', 't', 'cn-shanghai']);
  });

  it.each([
    ['TENCENTCLOUD_SECRET_KEY', { TENCENTCLOUD_SECRET_ID: 'hunter2' }],
    ['TENCENTCLOUD_SECRET_KEY', { TENCENTCLOUD_SECRET_ID: 'hunter2', TENCENTCLOUD_SECRET_KEY: '' }],
    ['TENCENTCLOUD_SECRET_ID', { TENCENTCLOUD_SECRET_KEY: 'hunter2' }],
  ])('with half a key is refused, even if another source has a key: the error names the missing %s', async (missing, env) => {
    const world = await configWorld({ env });
    await world.write('.tccli/default.credential', { secretId: 'AKIDtccli', secretKey: 'k' });
    const { category, text } = await failureOf(loadSettings(required(), world.environment));
    expect(category).toBe('config');
    expect(text).toContain(`${missing}: is missing or empty, while`);
    expect(text).not.toContain('hunter2');
  });

  it.each([
    [' hunter2', 'starts or ends with a blank'],
    ['hunter2\n', 'starts or ends with a blank'],
    ['hun ter2', 'contains a blank or a line break'],
    ['"hunter2"', 'is wrapped in quotes'],
    ['hunter2…', 'is still the placeholder of .faceidrc.example'],
    ['hunter2\u200b', 'contains a character that is not allowed in a key'],
  ])('with the key %j is refused: %s', async (value, message) => {
    for (const name of ['TENCENTCLOUD_SECRET_ID', 'TENCENTCLOUD_SECRET_KEY', 'TENCENTCLOUD_TOKEN']) {
      const world = await configWorld({ env: { ...tencentEnv, [name]: value } });
      const { category, text } = await failureOf(loadSettings(required(), world.environment));
      expect(category).toBe('config');
      expect(text).toContain(`${name}: ${message}`);
      expect(text).not.toMatch(/hunter2|hun ter2/);
    }
  });
});

describe('a profile', () => {
  it.each([
    [{ secretId: 'hunter2' }, 'profiles.main.secretKey is missing or empty, while profiles.main.secretId is set'],
    [{ secretId: 'AKID', secretKey: 'hunter2 ' }, 'profiles.main.secretKey starts or ends with a blank'],
    [
      { secretId: 'AKID', secretKey: 'hunter2', credentialProcess: 'x' },
      'profiles.main.credentialProcess cannot be used together with a key',
    ],
  ])('%j is refused', async (content, message) => {
    const world = await configWorld();
    const path = await world.write('.faceidrc', main(content));
    const { text } = await failureOf(loadSettings(required(), world.environment));
    expect(text).toContain(`${path}: ${message}`);
    expect(text).not.toContain('hunter2');
  });

  it('can name a command that prints the key', async () => {
    const world = await configWorld(printing({ secretId: 'AKIDvault', secretKey: 's', token: 't' }));
    const path = await world.write('.faceidrc', main({ credentialProcess: 'vault-helper tencent' }));
    expect((await loadSettings(required(), world.environment)).credentials).toEqual({
      id: 'AKIDvault',
      secret: 's',
      token: 't',
      source: `user file ${path}, profile main, credentialProcess`,
    });
  });
});

describe('no key at all', () => {
  it('gives a message of three short lines, and a list of every place that was searched', async () => {
    const world = await configWorld();
    const { category, code, text } = await failureOf(loadSettings(required(), world.environment));
    expect([category, code]).toEqual(['config', 'no-credentials']);
    expect(text.split('\n').slice(0, 3)).toEqual([
      'no key for Tencent Cloud',
      'set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY, or run idv config init tencent',
      'or try without an account: --sandbox',
    ]);
    const { withoutKey } = await loadSettings(required({ credentials: 'optional' }), world.environment);
    expect(withoutKey).toEqual([
      'the environment (TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY)',
      `no .faceidrc from ${world.project} upwards and no user file`,
      `${world.home}/.tccli/default.credential`,
    ]);
    const homeless = await loadSettings(required({ credentials: 'optional' }), { ...world.environment, homeDir: undefined });
    expect(homeless.withoutKey).toContain('no home folder, because HOME is not set');
  });

  const keyed = (provider: string, name: string) => ({
    provider,
    ...(provider === 'tencent' ? { secretId: `AKID${name}`, secretKey: 'k' } : { accessKeyId: `LTAI${name}`, accessKeySecret: 'k' }),
  });

  it.each([
    [
      'exists, but no profile is chosen',
      { one: keyed('tencent', 'one'), two: keyed('tencent', 'two'), saf: keyed('aliyun', 'saf') },
      {},
      '2 profiles have a key for Tencent Cloud, and none is chosen\nchoose with --profile NAME, IDV_PROFILE or defaultProfiles: one, two\n',
    ],
    [
      'exists in a profile that is not chosen',
      { one: keyed('tencent', 'one'), two: { provider: 'tencent' } },
      { profile: 'two' },
      'profile one has a key for Tencent Cloud, and two, which is chosen, has none\n',
    ],
    ['does not exist', { two: { provider: 'tencent' } }, {}, 'no key for Tencent Cloud: profile two has none\nset TENCENTCLOUD_SECRET_ID'],
    ['exists only for another vendor', { saf: keyed('aliyun', 'saf') }, {}, 'no key for Tencent Cloud\nset TENCENTCLOUD_SECRET_ID'],
  ])('gives a first line that says that a key %s', async (_, profiles, flags, said) => {
    const world = await configWorld();
    await world.write('.faceidrc', { profiles });
    const { code, text } = await failureOf(loadSettings(required({ flags }), world.environment));
    expect(code).toBe('no-credentials');
    expect(text.startsWith(said)).toBe(true);
  });

  it('gives an error with the file that cannot be read; complete settings only get a notice about it', async () => {
    const world = await configWorld();
    const path = await world.write('.faceidrc', main({ secretId: 'AKIDuser', secretKey: 'k' }));
    const { fs } = world.environment;
    const closed = (wanted: string) => wanted.startsWith(`${world.home}/.`);
    const refused = () => Promise.reject(Object.assign(new Error(), { code: 'EACCES' }));
    const unreadable = {
      ...world.environment,
      fs: { ...fs, open: (p: string, flags: number) => (closed(p) ? refused() : fs.open(p, flags)) },
    };
    const unsearchable = { ...world.environment, fs: { ...unreadable.fs, stat: (p: string) => (closed(p) ? refused() : fs.stat(p)) } };
    for (const environment of [unreadable, unsearchable]) {
      const failure = await failureOf(loadSettings(required(), environment));
      expect(failure).toMatchObject({ category: 'config', text: expect.stringContaining('cannot be read (EACCES)') });
    }
    const complete = { TENCENTCLOUD_SECRET_ID: 'AKIDenv', TENCENTCLOUD_SECRET_KEY: 'k', IDV_REGION: 'ap-tokyo' };
    const settings = await loadSettings(required(), { ...unreadable, env: complete });
    expect([settings.credentials?.id, settings.notices]).toEqual(['AKIDenv', [`${path} cannot be read (EACCES), so it is not used`]]);
    expect((await loadSettings(required(), { ...unsearchable, env: complete })).notices).toEqual([]);
  });

  it('is accepted when the key is optional, and no key is looked up when the command needs none', async () => {
    const world = await configWorld({ env: { TENCENTCLOUD_TOKEN: '' } });
    expect(await loadSettings(requestOf({ credentials: 'optional' }), world.environment)).not.toHaveProperty('credentials');
    await world.write('.faceidrc', main({ credentialProcess: 'never-run' }));
    const half = { ...world.environment, env: { TENCENTCLOUD_SECRET_ID: 'half' } };
    expect(await loadSettings(requestOf({ credentials: 'none' }), half)).not.toHaveProperty('credentials');
  });
});

describe("the sandbox's key", () => {
  const sandboxEnv = { TENCENTCLOUD_SECRET_ID: 'sandbox-id', TENCENTCLOUD_SECRET_KEY: 'sandbox-key' };
  const at = (endpoint: string | undefined) => required({ flags: { endpoint }, defaults: { ...required().defaults, endpoint: undefined } });

  it.each([undefined, 'https://faceid.tencentcloudapi.com', 'faceid.tencentcloudapi.com', 'https://localhost.example', 'https://0.0.0.0'])(
    'is refused for the host %s',
    async (endpoint) => {
      const { environment } = await configWorld({ env: sandboxEnv });
      const { category, text } = await failureOf(loadSettings(at(endpoint), environment));
      expect(category).toBe('config');
      expect(text).toContain('TENCENTCLOUD_SECRET_ID: the key sandbox-id belongs to the sandbox');
      expect(text).toContain('--sandbox');
    },
  );

  it.each(['http://127.0.0.1:9', 'http://localhost:9', 'https://[::1]:9'])('is accepted for the host %s', async (endpoint) => {
    const { environment } = await configWorld({ env: sandboxEnv });
    expect((await loadSettings(at(endpoint), environment)).credentials?.id).toBe('sandbox-id');
  });

  it('is accepted for a call that is not sent, and is refused in a profile too', async () => {
    const { environment, write } = await configWorld({ env: sandboxEnv });
    expect((await loadSettings({ ...at(undefined), sends: false }, environment)).credentials?.id).toBe('sandbox-id');
    await write('.faceidrc', main({ secretId: 'sandbox-id', secretKey: 'sandbox-key' }));
    expect((await failureOf(loadSettings(at(undefined), { ...environment, env: {} }))).text).toContain('profile main: the key sandbox-id');
  });
});

describe('a program that prints a key', () => {
  it('gets the environment without the keys of any vendor', async () => {
    const seen: unknown[] = [];
    const runProcess = (_file: string, _args: readonly string[], env: unknown) => {
      seen.push(env);
      return Promise.resolve({ code: 0, stdout: JSON.stringify({ secretId: 'AKIDvault', secretKey: 's' }) });
    };
    const aliyunKey = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAIenv', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 's', ALIBABA_CLOUD_SECURITY_TOKEN: 't' };
    const kept = { PATH: '/bin', HOME: '/h', TENCENTCLOUD_REGION: 'ap-tokyo', VAULT_TOKEN: 'kept' };
    const env = { ...tencentEnv, ...aliyunKey, TENCENTCLOUD_SESSION_TOKEN: 't', TencentCloud_Token: 't', ...kept };
    const world = await configWorld({ env, runProcess });
    await world.write('.faceidrc', main({ credentialProcess: 'vault-helper tencent' }));
    expect((await loadSettings(required({ flags: { profile: 'main' } }), world.environment)).credentials?.id).toBe('AKIDvault');
    expect(seen).toEqual([kept]);
  });
});
