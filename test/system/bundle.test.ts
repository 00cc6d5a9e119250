import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const dist = join(import.meta.dirname, '..', '..', 'dist');

it('words no failed assertion: Node would do so from the line of source, which is all of a file', async () => {
  const files = (await readdir(dist)).filter((name) => name.endsWith('.js'));
  const sources = await Promise.all(files.map((name) => readFile(join(dist, name), 'latin1')));
  expect(sources.join('\n')).toContain('an assertion of the HTTP client failed');
  expect(sources.join('\n')).not.toMatch(/require\("(node:)?assert(\/strict)?"\)/);
});
