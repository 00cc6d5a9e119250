import { readdirSync, readFileSync } from 'node:fs';

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { explainCode } from '../../../src/app/result/explain.ts';
import { outcomeWords } from '../../../src/cli/commands/outcome-words.ts';
import { failureTable, verdictTable } from '../../../src/core/exit.ts';
import { listOutcomes } from '../../../src/sandbox/controls/list-outcomes.ts';
import { faultTable, faultUsage } from '../../../src/sandbox/outcomes/faults.ts';
import { outcomeAliases } from '../../../src/sandbox/outcomes/outcome.ts';
import { allActions } from '../../../src/vendors/catalogue.ts';
import { vendors } from '../../../src/vendors/registry.ts';

const vocabularies = await Promise.all(
  vendors.map(async ({ name, loadCodes, loadMemberValues }) => ({
    vendor: name,
    codes: await loadCodes(),
    values: (await loadMemberValues?.()) ?? [],
  })),
);
const explain = (word: string, action?: string) => explainCode(word, vocabularies, allActions, action, { synonyms: outcomeWords(word) });

const unknown = (words: readonly string[]): string[] =>
  words.filter((word) => {
    try {
      const meanings = explain(word);
      return meanings.length === 0 || meanings.some(({ meaning, hint }) => meaning === '' || hint === '');
    } catch {
      return true;
    }
  });

/** The codes in the sources, in each form: `code: 'no-token'`, `unreadable('no-token', …)`, `errorReply(404, 'not-found', …)`. */
function writtenCodes(): string[] {
  const src = join(import.meta.dirname, '../../../src');
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.startsWith(join('app', 'eval', 'warnings')),
  );
  const found = files.flatMap((name) => [
    ...readFileSync(join(src, name), 'utf8').matchAll(/(?:\bcode(?::| =) |\bunreadable\(\s*|\berrorReply\(\d+, )'([a-z]+(?:-[a-z]+)*)'/g),
  ]);
  return [...new Set(found.map(([, code = '']) => code))];
}

describe('idv explain knows', () => {
  it('every outcome that the sandbox lists, for every action', async () => {
    const rows = (await Promise.all(allActions.map((action) => listOutcomes(action)))).flat();
    const words = [...new Set(rows.flatMap(({ name, aliases }) => [name, ...aliases]))];
    expect(words.length).toBeGreaterThan(250);
    expect(unknown(words)).toEqual([]);
  });

  it('every alias and fault, in any letter case and with any number', () => {
    const faults = faultTable.flatMap((row) => [
      faultUsage(row),
      `fault:${row.name}`,
      ...('argument' in row ? [`FAULT:${row.name}=7`] : []),
    ]);
    expect(unknown([...Object.keys(outcomeAliases), 'Low-Similarity', 'TIMED-OUT', ...faults])).toEqual([]);
  });

  it('every verdict, category and exit code', () => {
    const endings = [...verdictTable, ...failureTable];
    expect(unknown(endings.map((row) => ('verdict' in row ? row.verdict : row.category)))).toEqual([]);
    expect(unknown(endings.map(({ exitCode }) => String(exitCode)))).toEqual([]);
  });

  it('every error code that idv itself uses', () => {
    const written = writtenCodes();
    expect(written.length).toBeGreaterThan(80);
    expect(unknown(written)).toEqual([]);
  });

  it('every error code that the parser of command lines can throw', () => {
    const commander =
      readFileSync('node_modules/commander/lib/command.js', 'utf8') + readFileSync('node_modules/commander/lib/error.js', 'utf8');
    const thrown = [...commander.matchAll(/'commander\.([A-Za-z]+)'/g)].map(([, code = '']) => code);
    // These are not errors.
    const errors = thrown.filter((code) => !['help', 'helpDisplayed', 'version', 'executeSubCommandAsync', 'error'].includes(code));
    const words = [...new Set(errors)].map((code) => code.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
    expect(words.length).toBeGreaterThan(5);
    expect(unknown(words)).toEqual([]);
  });
});

describe('the word of an outcome', () => {
  it('that is an alias is explained together with its codes', () => {
    const [own, ...codes] = explain('low-similarity');
    expect(own).toMatchObject({ provider: 'idv', where: ['--outcome'], verdict: 'mismatch', exitCode: 10 });
    expect(codes.map(({ code }) => code)).toEqual(['FailedOperation.CompareLowSimilarity', 'InternalError.CompareLowSimilarity', '2016']);
  });

  it('that is misspelt gets a suggestion', () => {
    expect(() => explain('timed-oot')).toThrow(expect.objectContaining({ hint: expect.stringMatching(/^did you mean timed-out/) }));
  });

  it.each(['', ' ', '\t\n'])('is required when the code is %j', (code) => {
    expect(() => explain(code)).toThrow(expect.objectContaining({ exitCode: 2, message: 'the code is empty' }));
  });

  it.each(['-1', '-', '-77', '.', '='])('gets no suggestion of another number or of an empty text for %s', (code) => {
    expect(() => explain(code)).toThrow(expect.objectContaining({ exitCode: 2, hint: expect.not.stringContaining('did you mean') }));
  });

  it('is limited to an action by --action', () => {
    expect(explain('low-similarity', 'CompareFaceLiveness').map(({ code }) => code)).toContain('FailedOperation.CompareLowSimilarity');
  });

  it('is unknown when the sandbox has no such code', () => {
    expect(() => explain('error:NoSuchCode')).toThrow('neither a code of the vendors nor of idv');
  });
});
