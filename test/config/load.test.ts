import { describe, expect, it } from 'vitest';
import { loadSettings } from '../../src/config/load.ts';
import type { ConfigEnvironment, SettingsFlags } from '../../src/config/settings.ts';
import type { Runtime } from '../../src/runtime.ts';
import { configWorld, failureOf, requestOf } from './config-world.ts';

const tencentKey = { secretId: 'AKIDproject', secretKey: 'project-key' };

/** Levels from the strongest to the weakest. Each makes the value `expected`, unless a stronger level sets it. */
interface Level {
  name: string;
  flags?: SettingsFlags;
  env?: Record<string, string>;
  files?: Record<string, unknown>;
  expected: string;
  source: RegExp;
}

const regionLevels: Level[] = [
  { name: 'flag', flags: { region: 'r-flag' }, expected: 'r-flag', source: /^flag --region$/ },
  { name: 'IDV_REGION', env: { IDV_REGION: 'r-idv' }, expected: 'r-idv', source: /^environment IDV_REGION$/ },
  { name: 'vendor variable', env: { TENCENTCLOUD_REGION: 'r-env' }, expected: 'r-env', source: /^environment TENCENTCLOUD_REGION$/ },
  {
    name: 'project',
    files: { 'work/.faceidrc': { defaultProfiles: { tencent: 'main' }, profiles: { main: { provider: 'tencent', region: 'r-project' } } } },
    expected: 'r-project',
    source: /^project file .*work\/\.faceidrc, profile main$/,
  },
  {
    name: 'user',
    files: {
      '.config/faceid/config.json': { defaultProfiles: { tencent: 'main' }, profiles: { main: { provider: 'tencent', region: 'r-user' } } },
    },
    expected: 'r-user',
    source: /^user file .*config\.json, profile main$/,
  },
  {
    name: 'tccli',
    files: { '.tccli/default.configure': { _sys_param: { region: 'r-tccli' } } },
    expected: 'r-tccli',
    source: /default\.configure$/,
  },
  { name: 'default', expected: 'ap-singapore', source: /^default$/ },
];

async function settingsWith(levels: readonly Level[], flags: SettingsFlags = {}) {
  const world = await configWorld({ env: Object.assign({}, ...levels.map((level) => level.env)) as Record<string, string> });
  for (const { files } of levels) for (const [path, content] of Object.entries(files ?? {})) await world.write(path, content);
  return loadSettings(requestOf({ flags: Object.assign(flags, ...levels.map((level) => level.flags)) }), world.environment);
}

describe('precedence of the region', () => {
  it.each(regionLevels.map((level, index) => ({ ...level, index })))(
    '$name takes precedence over everything below it',
    async ({ index, expected, source }) => {
      const { region } = await settingsWith(regionLevels.slice(index));
      expect(region).toEqual({ value: expected, source: expect.stringMatching(source) });
    },
  );

  it('--profile takes precedence over the environment, and a flag over --profile', async () => {
    const below = regionLevels.slice(1);
    expect((await settingsWith(below, { profile: 'main' })).region.value).toBe('r-project');
    expect((await settingsWith(regionLevels, { profile: 'main' })).region.value).toBe('r-flag');
  });

  it('IDV_PROFILE chooses a profile, whose region stays below that of the environment', async () => {
    const other = { profiles: { other: { provider: 'tencent', region: 'r-other' } } };
    const level = { name: 'other', env: { IDV_PROFILE: 'other' }, files: { '.faceidrc': other }, expected: '', source: / / };
    const settings = await settingsWith([level]);
    expect(settings.region.value).toBe('r-other');
    expect(settings.profile).toEqual({ value: 'other', source: 'environment IDV_PROFILE' });
    expect((await settingsWith([level, regionLevels[2] as Level])).region.value).toBe('r-env');
  });
});

