import { describe, expect, it } from 'vitest';
import { topics } from '../../../src/cli/help/topics.ts';
import { allRows } from '../../../src/cli/program.ts';
import { main } from '../../../src/main.ts';
import { memoryRuntime } from '../../support/memory-runtime.ts';

const rows = allRows();
const groups = [...new Set(rows.flatMap(({ words }) => (words.length > 1 ? [words[0] ?? ''] : [])))];
const pages: string[][] = [
  [],
  ...groups.map((group) => [group]),
  ...rows.map(({ words }) => [...words]),
  ...Object.keys(topics).map((name) => [name]),
];
const unique = [...new Map(pages.map((words) => [words.join(' '), words])).values()];

const plain = { NO_COLOR: '1' };

async function help(words: readonly string[], columns: number | undefined, env: Record<string, string> = plain) {
  const runtime = memoryRuntime({ env });
  const stdout = { ...runtime.stdout, columns, isTTY: columns !== undefined };
  const exitCode = await main(['help', ...words], { ...runtime, stdout }, '0.0.0');
  return { exitCode, out: runtime.out() };
}

/** The commands in the examples of a page, joined to one line each. */
const examplesIn = (out: string): string[] =>
  (/\nExamples\n((?: {2}.*\n)+)/.exec(out)?.[1] ?? '')
    .replace(/ \\\n +/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

describe.each(unique.map((words) => [words.join(' ') || 'the first screen', words] as const))('help: %s', (_, words) => {
  it.each([80, 40, undefined])('fits into %s columns without broken words', async (columns) => {
    const { exitCode, out } = await help(words, columns);
    expect(exitCode).toBe(0);
    const whole = new Set((await help(words, 100)).out.split(/\s+/));
    for (const line of out.split('\n')) {
      if (line.length > (columns ?? 80)) expect(line.replace(/ \\$/, '')).toMatch(/^ *\S+$/);
      for (const word of line.split(/\s+/)) if (word !== '\\') expect(whole.has(word), `'${word}' in '${line}'`).toBe(true);
    }
  });

  it('has two examples', async () => {
    expect(examplesIn((await help(words, 80)).out).length).toBeGreaterThanOrEqual(2);
  });
});

describe('a page', () => {
  it('is as wide as COLUMNS in a pipe, and at most 80 columns wide without it', async () => {
    const widest = ({ out }: { out: string }) => Math.max(...out.split('\n').map((line) => line.length));
    const narrow = await help([], undefined, { COLUMNS: '40' });
    expect(widest(narrow)).toBeLessThanOrEqual(40);
    expect(widest(await help([], undefined))).toBeGreaterThan(60);
    expect(widest(await help([], undefined))).toBeLessThanOrEqual(80);
  });

  it('has bold headings on a terminal, but not in a pipe or without colour', async () => {
    expect((await help(['compare'], 80, {})).out).toContain('\u001b[1mExamples\u001b[22m');
    expect((await help(['compare'], undefined, {})).out).not.toContain('\u001b');
    expect((await help(['compare'], 80, { NO_COLOR: '1' })).out).not.toContain('\u001b');
  });

  it.each([
    [
      'compare',
      [
        '--image',
        '--threshold',
        '--expect',
        '--sandbox',
        '--outcome',
        '--dry-run',
        '--json',
        '--query',
        '--save-dir',
        '--profile',
        '--no-preflight',
      ],
    ],
    ['vision compare', ['--image-a', '--sandbox', '--json', '--profile']],
    ['faceid result', ['--wait', '--expect', '--save-dir']],
    ['explain', ['--action', '--json', '--query']],
  ])('of %s lists the global flags that have a meaning there', async (command, flags) => {
    const { out } = await help(command.split(' '), 80);
    for (const flag of flags) expect(out).toMatch(new RegExp(`^ {2}(-\\w, )?${flag}([ ,]|$)`, 'm'));
  });

  it.each([
    ['explain', ['--sandbox', '--profile', '--no-preflight', '--save-dir']],
    ['actions', ['--sandbox', '--region']],
    ['upload url', ['--no-preflight', '--expect', '--threshold']],
    ['faceid result', ['--no-preflight']],
  ])('of %s does not list flags that have no meaning there', async (command, flags) => {
    const { out } = await help(command.split(' '), 80);
    for (const flag of flags) expect(out).not.toMatch(new RegExp(`^ {2}${flag}( |$)`, 'm'));
  });

  it('shows the friendly value of a default before the value that is sent', async () => {
    expect((await help(['compare'], 80)).out).toContain('default silent (SILENT)');
    expect((await help(['web', 'token'], 100)).out).toMatch(/the\s+service’s\s+default:\s+compare\s+\(2\)/);
  });

  it('does not call a flag required when a word can replace it', async () => {
    const { out } = await help(['faceid', 'result'], 80);
    expect(out).toMatch(/or as the\s+word after the command/);
    expect(out).not.toContain('required');
  });
});

/** The example with files that exist in the project. */
const playable = (example: string): string[] =>
  (example.match(/(?:'[^']*'|"[^"]*"|\S)+/g) ?? [])
    .map((word) => word.replace(/^(['"])(.*)\1$/s, '$2'))
    .map((word) =>
      word.replace(/^[\w-]+\.(jpe?g|png)$/, 'fixtures/portrait.jpg').replace(/^[\w-]+\.(mp4|mov|bin)$/, 'fixtures/selfie-3s.mp4'),
    );

describe('the examples of commands that call a service', () => {
  const calling = rows
    .filter(({ vendor }) => vendor)
    .flatMap(({ words, examples = [] }) => examples.map((example) => [words.join(' '), example] as const));

  it.each(calling)('of idv %s are accepted: %s', async (_, example) => {
    const [line = '', piped] = example.split(' < ');
    const [, ...argv] = playable(line);
    const stdin = piped === undefined ? Buffer.alloc(0) : await (await import('node:fs/promises')).readFile(playable(piped)[0] ?? '');
    const runtime = { ...memoryRuntime({}), readStdin: async () => stdin };
    const wait = argv.includes('--wait') ? ['--wait-timeout', '5'] : [];
    const sandbox = argv.includes('--sandbox') ? [] : ['--sandbox'];
    const exitCode = await main(
      [...argv.filter((word) => !word.startsWith('--dry-run')), ...sandbox, ...wait, '--dry-run'],
      runtime,
      '0.0.0',
    );
    expect({ exitCode, err: runtime.err() }).toEqual({ exitCode: 0, err: expect.any(String) });
  });
});

it.each(['batch run', 'batch results', 'worker'])('help: %s leaves out the flags for one result, which it refuses', async (words) => {
  const { out } = await help(words.split(' '), 80);
  expect(out).toContain('--json');
  for (const flag of ['--query', '--output <format>', '--raw']) expect(out).not.toContain(flag);
});
