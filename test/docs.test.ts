import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { actionPages } from '../scripts/action-pages.ts';

const folder = join(import.meta.dirname, '..', 'docs', 'actions');

describe('docs/actions', () => {
  it('is what the catalogue says: npm run docs makes it anew', async () => {
    const pages = await actionPages();
    expect((await readdir(folder)).sort()).toEqual(pages.map(({ name }) => name).sort());
    for (const { name, text } of pages) expect(await readFile(join(folder, name), 'utf8'), name).toBe(text);
  });
});
