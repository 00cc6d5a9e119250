import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { actionPages } from '../scripts/action-pages.ts';
import { manPages } from '../scripts/man-pages.ts';
import { failureTable, verdictTable } from '../src/core/exit.ts';

const folder = join(import.meta.dirname, '..', 'docs', 'actions');

describe('man', () => {
  it('has a page for idv and for every command: npm run docs makes them anew', async () => {
    const man = join(import.meta.dirname, '..', 'man');
    const pages = manPages();
    expect((await readdir(man)).sort()).toEqual(pages.map(({ name }) => name).sort());
    for (const { name, text } of pages) expect(await readFile(join(man, name), 'utf8'), name).toBe(text);
  });

  it('has the exit codes, the variables and the examples', () => {
    const text = manPages().find(({ name }) => name === 'idv.1')?.text ?? '';
    for (const { exitCode } of [...verdictTable, ...failureTable]) expect(text).toMatch(new RegExp(`^\\.It " *${exitCode} `, 'm'));
    for (const section of ['NAME', 'SYNOPSIS', 'DESCRIPTION', 'ENVIRONMENT', 'EXIT STATUS', 'EXAMPLES', 'SEE ALSO'])
      expect(text).toContain(`\n.Sh ${section}\n`);
    expect(text).toContain('.It "IDV_PROFILE"');
  });
});

describe('docs/actions', () => {
  it('is what the catalogue says: npm run docs makes it anew', async () => {
    const pages = await actionPages();
    expect((await readdir(folder)).sort()).toEqual(pages.map(({ name }) => name).sort());
    for (const { name, text } of pages) expect(await readFile(join(folder, name), 'utf8'), name).toBe(text);
  });
});
