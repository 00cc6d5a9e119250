import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { functionsOf } from '../../scripts/source-functions.mjs';

/** One word for one thing: what a name means must not depend on the file that it is read in. */

const src = join(import.meta.dirname, '../../src');

const sources = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
  .map((path) => ({ path, text: readFileSync(join(src, path), 'utf8') }));

const exported = /^export (?:async )?(?:const|let|function\*?|class|interface|type|enum) ([A-Za-z_$][\w$]*)/gm;

describe('a function', () => {
  it('takes at most forty lines', () => {
    const long = sources.flatMap(({ path, text }) =>
      functionsOf(path, text)
        .filter(({ lines }) => lines > 40)
        .map(({ name, lines }) => `${path} ${name}: ${lines} lines`),
    );
    expect(long).toEqual([]);
  });
});

describe('names', () => {
  it('an exported name is defined in one file', () => {
    const places = new Map<string, string[]>();
    for (const { path, text } of sources) {
      for (const [, name = ''] of text.matchAll(exported)) places.set(name, [...(places.get(name) ?? []), path]);
    }
    expect([...places].filter(([, files]) => new Set(files).size > 1)).toEqual([]);
  });

  it('a folder holds at most sixteen files, those of actions and code tables apart', () => {
    const sizes = new Map<string, number>();
    for (const { path } of sources) {
      const folder = path.split('/').slice(0, -1).join('/');
      sizes.set(folder, (sizes.get(folder) ?? 0) + 1);
    }
    expect([...sizes].filter(([folder, size]) => size > 16 && !/\/(actions|codes)$/.test(folder))).toEqual([]);
  });
});