describe('the other values', () => {
  const everything = { output: 'json', timeout: 5, connectTimeout: 2, retries: 0, endpoint: 'faceid.tencentcloudapi.com' };

  it('come from a profile before the top level of the same file', async () => {
    const world = await configWorld();
    await world.write('.faceidrc', {
      output: 'yaml',
      timeout: 9,
      proxy: 'http://proxy.example:3128',
      profiles: { main: { provider: 'tencent', ...everything } },
    });
    const settings = await loadSettings(requestOf({ flags: { profile: 'main' } }), world.environment);
    expect(settings).toMatchObject({
      output: { value: 'json' },
      timeoutS: { value: 5 },
      connectTimeoutS: { value: 2 },
      retries: { value: 0 },
      endpoint: { value: 'https://faceid.tencentcloudapi.com' },
      proxy: { value: 'http://proxy.example:3128', source: `user file ${world.home}/.faceidrc` },
    });
    await world.write('.faceidrc', { output: 'yaml', timeout: 9 });
    const plain = await loadSettings(requestOf(), world.environment);
    expect([plain.output.value, plain.timeoutS.value, plain.retries]).toEqual(['yaml', 9, { value: 2, source: 'default' }]);
  });

  it('come from the environment before files, and from flags before the environment', async () => {
    const world = await configWorld({ env: { IDV_OUTPUT: 'table', IDV_TIMEOUT: '1.5', IDV_ENDPOINT: 'http://127.0.0.1:9' } });
    await world.write('.faceidrc', { output: 'yaml', timeout: 9 });
    const { output, timeoutS, endpoint } = await loadSettings(requestOf(), world.environment);
    expect([output.value, timeoutS.value, endpoint.value]).toEqual(['table', 1.5, 'http://127.0.0.1:9']);
    const flags = { output: 'text', timeoutS: 3, endpoint: 'https://h.example', connectTimeoutS: 4, retries: 1 } as const;
    const flagged = await loadSettings(requestOf({ flags }), world.environment);
    expect([flagged.output.value, flagged.timeoutS.value, flagged.endpoint.value]).toEqual(['text', 3, 'https://h.example']);
    expect([flagged.connectTimeoutS.source, flagged.retries.source]).toEqual(['flag --connect-timeout', 'flag --retries']);
  });

  it('are all reported at once when variables are wrong, unless a flag replaces them', async () => {
    const world = await configWorld({ env: { IDV_OUTPUT: 'xml', IDV_TIMEOUT: '-1', IDV_ENDPOINT: 'https://u:p@h', IDV_REGION: 'a b' } });
    const { category, text } = await failureOf(loadSettings(requestOf(), world.environment));
    expect(category).toBe('config');
    for (const name of ['IDV_OUTPUT', 'IDV_TIMEOUT', 'IDV_ENDPOINT', 'IDV_REGION']) expect(text).toContain(name);
    const flags = { output: 'json', timeoutS: 1, endpoint: 'https://h', region: 'r' } as const;
    expect((await loadSettings(requestOf({ flags }), world.environment)).output.value).toBe('json');
  });
});

describe('a profile of both files', () => {
  it('takes each value from the project file first, and the key as one unit', async () => {
    const world = await configWorld();
    await world.write('work/app/.faceidrc', { profiles: { main: { provider: 'tencent', region: 'r-project' } } }, 0o644);
    await world.write('.faceidrc', { profiles: { main: { provider: 'tencent', region: 'r-user', timeout: 7, ...tencentKey } } });
    const settings = await loadSettings(requestOf({ flags: { profile: 'main' }, credentials: 'required' }), world.environment);
    expect([settings.region.value, settings.timeoutS.value, settings.credentials?.id]).toEqual(['r-project', 7, 'AKIDproject']);
    expect(settings.notices).toEqual([]);
  });
});

describe('a variable without effect', () => {
  it.each([
    ['IDV_SANDBOX', ['IDV_SANDBOX is ignored: no variable turns on the sandbox, use --sandbox']],
    ['IDV_OUTCOME', ['IDV_OUTCOME is ignored: no variable turns on the sandbox, use --sandbox']],
    ['IDV_REGOIN', ['IDV_REGOIN is ignored: did you mean IDV_REGION?']],
    ['IDV_WRITE_TRANSCRIPTS', []],
    ['OTHER_REGION', []],
  ])('%s gives the notices %j', async (name, notices) => {
    const { environment } = await configWorld({ env: { [name]: 'x' } });
    expect((await loadSettings(requestOf(), environment)).notices).toEqual(notices);
    const sandboxed = await loadSettings(requestOf({ sandbox: true }), environment);
    expect(sandboxed.notices).toEqual(name === 'IDV_REGOIN' ? notices : []);
  });
});

