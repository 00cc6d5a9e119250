import { expect, it, vi } from 'vitest';
import { loadSettings } from '../../src/config/load.ts';
import { configWorld, requestOf } from './config-world.ts';

const loaded = vi.hoisted((): string[] => []);

vi.mock('cosmiconfig/dist/loaders.js', async (original) => {
  loaded.push('cosmiconfig');
  return original();
});
vi.mock('zod/mini', async (original) => {
  loaded.push('zod');
  return original();
});

it('cosmiconfig and zod are not loaded until a configuration file exists', async () => {
  const world = await configWorld({ env: { TENCENTCLOUD_SECRET_ID: 'AKIDenv', TENCENTCLOUD_SECRET_KEY: 'k' } });
  await world.write('.tccli/default.configure', { _sys_param: { region: 'ap-tokyo' } });
  const settings = await loadSettings(requestOf({ credentials: 'required' }), world.environment);
  expect([settings.credentials?.id, settings.region.value]).toEqual(['AKIDenv', 'ap-tokyo']);
  expect(loaded).toEqual([]);

  await world.write('.faceidrc', 'output: json');
  await loadSettings(requestOf(), world.environment);
  expect(loaded.sort()).toEqual(['cosmiconfig', 'zod']);
});
