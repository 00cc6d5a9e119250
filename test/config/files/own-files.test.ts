import { execFile } from 'node:child_process';
import { mkdir, symlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readOwnFiles } from '../../../src/config/files/own-files.ts';
import type { ConfigEnvironment } from '../../../src/config/settings.ts';
import { type ConfigWorld, configWorld, failureOf, requestOf } from '../config-world.ts';

const read = ({ environment }: Pick<ConfigWorld, 'environment'>, configFile?: string) =>
  readOwnFiles(requestOf({ flags: { configFile } }), environment);

/** Root may read every file, so the test refuses what the system would refuse to other users. */
const closedAt = (world: ConfigWorld, path: string): ConfigWorld => {
  const open: ConfigEnvironment['fs']['open'] = (wanted, flags) =>
    wanted === path ? Promise.reject(Object.assign(new Error(), { code: 'EACCES' })) : world.environment.fs.open(wanted, flags);
  return { ...world, environment: { ...world.environment, fs: { ...world.environment.fs, open } } };
};

describe('a named file', () => {
  it('is the only file read; --config-file takes precedence over IDV_CONFIG_FILE; both are relative to the current folder', async () => {
    const world = await configWorld({ env: { IDV_CONFIG_FILE: 'b.yaml' } });
    await world.write('.faceidrc', 'retries: 7');
    const [a, b] = [await world.write('work/app/a.json', '{"retries": 1}'), await world.write('work/app/b.yaml', 'retries: 2')];
    expect((await read(world, 'a.json')).files).toMatchObject([{ label: `--config-file ${a}`, config: { retries: 1 } }]);
    expect((await read(world)).files).toMatchObject([{ label: `IDV_CONFIG_FILE ${b}`, config: { retries: 2 } }]);
  });

  it('counts as no file when it is /dev/null', async () => {
    const world = await configWorld();
    await world.write('.faceidrc', 'retries: 7');
    expect((await read(world, '/dev/null')).files).toEqual([]);
  });

  it('can be a package.json, if that has the property "faceid"', async () => {
    const world = await configWorld();
    const path = await world.write('package.json', { name: 'faceid', faceid: { retries: 3 } });
    expect((await read(world, path)).files).toMatchObject([{ config: { retries: 3 } }]);
    await world.write('package.json', { name: 'faceid', dependencies: { faceid: '1' } });
    expect((await failureOf(read(world, path))).text).toContain(`--config-file: ${path} has no "faceid"`);
  });

  /** Each function makes something that is not a configuration file, and returns its path. */
  const unfit: [name: string, make: (world: ConfigWorld) => string | Promise<string>, message: string][] = [
    ['is missing', () => 'missing.json', 'no such file'],
    ['is below a file', async ({ write }) => `${await write('a.json', '{}')}/b`, 'no such file'],
    ['is a folder', () => '.', 'is a folder'],
    ['is an endless device', () => '/dev/zero', 'is a device or a pipe'],
    [
      'is a link to an endless device',
      async ({ project }) => symlink('/dev/zero', join(project, 'zero')).then(() => 'zero'),
      'is a device or a pipe',
    ],
    ['is a link to itself', async ({ project }) => symlink('loop', join(project, 'loop')).then(() => 'loop'), 'cannot be read (ELOOP)'],
    ['has a name that is too long', () => 'x'.repeat(300), 'cannot be read (ENAMETOOLONG)'],
    ['is a script', async ({ write }) => write('work/app/settings.js', '{}'), 'neither JSON nor YAML'],
    ['is too large', async ({ write }) => write('work/app/large.json', `"${'x'.repeat(70_000)}"`), 'is larger than 65536 bytes'],
    [
      'is a pipe without a writer',
      async ({ project }) => promisify(execFile)('mkfifo', [join(project, 'pipe')]).then(() => 'pipe'),
      'is a device or a pipe',
    ],
    [
      'is a socket',
      ({ project }) =>
        new Promise((resolve) => {
          const server = createServer().listen(join(project, 'socket'), () => resolve('socket'));
          onTestFinished(() => void server.close());
        }),
      'is not a plain file',
    ],
  ];

  it.each(unfit)('is refused when it %s, and the error names the flag or variable', async (_, make, message) => {
    const world = await configWorld();
    const name = await make(world);
    const failure = await failureOf(read(world, name));
    expect(failure).toMatchObject({ category: 'config', text: expect.stringMatching(/^--config-file: /) });
    expect(failure.text).toContain(message);
    const variable = { ...world, environment: { ...world.environment, env: { IDV_CONFIG_FILE: name } } };
    expect(await failureOf(read(variable))).toMatchObject({ category: 'config', text: expect.stringContaining(message) });
  });

  it('is refused when it never ends, although its size is given as 0', async () => {
    const world = await configWorld();
    const facts = await world.environment.fs.stat(await world.write('a.json', ''));
    const read8k = (buffer: Buffer, offset: number, length: number) => {
      buffer.fill(32, offset, offset + Math.min(length, 8192));
      return Promise.resolve({ bytesRead: Math.min(length, 8192) });
    };
    const open = () => Promise.resolve({ stat: () => Promise.resolve(facts), read: read8k, close: () => Promise.resolve() });
    const endless = { environment: { ...world.environment, fs: { ...world.environment.fs, open } } };
    expect((await failureOf(read(endless, 'a.json'))).text).toContain('is larger than 65536 bytes');
  });

  it('is refused when it cannot be read', async () => {
    const world = await configWorld();
    const path = await world.write('a.json', '{}');
    expect((await failureOf(read(closedAt(world, path), path))).text).toContain(`--config-file: ${path} cannot be read (EACCES)`);
  });
});