describe("a vendor's file that cannot be used", () => {
  const key = { TENCENTCLOUD_SECRET_ID: 'AKIDenv', TENCENTCLOUD_SECRET_KEY: 'k' };
  const bad: [name: string, path: string, content: unknown, env: Record<string, string>, said: string][] = [
    ['is not JSON', '.tccli/default.configure', '{broken', {}, 'not valid JSON at line 1, column 2'],
    ['is too large', '.tccli/default.configure', `"${'x'.repeat(70_000)}"`, {}, 'is larger than 65536 bytes'],
    ['has an invalid name', '.tccli/x', '{}', { TCCLI_PROFILE: '../x' }, 'TCCLI_PROFILE: is not a profile name'],
  ];

  it.each(bad)('gives a notice when it %s and the settings are complete without it', async (_, path, content, env, said) => {
    const world = await configWorld({ env: { ...key, ...env } });
    await world.write(path, content);
    const { region, notices } = await loadSettings(requestOf({ credentials: 'required' }), world.environment);
    expect(region).toEqual({ value: 'ap-singapore', source: 'default' });
    expect(notices).toEqual([expect.stringMatching(/; region ap-singapore is used$/)]);
    expect(notices[0]).toContain(said);
    const complete = { ...world.environment, env: { ...world.environment.env, IDV_REGION: 'ap-tokyo' } };
    expect((await loadSettings(requestOf({ credentials: 'required' }), complete)).notices).toEqual([]);
  });

  it('gives a notice when it cannot be read, and an error when its key is needed', async () => {
    const world = await configWorld({ env: key });
    for (const name of ['configure', 'credential']) await world.write(`.tccli/default.${name}`, '{}');
    const { fs } = world.environment;
    const open: typeof fs.open = (path, flags) =>
      path.includes('.tccli') ? Promise.reject(Object.assign(new Error(), { code: 'EACCES' })) : fs.open(path, flags);
    const closed = { ...world.environment, fs: { ...fs, open } };
    expect((await loadSettings(requestOf({ credentials: 'required' }), closed)).notices).toEqual([
      `${world.home}/.tccli/default.configure: cannot be read (EACCES); region ap-singapore is used`,
    ]);
    const failure = await failureOf(loadSettings(requestOf({ credentials: 'required' }), { ...closed, env: {} }));
    expect(failure).toMatchObject({ category: 'config', text: expect.stringContaining('default.credential: cannot be read (EACCES)') });
  });

  it('counts as absent in a folder that cannot be searched', async () => {
    const world = await configWorld({ env: key });
    const refused = () => Promise.reject(Object.assign(new Error(), { code: 'EACCES' }));
    const hidden = { ...world.environment, fs: { stat: refused, open: refused, readdir: refused } };
    expect((await loadSettings(requestOf({ credentials: 'required' }), hidden)).notices).toEqual([]);
    const failure = await failureOf(loadSettings(requestOf({ credentials: 'required' }), { ...hidden, env: {} }));
    expect([failure.code, failure.text.split('\n')[3]]).toEqual([
      'no-credentials',
      expect.stringContaining(`${world.home} cannot be read (EACCES)`),
    ]);
  });
});

describe('the sandbox', () => {
  it('has its own key and host, and reads no file of a vendor', async () => {
    const world = await configWorld({ env: { IDV_ENDPOINT: 'https://h.example', TENCENTCLOUD_SECRET_ID: 'half' } });
    await world.write('.tccli/default.configure', '{broken');
    await world.write('.faceidrc', {
      timeout: 4,
      defaultProfiles: { tencent: 'main' },
      profiles: { main: { provider: 'tencent', region: 'r-main', credentialProcess: 'never' } },
    });
    const settings = await loadSettings(
      requestOf({ sandbox: true, credentials: 'required', defaults: { ...requestOf().defaults, endpoint: 'http://127.0.0.1' } }),
      world.environment,
    );
    expect(settings.credentials).toEqual({ id: 'sandbox-id', secret: 'sandbox-key', source: 'flag --sandbox' });
    expect([settings.endpoint.source, settings.region.value, settings.timeoutS.value]).toEqual(['flag --sandbox', 'r-main', 4]);
  });
});

it('a Runtime is a ConfigEnvironment', () => {
  const accept = (runtime: Runtime): ConfigEnvironment => runtime;
  expect(accept).toBeTypeOf('function');
});
