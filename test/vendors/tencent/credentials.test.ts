import { describe, expect, it } from 'vitest';
import { loadSettings } from '../../../src/config/load.ts';
import { configWorld, failureOf, requestOf } from '../../config/config-world.ts';

const required = requestOf({ credentials: 'required' });
const key = { secretId: 'AKIDtccli', secretKey: 'hunter2' };

describe("tccli's files", () => {
  it('give key, token and region of the profile `default`', async () => {
    const world = await configWorld();
    const path = await world.write('.tccli/default.credential', { ...key, token: 'tok' });
    await world.write('.tccli/default.configure', {
      _sys_param: { region: 'ap-tokyo' },
      faceid: { endpoint: 'faceid.tencentcloudapi.com' },
    });
    const { credentials, region, endpoint } = await loadSettings(required, world.environment);
    expect(credentials).toEqual({ id: 'AKIDtccli', secret: 'hunter2', token: 'tok', source: path });
    expect([region.value, endpoint.source]).toEqual(['ap-tokyo', 'default']);
  });

  it('give the key of TCCLI_PROFILE, or of --profile, which takes precedence over the environment', async () => {
    const world = await configWorld({ env: { TCCLI_PROFILE: 'two', TENCENTCLOUD_REGION: 'r-env' } });
    await world.write('.tccli/two.credential', key);
    expect((await loadSettings(required, world.environment)).credentials?.source).toMatch(/two\.credential$/);
    await world.write('.tccli/three.credential', { ...key, secretId: 'AKIDthree' });
    await world.write('.tccli/three.configure', { _sys_param: { region: 'r-three' } });
    const named = await loadSettings(
      { ...required, flags: { profile: 'three' } },
      {
        ...world.environment,
        env: { ...world.environment.env, TENCENTCLOUD_SECRET_ID: 'AKIDenv', TENCENTCLOUD_SECRET_KEY: 'k' },
      },
    );
    expect([named.credentials?.id, named.region.value]).toEqual(['AKIDthree', 'r-three']);
  });

  it('cause a notice and no error when others can read them', async () => {
    const world = await configWorld();
    const path = await world.write('.tccli/default.credential', key, 0o644);
    expect((await loadSettings(required, world.environment)).notices).toEqual([
      `${path} contains a key and can be read by others: chmod 600 ${path}`,
    ]);
    expect((await loadSettings(required, { ...world.environment, platform: 'win32' })).notices).toEqual([]);
  });

  it.each([
    [{ ...key, type: 'oauth' }, 'the credential is oauth'],
    [{ ...key, type: 'sso' }, 'the credential is sso'],
    [{ type: 'cvm-role' }, 'the credential is cvm-role'],
    [{ ...key, 'role-arn': 'hunter2' }, 'the credential is role-arn'],
    [{ ...key, type: 'hunter2' }, 'the credential is of an unknown kind'],
    [{ secretKey: 'hunter2' }, 'secretId is missing'],
    ['{"secretKey": "hunter2"', 'not valid JSON at line 1'],
    ['["hunter2"]', 'not a JSON object'],
  ])('are refused with the credential %j', async (content, message) => {
    const world = await configWorld();
    const path = await world.write('.tccli/default.credential', content);
    const failure = await failureOf(loadSettings(required, world.environment));
    expect(failure).toMatchObject({ category: 'config', text: expect.stringContaining(`${path}: ${message}`) });
    expect(failure.text).not.toContain('hunter2');
  });

  it('are not found with a path as the profile name', async () => {
    const world = await configWorld({ env: { TCCLI_PROFILE: '../x' } });
    await world.write('x.credential', key);
    expect((await failureOf(loadSettings(required, world.environment))).text).toContain('TCCLI_PROFILE: is not a profile name');
    const flags = { profile: '../x' };
    expect((await failureOf(loadSettings(requestOf({ flags }), world.environment))).text).toContain('there is no profile');
  });

  it('give no key if their members are empty', async () => {
    const world = await configWorld();
    await world.write('.tccli/default.credential', { secretId: '', secretKey: '' });
    expect((await failureOf(loadSettings(required, world.environment))).code).toBe('no-credentials');
  });
});
