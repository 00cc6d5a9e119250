import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { globalFlags } from '../../src/cli/flags/global-flags.ts';
import { allRows, buildProgram, type ChosenCommand } from '../../src/cli/program.ts';
import { memoryRuntime } from '../support/memory-runtime.ts';

const runtime = memoryRuntime();

/** What the parser reads: the command with its options and arguments, or the text of the error. */
function meaning(argv: readonly string[], everyFlag: boolean): unknown {
  let chosen: ChosenCommand | undefined;
  try {
    buildProgram(argv, { runtime, version: '0.0.0', everyFlag }, (found) => {
      chosen = found;
    }).parse([...argv], { from: 'user' });
  } catch (error) {
    return error instanceof Error ? error.message.split('\n')[0] : error;
  }
  return { words: chosen?.row.words, options: chosen?.invocation.options, args: chosen?.invocation.args };
}

const wordsOf = (flags: string): string[] => flags.split(/[ ,]+/).filter((word) => word.startsWith('-'));

/** A flag as it may be on a command line, with or without a value. */
const given = (flags: string): fc.Arbitrary<string[]> =>
  fc
    .tuple(fc.constantFrom(...wordsOf(flags)), fc.constantFrom('1', 'json', 'a.jpg', '-x', ''))
    .chain(([word, value]) => fc.constantFrom([word], [word, value], [`${word}=${value}`], [`${word}${value}`]));

describe('a parser with only the flags of the command line', () => {
  it.each(allRows().map((row) => ({ row, line: row.words.join(' ') })))('reads idv $line as the parser with all flags does', ({ row }) => {
    const flags = [...globalFlags, ...(row.options?.() ?? [])].map((flag) => given(flag.flags));
    fc.assert(
      fc.property(
        fc.array(fc.oneof(...flags), { maxLength: 5 }),
        fc.array(fc.constantFrom('word', '--', '-'), { maxLength: 2 }),
        (some, words) => {
          const argv = [...row.words, ...some.flat(), ...words];
          expect(meaning(argv, false)).toEqual(meaning(argv, true));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('keeps the default of a flag that only exists in the negative form', () => {
    expect(meaning(['actions'], false)).toMatchObject({ options: { color: true, preflight: true, prompt: true } });
  });
});
