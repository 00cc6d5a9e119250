import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadSettings } from '../../src/config/load.ts';
import { main } from '../../src/main.ts';
import { memoryRuntime } from '../support/memory-runtime.ts';
import { scriptedTransport } from '../support/scripted-transport.ts';
import { aliyun, configWorld, failureOf, requestOf } from './config-world.ts';

const example = await readFile(new URL('../../.faceidrc.example', import.meta.url), 'utf8');

it('.faceidrc.example is valid when it is copied as the user file and as a project file', async () => {
  const world = await configWorld();
  for (const path of ['.faceidrc', 'work/app/.faceidrc']) {
    await world.write(path, example);
    const settings = await loadSettings(requestOf(), world.environment);
    expect([settings.profile.value, settings.region.value, settings.timeoutS.value]).toEqual(['singapore', 'ap-singapore', 60]);
    expect((await loadSettings(requestOf({ vendor: aliyun }), world.environment)).profile.value).toBe('saf');
  }
});

it('the placeholders of .faceidrc.example are refused as keys, before anything is sent', async () => {
  const world = await configWorld();
  await world.write('.faceidrc', example, 0o644);
  const { env, cwd, homeDir } = world.environment;
  const transport = scriptedTransport([]);
  const runtime = memoryRuntime({ env, cwd, homeDir, openTransport: async () => transport });
  expect(await main(['faceid', 'result', 'token'], runtime, '0.0.0')).toBe(3);
  expect(runtime.err()).toContain('is still the placeholder of .faceidrc.example');
  expect(transport.requests).toEqual([]);
  const { text } = await failureOf(loadSettings(requestOf({ credentials: 'required' }), world.environment));
  for (const key of ['secretId', 'secretKey']) {
    const problem = {
      flag: join(world.home, '.faceidrc'),
      message: `profiles.singapore.${key} is still the placeholder of .faceidrc.example`,
    };
    expect(text).toContain(JSON.stringify(problem).slice(1, -1));
  }
});
