import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const page = await readFile(join(import.meta.dirname, '../docs/habits.md'), 'utf8');
const rows = [...page.matchAll(/^\| (\d+) \| (.+?) \| (.+) \|$/gm)].map(([, number = '', habit = '', keeper = '']) => ({
  number,
  habit,
  keeper,
}));

it('lists sixty habits', () => {
  expect(rows.map(({ number }) => Number(number))).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
});

it.each(rows.filter(({ keeper }) => keeper.startsWith('`')))('the test that keeps habit $number exists: $habit', async ({ keeper }) => {
  const [, file = '', title = ''] = /^`(.+?)`: (.+)$/.exec(keeper) ?? [];
  expect(await readFile(join(import.meta.dirname, file), 'utf8')).toContain(title);
});
