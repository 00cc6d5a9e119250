import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { limitNames } from '../src/app/eval/limit-names.ts';
import { allChecks } from '../src/app/eval/warnings/warnings.ts';
import { failureTable, verdictTable } from '../src/core/exit.ts';

const root = join(import.meta.dirname, '..');
const readme = await readFile(join(root, 'README.md'), 'utf8');
const evaluation = await readFile(join(root, 'docs/evaluation.md'), 'utf8');
const troubleshooting = await readFile(join(root, 'docs/troubleshooting.md'), 'utf8');

interface Block {
  commands: string;
  /** What they print, where the page shows it. */
  prints: string | undefined;
}

const blocksOf = (page: string): Block[] =>
  [...page.matchAll(/^```sh\n(.*?)^```$(?:\n\n^```text\n(.*?)^```$)?/gms)].map(([, commands = '', prints]) => ({
    commands: commands.trim(),
    prints,
  }));

const blocks = blocksOf(readme);

/** Installed and built already; `npx idv` is what `npm ci` made, without npm's own start-up. */
const installed = 'npm() { [ "$1" = ci ]; }\nnpx() { shift; node bin/idv.js "$@"; }\n';
let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'idv-readme-'));
  await writeFile(join(home, 'empty.json'), '{}');
});
afterAll(() => rm(home, { recursive: true, force: true }));

/** As a user would, in a shell; nor may a file that somebody keeps in a folder above the project decide anything. */
async function runs({ commands, prints }: Block): Promise<void> {
  const env = { PATH: process.env.PATH, HOME: home, TMPDIR: home, IDV_CONFIG_FILE: join(home, 'empty.json') };
  const { stdout } = await promisify(execFile)('sh', ['-euc', `${installed}${commands}`], { cwd: root, env });
  expect(stdout).not.toBe('');
  if (prints !== undefined) expect(stdout).toBe(prints);
}

// Some wait for results as a user would.
const patienceMs = 120_000;

describe('README', () => {
  it('has the two commands that do all their set-up', () => {
    expect(blocks[0]?.commands).toMatch(/^npm ci && npx idv compare .* --sandbox$/);
    expect(blocks[1]?.commands).toBe('npm ci && npm test');
  });

  it.each(blocks.filter(({ commands }) => commands !== 'npm ci && npm test'))('runs: $commands', runs, patienceMs);

  it('has its test command run by CI as it stands', async () => {
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

describe('docs/troubleshooting.md', () => {
  it.each(blocksOf(troubleshooting))('runs: $commands', runs, patienceMs);
});

describe('docs/evaluation.md', () => {
  it.each(blocksOf(evaluation))('runs, and prints what it shows: $commands', runs, patienceMs);

  it('explains every warning', () => {
    const explained = [...evaluation.matchAll(/^\| ([a-z, -]+) \| [^|]+ \|$/gm)].flatMap(([, codes = '']) => codes.split(', '));
    for (const { code } of allChecks) expect(explained).toContain(code);
  });

  it('names every limit', () => {
    for (const name of limitNames) expect(evaluation).toContain(`| \`--max-${name}\` |`);
  });
});
