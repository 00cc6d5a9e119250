import { describe, expect, it } from 'vitest';
import { explainSettings } from '../../src/config/explain.ts';
import { loadSettings } from '../../src/config/load.ts';
import { configWorld, requestOf } from './config-world.ts';

describe('explainSettings', () => {
  it('shows each value with its source, and masks secrets', async () => {
    const world = await configWorld({
      env: { TENCENTCLOUD_SECRET_ID: 'AKIDabcdefgh', TENCENTCLOUD_SECRET_KEY: 'hunter2', TENCENTCLOUD_TOKEN: 'hunter3' },
    });
    const path = await world.write('.faceidrc', { proxy: 'http://user:hunter4@proxy.example:3128', retries: 0 });
    const rows = explainSettings(await loadSettings(requestOf({ credentials: 'required' }), world.environment));
    const source = 'environment TENCENTCLOUD_SECRET_ID';
    expect(rows).toEqual([
      { name: 'profile', value: '(none)', source: 'none chosen' },
      { name: 'region', value: 'ap-singapore', source: 'default' },
      { name: 'endpoint', value: 'https://faceid.intl.tencentcloudapi.com', source: 'default' },
      { name: 'output', value: 'text', source: 'default' },
      { name: 'timeout', value: '60', source: 'default' },
      { name: 'connect-timeout', value: '10', source: 'default' },
      { name: 'retries', value: '0', source: `user file ${path}` },
      { name: 'proxy', value: 'http://…@proxy.example:3128/', source: `user file ${path}` },
      { name: 'key id', value: 'AKID…efgh', source },
      { name: 'secret', value: '(hidden)', source },
      { name: 'token', value: '(hidden)', source },
    ]);
  });

  it('shows that there is no key', async () => {
    const { environment } = await configWorld();
    expect(explainSettings(await loadSettings(requestOf(), environment)).at(-1)).toMatchObject({ name: 'key id', value: '(none)' });
  });
});
