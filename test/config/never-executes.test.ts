import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadSettings } from '../../src/config/load.ts';
import { configWorld, failureOf, requestOf } from './config-world.ts';

const planted = [
  '.config/config.js',
  '.config/config.json',
  '.config/faceidrc.js',
  '.faceidrc.js',
  '.faceidrc.cjs',
  '.faceidrc.mjs',
  '.faceidrc.ts',
  'faceid.config.js',
  'faceid.config.mjs',
  'x.js',
];

async function trap() {
  const world = await configWorld();
  const marker = join(world.home, 'marker');
  const script = `require('node:fs').writeFileSync(${JSON.stringify(marker)}, ''); module.exports = {};`;
  for (const folder of ['work/app', 'work', '.']) for (const name of planted) await world.write(`${folder}/${name}`, script);
  await world.write('.config/faceid/config.js', script);
  await world.write('work/app/package.json', { cosmiconfig: { searchPlaces: ['x.js'], loaders: { '.js': './x.js' } } });
  return { ...world, marker, script };
}

it('the script of the trap writes the marker when it is executed', async () => {
  const { marker, project } = await trap();
  await import(join(project, '.faceidrc.cjs'));
  expect(existsSync(marker)).toBe(true);
});

it('no planted script is executed, with or without a configuration file next to it', async () => {
  const { environment, marker, write } = await trap();
  expect((await loadSettings(requestOf(), environment)).output).toEqual({ value: 'text', source: 'default' });
  await write('work/app/.faceidrc', 'output: yaml\n');
  await write('.faceidrc', 'retries: 1\n');
  const settings = await loadSettings(requestOf(), environment);
  expect([settings.output.value, settings.retries.value]).toEqual(['yaml', 1]);
  expect(existsSync(marker)).toBe(false);
});

it.each([
  ['.faceidrc', '$import: ./x.js\n'],
  ['.faceidrc.yaml', '$import: [./x.js]\noutput: json\n'],
  ['.faceidrc.yml', 'profiles:\n  main: { provider: tencent, $import: ./x.js }\n'],
  ['.faceidrc.json', '{"$import": "./x.js"}'],
  ['package.json', '{"faceid": {"$import": "./x.js"}}'],
  ['.config/faceidrc', '$import: ./x.js'],
  ['.faceidrc', 'a: !!js/function "function () { require(\'./x.js\') }"\n'],
])('%s with %j is refused and executes nothing', async (name, content) => {
  const { environment, marker, write } = await trap();
  const path = await write(`work/app/${name}`, content);
  const { category, text } = await failureOf(loadSettings(requestOf(), environment));
  expect(category).toBe('config');
  expect(text).toContain(path);
  expect(existsSync(marker)).toBe(false);
});
