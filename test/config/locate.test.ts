import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { locateConfigFiles, searchPlaces, userConfigDir } from '../../src/config/locate.ts';
import { configWorld, failureOf } from './config-world.ts';

const labels = async (...args: Parameters<typeof locateConfigFiles>) => (await locateConfigFiles(...args)).map(({ label }) => label);

describe('locateConfigFiles', () => {
  it.each(searchPlaces)('finds %s in the current folder and above', async (name) => {
    const world = await configWorld();
    const above = await world.write(`work/${name}`, '{}');
    expect(await labels(undefined, world.environment)).toEqual([`project file ${above}`]);
    const here = await world.write(`work/app/${name}`, '{}');
    expect(await labels(undefined, world.environment)).toEqual([`project file ${here}`]);
  });

  it.each(['config', 'config.json', 'config.yaml', 'config.yml'])(
    'finds the user file .config/faceid/%s before ~/.faceidrc',
    async (name) => {
      const world = await configWorld();
      const rc = await world.write('.faceidrc', '{}');
      expect(await labels(undefined, world.environment)).toEqual([`user file ${rc}`]);
      const path = await world.write(`.config/faceid/${name}`, '{}');
      expect(await labels(undefined, world.environment)).toEqual([`user file ${path}`]);
    },
  );

  it('stops at the home folder, and takes its file for the user file', async () => {
    const world = await configWorld();
    const outer = await world.write('.faceidrc', '{}');
    const home = join(world.home, 'work');
    expect(await labels(undefined, { ...world.environment, homeDir: home })).toEqual([]);
    expect(await labels(undefined, { ...world.environment, cwd: world.home })).toEqual([`user file ${outer}`]);
  });

  it('knows the home folder behind a link', async () => {
    const world = await configWorld();
    await world.write('work/.faceidrc', '{}');
    const link = join(world.home, 'link');
    await symlink(join(world.home, 'work'), link);
    expect(await labels(undefined, { ...world.environment, homeDir: link })).toEqual([`user file ${link}/.faceidrc`]);
  });

  it('passes over folders and everything that could execute', async () => {
    const world = await configWorld();
    await mkdir(join(world.project, '.faceidrc'));
    for (const name of ['package.json', '.config/config.js', '.faceidrc.js', '.faceidrc.ts', 'faceid.config.js']) {
      await world.write(`work/app/${name}`, '{"faceid": {}}');
    }
    expect(await locateConfigFiles(undefined, world.environment)).toEqual([]);
  });

  it('takes a named file alone, the flag before the variable, relative to the current folder', async () => {
    const world = await configWorld({ env: { IDV_CONFIG_FILE: 'b.yaml' } });
    await world.write('.faceidrc', '{}');
    const [a, b] = [await world.write('work/app/a.json', '{}'), await world.write('work/app/b.yaml', '{}')];
    expect(await labels('a.json', world.environment)).toEqual([`--config-file ${a}`]);
    expect(await labels(undefined, world.environment)).toEqual([`IDV_CONFIG_FILE ${b}`]);
  });

  it.each([
    ['missing.json', 'no such file'],
    ['.', 'is a folder'],
    ['settings.js', 'neither JSON nor YAML'],
  ])('refuses --config-file %s: %s', async (name, message) => {
    const world = await configWorld();
    await world.write('work/app/settings.js', '');
    const failure = await failureOf(locateConfigFiles(name, world.environment));
    expect(failure).toMatchObject({ category: 'config', text: expect.stringContaining(message) });
    expect(failure.text).toContain('--config-file');
  });

  it('works without a home folder', async () => {
    const world = await configWorld({ homeDir: undefined, cwd: '/' });
    expect(await locateConfigFiles(undefined, world.environment)).toEqual([]);
  });
});

describe('userConfigDir', () => {
  it.each([
    [{ XDG_CONFIG_HOME: '/x' }, '/home/u', '/x/faceid'],
    [{ XDG_CONFIG_HOME: 'relative' }, '/home/u', '/home/u/.config/faceid'],
    [{}, '/home/u', '/home/u/.config/faceid'],
    [{}, undefined, undefined],
  ])('%j with home %s gives %s', (env, homeDir, expected) => {
    expect(userConfigDir({ env, homeDir })).toBe(expected);
  });
});
