import { mkdir, symlink } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { getDefaultSearchPlaces } from 'cosmiconfig/dist/defaults.js';
import { describe, expect, it } from 'vitest';
import { configFormats, findConfigFiles, searchPlaces, userConfigDir } from '../../../src/config/files/own-files.ts';
import type { ConfigEnvironment } from '../../../src/config/settings.ts';
import { configWorld } from '../config-world.ts';

const found = async (environment: ConfigEnvironment) => {
  const { project, user } = await findConfigFiles(environment);
  return { project: project.paths, user: user.paths };
};

it('searchPlaces are the places of cosmiconfig, without the files that cosmiconfig would execute', () => {
  expect(searchPlaces).toEqual(getDefaultSearchPlaces('faceid').filter((place) => Object.hasOwn(configFormats, extname(place))));
});

describe('findConfigFiles', () => {
  it.each(searchPlaces)('finds %s in the current folder and above, and in the home folder', async (name) => {
    const world = await configWorld();
    const above = await world.write(`work/${name}`, '{}');
    const here = await world.write(`work/app/${name}`, '{}');
    const home = await world.write(name, '{}');
    expect(await found(world.environment)).toEqual({ project: [here, above], user: [home] });
  });

  it.each(['config', 'config.json', 'config.yaml', 'config.yml'])('finds .config/faceid/%s, before ~/.faceidrc', async (name) => {
    const world = await configWorld();
    const rc = await world.write('.faceidrc', '{}');
    const path = await world.write(`.config/faceid/${name}`, '{}');
    expect((await found(world.environment)).user).toEqual([path, rc]);
  });

  it('stops at the home folder, and takes the file there as the user file', async () => {
    const world = await configWorld();
    const outer = await world.write('.faceidrc', '{}');
    const home = join(world.home, 'work');
    expect(await found({ ...world.environment, homeDir: home })).toEqual({ project: [], user: [] });
    expect(await found({ ...world.environment, cwd: world.home })).toEqual({ project: [], user: [outer] });
  });

  it('recognises the home folder when its path contains a link', async () => {
    const world = await configWorld();
    await world.write('work/.faceidrc', '{}');
    const link = join(world.home, 'link');
    await symlink(join(world.home, 'work'), link);
    expect(await found({ ...world.environment, homeDir: link })).toEqual({ project: [], user: [`${link}/.faceidrc`] });
  });

  it('skips folders, devices and every file that could be executed', async () => {
    const world = await configWorld();
    await mkdir(join(world.project, '.faceidrc'));
    await symlink('/dev/zero', join(world.project, '.faceidrc.json'));
    for (const name of ['.config/config.js', '.faceidrc.js', '.faceidrc.ts', '.config/faceidrc.js', 'faceid.config.js', 'package.yaml']) {
      await world.write(`work/app/${name}`, '{"faceid": {}}');
    }
    expect(await found(world.environment)).toEqual({ project: [], user: [] });
  });

  it('works without a home folder', async () => {
    const world = await configWorld({ homeDir: undefined, cwd: '/' });
    expect(await found(world.environment)).toEqual({ project: [], user: [] });
  });

  it('reports each folder that cannot be searched once', async () => {
    const world = await configWorld();
    const stat: ConfigEnvironment['fs']['stat'] = (path) =>
      path.startsWith(`${world.home}/.`) ? Promise.reject(Object.assign(new Error(), { code: 'EACCES' })) : world.environment.fs.stat(path);
    const { user, project } = await findConfigFiles({ ...world.environment, fs: { ...world.environment.fs, stat } });
    expect(user.closed).toEqual([
      `${world.home}/.config/faceid cannot be read (EACCES)`,
      `${world.home} cannot be read (EACCES)`,
      `${world.home}/.config cannot be read (EACCES)`,
    ]);
    expect(project).toEqual({ paths: [], closed: [] });
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
