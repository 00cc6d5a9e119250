import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { actionPages } from '../scripts/action-pages.ts';
import { manPages } from '../scripts/man-pages.ts';
import { rootPage } from '../src/cli/help/root-page.ts';
import { allRows } from '../src/cli/program.ts';
import { failureTable, verdictTable } from '../src/core/exit.ts';
import { declaredVendors } from '../src/vendors/catalogue.ts';

const folder = join(import.meta.dirname, '..', 'docs', 'actions');

describe('man', () => {
  it('has a page for idv and for every command; npm run docs updates them', async () => {
    const man = join(import.meta.dirname, '..', 'man');
    const pages = manPages();
    expect((await readdir(man)).sort()).toEqual(pages.map(({ name }) => name).sort());
    for (const { name, text } of pages) expect(await readFile(join(man, name), 'utf8'), name).toBe(text);
  });

  const main = manPages().find(({ name }) => name === 'idv.1')?.text ?? '';
  const section = (name: string): string => main.split(/^\.Sh /m).find((text) => text.startsWith(`${name}\n`)) ?? '';

  it('has the exit codes, the examples and every section', () => {
    for (const { exitCode } of [...verdictTable, ...failureTable])
      expect(section('EXIT STATUS')).toMatch(new RegExp(`^\\.It " *${exitCode} `, 'm'));
    for (const name of ['NAME', 'SYNOPSIS', 'DESCRIPTION', 'ENVIRONMENT', 'EXIT STATUS', 'EXAMPLES', 'SEE ALSO'])
      expect(section(name), name).not.toBe('');
    const examples = rootPage(allRows()).find(({ heading }) => heading === 'Examples')?.commands ?? [];
    expect(examples.length).toBeGreaterThan(1);
    for (const example of examples) expect(section('EXAMPLES')).toContain(`\n${example}\n`);
  });

  it('has every variable that idv reads', async () => {
    const folders = await readdir(join(import.meta.dirname, '..', 'src'), { recursive: true, withFileTypes: true });
    const files = folders.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    const sources = await Promise.all(files.map((file) => readFile(file, 'utf8')));
    // These three are not meant for users: idv ignores or extends what the system says.
    const internal = new Set(['HOME', 'NODE_TLS_REJECT_UNAUTHORIZED', 'RES_OPTIONS']);
    const read = sources.flatMap((text) => [...text.matchAll(/\benv\.([A-Z][A-Z_]+)/g)].map(([, name = '']) => name));
    const declared = declaredVendors.flatMap(({ credentials: { variables, ownCli } }) => [
      ...[variables.id, variables.secret, ...variables.tokens, variables.region],
      ...(ownCli ? [ownCli.profileVariable] : []),
    ]);
    const names = new Set([...read, ...declared, 'https_proxy', 'all_proxy', 'no_proxy', 'NODE_EXTRA_CA_CERTS']);
    expect(names.size).toBeGreaterThan(20);
    const listed = [...section('ENVIRONMENT').matchAll(/^\.It "(.*)"$/gm)].flatMap(([, text = '']) => text.split(', '));
    const shown = new Set(listed.map((name) => name.replace(/=.*/, '')));
    expect([...names].filter((name) => !internal.has(name) && !shown.has(name))).toEqual([]);
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
