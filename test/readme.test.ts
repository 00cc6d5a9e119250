import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { limitNames } from '../src/app/eval/limit-names.ts';
import { allChecks } from '../src/app/eval/warnings/warnings.ts';
import { failureTable, verdictTable } from '../src/core/exit.ts';
import { main } from '../src/main.ts';
import { memoryRuntime } from './support/memory-runtime.ts';

const root = join(import.meta.dirname, '..');
const readme = await readFile(join(root, 'README.md'), 'utf8');
const evaluation = await readFile(join(root, 'docs/evaluation.md'), 'utf8');

interface Block {
  commands: string;
  /** What the commands print, if the page shows it. */
  prints: string | undefined;
}

const blocksOf = (page: string): Block[] =>
  [...page.matchAll(/^```sh\n(.*?)^```$(?:\n\n^```text\n(.*?)^```$)?/gms)].map(([, commands = '', prints]) => ({
    commands: commands.trim(),
    prints,
  }));

const blocks = blocksOf(readme);

/** Every page of docs/ that contains commands. */
const names = (await readdir(join(root, 'docs'))).filter((name) => name.endsWith('.md'));
const texts = await Promise.all(names.map((name) => readFile(join(root, 'docs', name), 'utf8')));
const pages = names.map((name, index) => ({ name, blocks: blocksOf(texts[index] ?? '') })).filter((page) => page.blocks.length > 0);

/** `npm ci` does nothing here, because idv is installed and built. `npx idv` starts idv without the start-up time of npm. */
const installed = 'npm() { [ "$1" = ci ]; }\nnpx() { shift; node "$IDV" "$@"; }\n';
let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'idv-readme-'));
  await writeFile(join(home, 'empty.json'), '{}');
  // The files that the commands of a page write go here, not into the source tree.
  await mkdir(join(home, 'work'));
  for (const name of ['fixtures', 'docs', 'node_modules', 'package.json']) await symlink(join(root, name), join(home, 'work', name));
});
afterAll(() => rm(home, { recursive: true, force: true }));

/** Runs the commands in a shell, as a user would. IDV_CONFIG_FILE makes sure that no file in a folder above the project has an effect. */
async function runs({ commands, prints }: Block): Promise<void> {
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    TMPDIR: home,
    IDV_CONFIG_FILE: join(home, 'empty.json'),
    IDV: join(root, 'bin/idv.js'),
  };
  const cwd = join(home, 'work');
  const { stdout } = await promisify(execFile)('sh', ['-euc', `${installed}${commands}`], { cwd, env });
  expect(stdout + (/ > \S+/.test(commands) ? 'in a file' : '')).not.toBe('');
  if (prints !== undefined) expect(stdout).toBe(prints);
}

// Some commands wait for results, as a user would.
const patienceMs = 120_000;

describe('README', () => {
  it('begins with the two commands that need no other set-up', () => {
    expect(blocks[0]?.commands).toMatch(/^npm ci && npx idv compare .* --sandbox$/);
    expect(blocks[1]?.commands).toBe('npm ci && npm test');
  });

  it.each(blocks.filter(({ commands }) => commands !== 'npm ci && npm test'))('has commands that run: $commands', runs, patienceMs);

  it('has a test command that CI runs unchanged', async () => {
    expect((await readFile(join(root, '.ci/run'), 'utf8')).split('\n')).toContain('npm ci && npm test');
  });

  it('prints the exit codes of the code', () => {
    const rows = [
      ...verdictTable.map(({ exitCode, verdict, meaning }) => `| ${exitCode} | ${verdict} | ${meaning} | – |`),
      ...failureTable.map(
        ({ exitCode, category, meaning, repeat }) => `| ${exitCode} | ${category} | ${meaning} | ${repeat ? 'yes' : 'no'} |`,
      ),
    ];
    expect(readme).toContain(`| --- | --- | --- | --- |\n${rows.join('\n')}\n`);
  });
});

describe.each(pages)('docs/$name', ({ blocks: ofPage }) => {
  it.each(ofPage)('has commands that run and print what the page shows: $commands', runs, patienceMs);
});

describe('docs/evaluation.md', () => {
  it('explains every warning', () => {
    const explained = [...evaluation.matchAll(/^\| ([a-z, -]+) \| [^|]+ \|$/gm)].flatMap(([, codes = '']) => codes.split(', '));
    for (const { code } of allChecks) expect(explained).toContain(code);
  });

  it('names every limit', () => {
    for (const name of limitNames) expect(evaluation).toContain(`| \`--max-${name}\` |`);
  });
});

describe('docs/contract.md', () => {
  it('names every member of a result, and of an error', async () => {
    const contract = await readFile(join(root, 'docs/contract.md'), 'utf8');
    const runtime = memoryRuntime();
    expect(await main(['faceid', 'token', '--sandbox', '--json'], runtime, '0.0.0')).toBe(0);
    const documented = [...contract.matchAll(/^\| (`\w+`(?:, `\w+`)*) \|/gm)].flatMap(([, cell = '']) =>
      cell.replaceAll('`', '').split(', '),
    );
    expect(documented.filter((name) => !/^[A-Z]/.test(name))).toEqual(Object.keys(JSON.parse(runtime.out()) as object));
    const failing = memoryRuntime();
    expect(await main(['faceid', 'token', '--sandbox', '--json', '--outcome', 'InternalError'], failing, '0.0.0')).toBe(22);
    const { error } = JSON.parse(failing.err().trim().split('\n').at(-1) ?? '') as { error: object };
    for (const name of Object.keys(error)) expect(contract).toContain(`\`${name}\``);
  });
});
