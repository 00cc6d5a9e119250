import { describe, expect, it } from 'vitest';
import { loadSettings } from '../../../src/config/load.ts';
import { aliyun, configWorld, failureOf, requestOf } from '../../config/config-world.ts';

const required = requestOf({ vendor: aliyun, credentials: 'required' });
const key = { access_key_id: 'LTAIcli', access_key_secret: 'hunter2' };
const config = (...profiles: object[]) => ({ current: 'main', profiles: profiles.map((profile) => ({ name: 'main', ...profile })) });

describe("aliyun-cli's file", () => {
  it.each([
    ['AK', { mode: 'AK', ...key, sts_token: 'left-over' }, undefined],
    ['StsToken', { mode: 'StsToken', ...key, sts_token: 'tok' }, 'tok'],
  ])('gives key and region in mode %s', async (_, profile, token) => {
    const world = await configWorld();
    const path = await world.write('.aliyun/config.json', config({ ...profile, region_id: 'cn-shanghai' }));
    const { credentials, region } = await loadSettings(required, world.environment);
    expect(credentials).toMatchObject({ id: 'LTAIcli', secret: 'hunter2', source: `${path}, profile main` });
    expect([credentials?.token, region.value]).toEqual([token, 'cn-shanghai']);
  });

  it('is refused in mode StsToken without a token, because the service would refuse the key alone', async () => {
    const world = await configWorld();
    const path = await world.write('.aliyun/config.json', config({ mode: 'StsToken', ...key }));
    const { category, text } = await failureOf(loadSettings(required, world.environment));
    expect(category).toBe('config');
    expect(text).toContain(path);
    expect(text).toContain('no sts_token');
    expect(text).not.toContain('hunter2');
  });

  it('gives the key that the command of mode External prints', async () => {
    const calls: unknown[] = [];
    const world = await configWorld({
      runProcess: (file, args) => {
        calls.push([file, ...args]);
        return Promise.resolve({ code: 0, stdout: JSON.stringify({ mode: 'StsToken', ...key, sts_token: 'tok' }) });
      },
    });
    await world.write('.aliyun/config.json', config({ mode: 'External', process_command: 'helper "a b"' }));
    expect((await loadSettings(required, world.environment)).credentials).toMatchObject({ id: 'LTAIcli', token: 'tok' });
    expect(calls).toEqual([['helper', 'a b']]);
  });

  it('gives the key of ALIBABA_CLOUD_PROFILE, or of --profile', async () => {
    const two = { name: 'two', mode: 'AK', ...key, access_key_id: 'LTAItwo' };
    const world = await configWorld({ env: { ALIBABA_CLOUD_PROFILE: 'two' } });
    await world.write('.aliyun/config.json', config({ mode: 'AK', ...key }, two));
    expect((await loadSettings(required, world.environment)).credentials?.id).toBe('LTAItwo');
    expect((await loadSettings({ ...required, flags: { profile: 'main' } }, world.environment)).credentials?.id).toBe('LTAIcli');
  });

  it.each(['RamRoleArn', 'EcsRamRole', 'CloudSSO', 'OAuth', 'OIDC', 'CredentialsURI'])(
    'is refused in mode %s, and the error names the mode',
    async (mode) => {
      const world = await configWorld();
      await world.write('.aliyun/config.json', config({ mode, ...key }));
      const { category, text } = await failureOf(loadSettings(required, world.environment));
      expect(category).toBe('config');
      expect(text).toContain(`profile main: the mode is ${mode}; idv reads AK, StsToken and External`);
    },
  );

  it.each([
    [config({ mode: 'hunter2', ...key }), 'unknown to idv'],
    [config({ mode: 'AK', access_key_secret: 'hunter2' }), 'profile main: access_key_id is missing'],
    [config({ mode: 'External' }), 'process_command names no command'],
    ['{"current": hunter2}', 'not valid JSON at line 1, column 13'],
  ])('is refused with the content %j', async (content, message) => {
    const world = await configWorld();
    await world.write('.aliyun/config.json', content);
    const { text } = await failureOf(loadSettings(required, world.environment));
    expect(text).toContain(message);
    expect(text).not.toContain('hunter2');
  });

  it('is ignored if it has no such profile, or an empty profile', async () => {
    const world = await configWorld();
    for (const content of [{}, { profiles: 'x' }, config({ mode: 'AK', access_key_id: '', access_key_secret: '' })]) {
      await world.write('.aliyun/config.json', content);
      expect((await failureOf(loadSettings(required, world.environment))).code).toBe('no-credentials');
    }
  });

  it.each(['ak', 'AK', 'Ak'])('gives the key in mode %s, in upper or lower case, as in the vendor’s program', async (mode) => {
    const world = await configWorld();
    await world.write('.aliyun/config.json', config({ mode, ...key }));
    expect((await loadSettings(required, world.environment)).credentials?.id).toBe('LTAIcli');
  });

  it('causes a notice if others can read its key, and its command is not run if others can change the file', async () => {
    const world = await configWorld();
    const path = await world.write('.aliyun/config.json', config({ mode: 'AK', ...key }), 0o666);
    expect((await loadSettings(required, world.environment)).notices).toEqual([
      `${path} contains a key and can be read by others: chmod 600 ${path}`,
    ]);
    const stranger = { ...world.environment, uid: (world.environment.uid ?? 0) + 1 };
    expect((await loadSettings(required, stranger)).notices).toEqual([`${path} contains a key and belongs to another user`]);
    await world.write('.aliyun/config.json', config({ mode: 'External', process_command: 'helper' }), 0o666);
    const { category, text } = await failureOf(loadSettings(required, world.environment));
    expect(category).toBe('config');
    expect(text).toContain('profile main: process_command is not run, because the file can be written by others');
    expect((await failureOf(loadSettings(required, stranger))).text).toContain('is not run, because the file belongs to another user');
  });
});
