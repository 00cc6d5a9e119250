import { execFile, spawnSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { allPages } from '../../src/cli/help/page-sections.ts';
import { allRows } from '../../src/cli/program.ts';
import { main } from '../../src/main.ts';
import { memoryRuntime } from '../support/memory-runtime.ts';

const root = join(import.meta.dirname, '../..');
const bin = join(root, 'bin/idv.js');

/** The output of the installed program. */
async function installed(argv: readonly string[], env: Record<string, string>) {
  const { stdout } = await promisify(execFile)(process.execPath, [bin, ...argv], {
    env: { PATH: process.env.PATH, HOME: tmpdir(), ...env },
  });
  return stdout;
}

/** The output of the parser and the commands. */
async function parsed(argv: readonly string[], env: Record<string, string>) {
  const runtime = memoryRuntime({ env });
  expect(await main(argv, runtime, '0.0.0')).toBe(0);
  return runtime.out();
}

it('the build writes every help page, from the current sources', async () => {
  const pages = await allPages(allRows());
  const files = (await readdir(join(root, 'dist/help'))).filter((name) => name.endsWith('.json'));
  expect(files.toSorted()).toEqual(pages.map(({ name }) => `${name}.json`).toSorted());
  for (const { name, sections } of pages)
    expect(JSON.parse(await readFile(join(root, `dist/help/${name}.json`), 'utf8'))).toEqual(JSON.parse(JSON.stringify(sections)));
});

describe.each(
  [
    [],
    ['help'],
    ['--help'],
    ['-h'],
    ['compare', '--help'],
    ['vision', '--help'],
    ['vision', 'compare', '-h'],
    ['help', 'compare'],
    ['help', 'exit-codes'],
    ['help', 'sandbox'],
    ['sandbox', '--help'],
    ['help', '--help'],
    ['help', 'flags', '--help'],
    ['compare', '--help', '--no-color'],
    ['--help', 'compare'],
  ].map((argv) => [['idv', ...argv].join(' '), argv] as const),
)('the command "%s"', (_, argv) => {
  it.each([{ COLUMNS: '40' }, { COLUMNS: '100', FORCE_COLOR: '1' }])('prints with %j what the parser prints', async (env) => {
    expect(await installed(argv, env)).toBe(await parsed(argv, env));
  });
});

it.each([
  ['help', 'nothing'],
  ['nothing', '--help'],
  ['flags', '--help'],
  ['../help/idv', '--help'],
])('the words "%s %s" have no page, and the parser says why', (...argv) => {
  const { status, stderr, stdout } = spawnSync(process.execPath, [bin, ...argv], { encoding: 'utf8', env: { HOME: tmpdir() } });
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(/^error .*\n {2}→ /);
});
