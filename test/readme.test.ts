import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failureTable, verdictTable } from '../src/core/exit.ts';

const root = join(import.meta.dirname, '..');
const readme = await readFile(join(root, 'README.md'), 'utf8');
const blocks = [...readme.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = '']) => block.trim());

/** Installed and built already; `npx idv` is what `npm ci` made, without npm's own start-up. */
const installed = 'npm() { [ "$1" = ci ]; }\nnpx() { shift; node bin/idv.js "$@"; }\n';
let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'idv-readme-'));
  await writeFile(join(home, 'empty.json'), '{}');
});
afterAll(() => rm(home, { recursive: true, force: true }));

describe('README', () => {
  it('has the two commands that do all their set-up', () => {
    expect(blocks[0]).toMatch(/^npm ci && npx idv compare .* --sandbox$/);
    expect(blocks[1]).toBe('npm ci && npm test');
  });

  it.each(blocks.filter((block) => block !== 'npm ci && npm test'))(
    'runs: %s',
    async (block) => {
      // Nor may a file that somebody keeps in a folder above the project decide anything.
      const env = { PATH: process.env.PATH, HOME: home, TMPDIR: home, IDV_CONFIG_FILE: join(home, 'empty.json') };
      const { stdout } = await promisify(execFile)('sh', ['-euc', `${installed}${block}`], { cwd: root, env });
      expect(stdout).not.toBe('');
      // Some wait for results as a user would.
    },
    120_000,
  );

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
