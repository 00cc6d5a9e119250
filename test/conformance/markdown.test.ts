import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

it('no line of the docs has bold marks around nothing, which a reader sees as asterisks', () => {
  const pages = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'));
  const files = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...pages.map((name) => join('docs', name))];
  expect(files.length).toBeGreaterThan(20);
  const wrong = files.flatMap((file) =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .filter((line) => line.includes('****'))
      .map((line) => `${file}: ${line}`),
  );
  expect(wrong).toEqual([]);
});
