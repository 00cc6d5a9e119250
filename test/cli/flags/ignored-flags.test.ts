import { describe, expect, it } from 'vitest';
import { globalFlags } from '../../../src/cli/flags/global-flags.ts';
import { longNameOf } from '../../../src/cli/flags/read-globals.ts';
import { allRows } from '../../../src/cli/program.ts';
import { main } from '../../../src/main.ts';
import { memoryRuntime } from '../../support/memory-runtime.ts';

async function run(argv: readonly string[]) {
  const runtime = memoryRuntime({});
  const exitCode = await main(argv, runtime, '0.0.0');
  return { exitCode, out: runtime.out(), err: runtime.err() };
}

const rows = allRows().filter(({ vendor, takesCommand }) => !vendor && !takesCommand);
const dryRunning = ['batch run', 'doctor'];

/** Words with which the command has no other fault before it reads the flags. */
const wordsFor: Readonly<Record<string, readonly string[]>> = {
  'actions show': ['CompareFaceLiveness'],
  'batch submit': ['pairs.csv', '--action', 'compare'],
};

describe('--dry-run', () => {
  // Help and completion only print. The worker and sign check read their files first.
  const others = rows.filter(({ words }) => ![...dryRunning, 'help', 'completion', 'worker', 'sign check'].includes(words.join(' ')));

  it.each(others.map((row) => [row.words.join(' '), row] as const))('is refused by idv %s, which would do its work', async (name, row) => {
    const args = wordsFor[name] ?? (row.args ?? []).filter((arg) => arg.name.startsWith('<')).map(() => 'x');
    const { exitCode, err } = await run([...row.words, ...args, '--dry-run']);
    expect(err).toContain(`--dry-run: is not a flag of idv ${name}`);
    expect(exitCode).toBe(2);
  });

  it('is in the help of the commands that read it', () => {
    for (const { words, globals } of rows)
      expect([words.join(' '), globals?.includes('dry-run') ?? false]).toEqual([words.join(' '), dryRunning.includes(words.join(' '))]);
  });
});

describe('--threshold and --expect', () => {
  it.each([
    ['batch', 'results', 'm'],
    ['batch', 'retry', 'm', '--failed'],
    ['config', 'list'],
  ])('are refused by idv %s %s, which judges nothing', async (...words) => {
    const { exitCode, err } = await run([...words, '--threshold', '80', '--expect', 'liveness']);
    expect(err).toContain('--threshold: is not a flag of');
    expect(err).toContain('--expect: is not a flag of');
    expect(exitCode).toBe(2);
  });

  it('are refused by idv upload file', async () => {
    const { exitCode, err } = await run([
      'upload',
      'file',
      'fixtures/portrait.jpg',
      '--sandbox',
      '--threshold',
      '80',
      '--expect',
      'liveness',
    ]);
    expect(err).toContain('--threshold: CreateUploadUrl has no score');
    expect(err).toContain('--expect: CreateUploadUrl never checks liveness');
    expect(exitCode).toBe(2);
  });
});

/** A value of each global flag that the parser accepts. */
const values: Readonly<Record<string, string>> = {
  output: 'yaml',
  endpoint: 'example.com',
  expect: 'liveness',
  'allow-host': 'files.example.com',
  outcome: 'spoof',
};
const givenAs = (flag: (typeof globalFlags)[number]): string[] => {
  const name = longNameOf(flag);
  const value = values[name] ?? flag.choices?.[0] ?? '1';
  if (flag.flags.includes('[')) return [`--${name}=${value}`];
  return flag.flags.includes('<') ? [`--${name}`, value] : [`--${name}`];
};

/** The flags that every command reads. */
const everywhere = ['json', 'output', 'query', 'quiet', 'verbose', 'debug', 'no-color', 'no-prompt', 'config-file'];

/** What the commands read besides, unless they read every setting of a call. */
const more: Readonly<Record<string, readonly string[]>> = {
  'config list': ['profile', 'region'],
  'config get': ['profile'],
  eval: ['force', 'show-pii', 'threshold'],
  'batch submit': ['threshold', 'expect', 'sandbox', 'endpoint', 'no-preflight'],
  'batch retry': ['no-preflight'],
  // Refused with words of its own.
  'batch results': ['raw'],
  'batch rebuild': ['no-preflight'],
  sandbox: ['outcome', 'sandbox'],
};

/** They print one line of text or nothing. */
const oneFormat = rows.filter(({ words: [first, second], printsLines }) => first === 'batch' && second !== 'status' && !printsLines);

describe('a global flag that a command does not read', () => {
  const plain = rows.filter(({ words: [first], opensSession }) => !opensSession && !['help', 'completion'].includes(first ?? ''));

  it.each(plain.map((row) => [row.words.join(' '), row] as const))('is refused by idv %s', async (name, row) => {
    const read = [...everywhere, ...(more[name] ?? [])].filter((each) => !(oneFormat.includes(row) && ['output', 'query'].includes(each)));
    const ignored = globalFlags.filter((flag) => !read.includes(longNameOf(flag)));
    const args = wordsFor[name] ?? (row.args ?? []).filter((arg) => arg.name.startsWith('<')).map(() => 'x');
    const { exitCode, err } = await run([...row.words, ...args, ...ignored.flatMap(givenAs)]);
    const refused = [...err.replaceAll(/\s+/g, ' ').matchAll(/--([a-z-]+): is not a flag of/g)].map(([, flag]) => flag);
    expect(refused.toSorted()).toEqual(ignored.map(longNameOf).toSorted());
    expect(exitCode).toBe(2);
  });

  it.each(oneFormat.map(({ words, ...row }) => [words.join(' '), row] as const))('is --query for idv %s', (_name, { hasOneFormat }) => {
    expect(hasOneFormat).toBe(true);
  });
});
