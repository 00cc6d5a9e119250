import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, Script } from 'node:vm';
import { parseSync, Visitor } from 'oxc-parser';
import { check } from 'recheck';
import { describe, expect, it } from 'vitest';

/**
 * A pattern whose time grows with the square of the text hangs on a megabyte of blanks, and neither a time-out nor Ctrl-C ends it.
 * So every pattern of idv must be linear, even if its text does not come from outside today.
 */

const src = join(import.meta.dirname, '../../src');

interface Pattern {
  source: string;
  flags: string;
  file: string;
}

function patternsOf(file: string): { literals: Pattern[]; constructed: string[] } {
  const literals: Pattern[] = [];
  const constructed: string[] = [];
  const { program, errors } = parseSync(file, readFileSync(join(src, file), 'utf8'));
  expect(errors, file).toEqual([]);
  new Visitor({
    Literal(node) {
      if ('regex' in node && node.regex) literals.push({ source: node.regex.pattern, flags: node.regex.flags, file });
    },
    NewExpression({ callee }) {
      if (callee.type === 'Identifier' && callee.name === 'RegExp') constructed.push(file);
    },
    CallExpression({ callee }) {
      if (callee.type === 'Identifier' && callee.name === 'RegExp') constructed.push(file);
    },
  }).visit(program);
  return { literals, constructed };
}

const found = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
  .map(patternsOf);

const patterns = [
  ...new Map(found.flatMap(({ literals }) => literals).map((each) => [`/${each.source}/${each.flags}`, each])).entries(),
].map(([text, pattern]) => ({ text, ...pattern }));

const megabyte = 2 ** 20;

/** Texts that a loop of the pattern may match: the pattern's own characters and words, and one text for each common class. */
function pumpsOf({ source }: Pattern): string[] {
  const named = [...source.replace(/\\[a-zA-Z]/g, '')].filter((letter) => !/[()|?*+^$]/.test(letter));
  const words = source.match(/[A-Za-z]{3,}/g) ?? [];
  return [...new Set([...named, ...words, ' ', '\n', 'a', '0', '\\"', 'a.', '%2'])];
}

/** The pump repeated to a megabyte, followed by a character that makes the pattern fail. */
const attackOf = (pump: string): string => `${pump.repeat(Math.ceil(megabyte / pump.length))}\0`;

const context = createContext({ pattern: /a/, text: '' });
const search = new Script('pattern.lastIndex = 0; pattern.test(text)');

/** The milliseconds of one search. Throws after the time-out, which the engine checks also inside a search. */
function timed(pattern: RegExp, text: string, timeout: number): number {
  Object.assign(context, { pattern, text });
  const startedMs = performance.now();
  search.runInContext(context, { timeout });
  return performance.now() - startedMs;
}

describe('patterns', () => {
  it('are found by the parser', () => {
    expect(patterns.length).toBeGreaterThan(300);
  });

  it('are literals that this test can read, except in three files', () => {
    expect(found.flatMap(({ constructed }) => constructed).sort()).toEqual([
      // This pattern matches a run of letters that follows no letter.
      'app/sign/secret-mask.ts',
      'sandbox/answers/sample-scalars.ts',
      'vendors/file-address.ts',
    ]);
  });

  it('are linear according to recheck', { timeout: 300_000 }, async () => {
    const vulnerable: string[] = [];
    for (const { text, source, flags, file } of patterns) {
      const found = await check(source, flags, { timeout: 60_000 });
      if (found.status === 'vulnerable') vulnerable.push(`${file}: ${text} is ${found.complexity.summary}`);
      if (found.status === 'unknown') vulnerable.push(`${file}: ${text} could not be analysed: ${found.error.kind}`);
    }
    expect(vulnerable).toEqual([]);
  });

  it('search a megabyte of repeated text in about the time of a linear search', { timeout: 300_000 }, () => {
    const baselineMs = Math.max(...[' ', 'ab', '\0'].map((pump) => timed(/[^c]*c/sy, attackOf(pump), 60_000)));
    // A search in quadratic time would take more than a thousand seconds.
    const limitMs = 3000 + Math.ceil(100 * baselineMs);
    const slow: string[] = [];
    for (const { text, source, flags, file } of patterns) {
      const pattern = new RegExp(source, flags);
      for (const pump of pumpsOf({ source, flags, file })) {
        try {
          timed(pattern, attackOf(pump), limitMs);
        } catch (error) {
          slow.push(`${file}: ${text} on ${JSON.stringify(pump)}: ${(error as Error).message}`);
        }
      }
    }
    expect(slow).toEqual([]);
  });
});