describe('a file that idv finds', () => {
  it('is the nearest file of the project, and the user’s file', async () => {
    const world = await configWorld();
    await world.write('work/.faceidrc', 'retries: 1');
    const project = await world.write('work/app/.faceidrc', 'retries: 2');
    const user = await world.write('.config/faceidrc', '{"retries": 3}');
    const { files } = await read(world);
    expect(files.map(({ label, config }) => [label, config.retries])).toEqual([
      [`project file ${project}`, 2],
      [`user file ${user}`, 3],
    ]);
  });

  it('is a package.json only if it has the property "faceid"; the search goes on after others, and after those with errors', async () => {
    const world = await configWorld();
    for (const content of [{ name: 'shop' }, { faceid: { retries: 4 }, name: 'shop' }, '{broken', { x: 'y'.repeat(100_000) }]) {
      await world.write('work/app/package.json', content);
      const above = await world.write('work/.faceidrc', 'retries: 1');
      const here = join(world.project, 'package.json');
      const expected = typeof content === 'object' && 'faceid' in content ? `project file ${here}` : `project file ${above}`;
      expect((await read(world)).files.map(({ label }) => label)).toEqual([expected]);
    }
    const path = await world.write('work/app/package.json', '{"faceid": {"retries": 1}, }');
    expect((await failureOf(read(world))).text).toContain(`${path}: not valid JSON at line 1, column 28`);
    await world.write('work/app/package.json', { faceid: { colour: 1 } });
    expect((await failureOf(read(world))).text).toContain(`${path}: colour is not a known setting`);
  });

  it('is skipped when it cannot be read, and the result says so', async () => {
    const world = await configWorld();
    const above = await world.write('work/.faceidrc', 'retries: 1');
    const here = await world.write('work/app/.faceidrc', 'retries: 2');
    const { files, unread } = await read(closedAt(world, here));
    expect([files.map(({ path }) => path), unread]).toEqual([[above], [`${here} cannot be read (EACCES)`]]);
  });

  it('is skipped when it vanishes before it is opened', async () => {
    const world = await configWorld();
    const path = await world.write('.faceidrc', '{}');
    const open: ConfigEnvironment['fs']['open'] = () => Promise.reject(Object.assign(new Error(path), { code: 'ENOENT' }));
    expect((await read({ environment: { ...world.environment, fs: { ...world.environment.fs, open } } })).files).toEqual([]);
  });

  it('is skipped when it becomes a pipe before it is opened, and nothing waits for the pipe', async () => {
    const world = await configWorld();
    const pipe = join(world.home, 'pipe');
    await promisify(execFile)('mkfifo', [pipe]);
    await world.write('.faceidrc', '{}');
    const { fs } = world.environment;
    const open: ConfigEnvironment['fs']['open'] = (_, flags) => fs.open(pipe, flags);
    expect((await read({ environment: { ...world.environment, fs: { ...fs, open } } })).files).toEqual([]);
  });

  it('is refused without parsing when it is too large', async () => {
    const world = await configWorld();
    const path = await world.write('work/app/.faceidrc', `# ${'x'.repeat(70_000)}\n`);
    expect((await failureOf(read(world))).text).toContain(`${path}: is larger than 65536 bytes`);
  });

  it('is skipped when it is a folder', async () => {
    const world = await configWorld();
    await mkdir(join(world.project, '.faceidrc'));
    expect(await read(world)).toEqual({ files: [], unread: [], closed: [] });
  });
});
