import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { actionPages } from '../scripts/action-pages.ts';
import { manPages } from '../scripts/man-pages.ts';
import { failureTable, verdictTable } from '../src/core/exit.ts';

const folder = join(import.meta.dirname, '..', 'docs', 'actions');

describe('man', () => {
  it('has a page for idv and for every command; npm run docs updates them', async () => {
    const man = join(import.meta.dirname, '..', 'man');
    const pages = manPages();
    expect((await readdir(man)).sort()).toEqual(pages.map(({ name }) => name).sort());
    for (const { name, text } of pages) expect(await readFile(join(man, name), 'utf8'), name).toBe(text);
  });

  it('has the exit codes, one variable and every section', () => {
    const text = manPages().find(({ name }) => name === 'idv.1')?.text ?? '';
    for (const { exitCode } of [...verdictTable, ...failureTable]) expect(text).toMatch(new RegExp(`^\\.It " *${exitCode} `, 'm'));
    for (const section of ['NAME', 'SYNOPSIS', 'DESCRIPTION', 'ENVIRONMENT', 'EXIT STATUS', 'EXAMPLES', 'SEE ALSO'])
      expect(text).toContain(`\n.Sh ${section}\n`);
    expect(text).toContain('.It "IDV_PROFILE"');
  });
});

describe('docs/actions', () => {
  it('equals the pages that the catalogue gives; npm run docs updates them', async () => {
    const pages = await actionPages();
    expect((await readdir(folder)).sort()).toEqual(pages.map(({ name }) => name).sort());
    for (const { name, text } of pages) expect(await readFile(join(folder, name), 'utf8'), name).toBe(text);
  });
});

describe('docs/adr', () => {
  it('uses each number for one decision only', async () => {
    const numbers = (await readdir(join(folder, '../adr'))).map((name) => name.slice(0, 4));
    expect(numbers).toEqual([...new Set(numbers)]);
  });
});

describe('the changelog', () => {
  it('has a date for each version', async () => {
    const text = await readFile(join(folder, '../../CHANGELOG.md'), 'utf8');
    const versions = text.split('\n').filter((line) => line.startsWith('## '));
    expect(versions.length).toBeGreaterThan(0);
    for (const version of versions) expect(version).toMatch(/^## \d+\.\d+\.\d+ \(\d{4}-\d\d-\d\d\)$/);
  });
});
