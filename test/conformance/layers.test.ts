import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Reads two tables of docs/architecture.md: what each folder may import, and which file imports each library. */

const root = join(import.meta.dirname, '../..');
const document = readFileSync(join(root, 'docs/architecture.md'), 'utf8');

/** The cells of the table whose first heading is `heading`. */
function tableUnder(heading: string): string[][] {
  const rows =
    document
      .slice(document.indexOf(`\n| ${heading} |`) + 1)
      .split('\n\n')[0]
      ?.split('\n')
      .slice(2) ?? [];
  return rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
}

const words = (cell = ''): string[] => cell.split(/,\s*/).filter((word) => word !== '' && word !== 'nothing of ours');

const layers = new Map(tableUnder('folder').map(([folder = '', , may]) => [folder.replace('src/', ''), words(may)]));
const libraries = tableUnder('library').map(([names, files]) => ({ names: words(names), files: words(files) }));

const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
  .map((path) => ({ path, imports: importsOf(readFileSync(join(root, 'src', path), 'utf8')) }));

function importsOf(text: string): string[] {
  return [...text.matchAll(/(?:^import (?:[^']*?from )?|^export [^']*?from |\bimport\()'([^']+)'/gm)].map(
    ([, specifier = '']) => specifier,
  );
}

/** `app` for `app/call/send.ts`. `main.ts` and `runtime.ts` are layers of their own. */
const layerOf = (path: string): string => path.split('/')[0]?.replace(/\.ts$/, '') ?? '';

describe('the layers', () => {
  it('are all listed in the table', () => {
    expect([...new Set(sources.map(({ path }) => layerOf(path)))].sort()).toEqual([...layers.keys()].sort());
  });

  it('are in order: no layer may import one that is below it in the table', () => {
    const order = [...layers.keys()];
    for (const [layer, may] of layers) {
      for (const other of may) expect(order.indexOf(other), `${layer} -> ${other}`).toBeLessThan(order.indexOf(layer));
    }
  });

  it('import only the folders that the table allows', () => {
    const wrong = sources.flatMap(({ path, imports }) =>
      imports
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => normalize(join(dirname(path), specifier)))
        .filter((target) => layerOf(target) !== layerOf(path) && !layers.get(layerOf(path))?.includes(layerOf(target)))
        .map((target) => `${path} -> ${target}`),
    );
    expect(wrong).toEqual([]);
  });
});

describe('a library', () => {
  const external = (specifier: string): boolean => !specifier.startsWith('.') && !specifier.startsWith('node:');
  const packageOf = (specifier: string): string =>
    specifier
      .split('/')
      .slice(0, specifier.startsWith('@') ? 2 : 1)
      .join('/');

  it('is imported only by the file that the table names', () => {
    const found = new Map<string, Set<string>>();
    for (const { path, imports } of sources) {
      for (const specifier of imports.filter(external)) {
        const name = packageOf(specifier);
        found.set(name, (found.get(name) ?? new Set()).add(path));
      }
    }
    const allowed = new Map(libraries.flatMap(({ names, files }) => names.map((name) => [name, files] as const)));
    expect([...found.keys()].sort()).toEqual([...allowed.keys()].sort());
    for (const [name, files] of found) expect([...files].sort(), name).toEqual([...(allowed.get(name) ?? [])].sort());
  });

  it('has one file, and its version is exact', () => {
    expect(libraries.filter(({ files }) => files.length !== 1)).toEqual([]);
    const { devDependencies, optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
      'devDependencies' | 'optionalDependencies',
      Record<string, string>
    >;
    const versions = { ...devDependencies, ...optionalDependencies };
    for (const { names } of libraries) for (const name of names) expect(versions[name], name).toMatch(/^\d+\.\d+\.\d+$/);
  });
});
