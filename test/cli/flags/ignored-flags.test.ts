import { describe, expect, it } from 'vitest';
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
