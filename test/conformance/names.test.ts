import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { functionsOf } from '../../scripts/source-functions.mjs';

/** One word for one thing: the meaning of a name must not depend on the file in which it is read. */

const src = join(import.meta.dirname, '../../src');

const sources = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
  .map((path) => ({ path, text: readFileSync(join(src, path), 'utf8') }));

const exported = /^export (?:async )?(?:const|let|function\*?|class|interface|type|enum) ([A-Za-z_$][\w$]*)/gm;

it('the sources and their functions are found', () => {
  expect(sources.length).toBeGreaterThan(200);
  expect(sources.flatMap(({ path, text }) => functionsOf(path, text)).length).toBeGreaterThan(1000);
});

describe('a function', () => {
  it('has at most forty lines', () => {
    const long = sources.flatMap(({ path, text }) =>
      functionsOf(path, text)
        .filter(({ lines }) => lines > 40)
        .map(({ name, lines }) => `${path} ${name}: ${lines} lines`),
    );
    expect(long).toEqual([]);
  });
});

describe('the sources', () => {
  it('define each exported name in one file only', () => {
    const places = new Map<string, string[]>();
    for (const { path, text } of sources) {
      for (const [, name = ''] of text.matchAll(exported)) places.set(name, [...(places.get(name) ?? []), path]);
    }
    expect([...places].filter(([, files]) => new Set(files).size > 1)).toEqual([]);
  });

  it('hold at most sixteen files in a folder, apart from folders of actions and code tables', () => {
    const sizes = new Map<string, number>();
    for (const { path } of sources) {
      const folder = path.split('/').slice(0, -1).join('/');
      sizes.set(folder, (sizes.get(folder) ?? 0) + 1);
    }
    expect([...sizes].filter(([folder, size]) => size > 16 && !/\/(actions|codes)$/.test(folder))).toEqual([]);
  });
});
