// Writes docs/actions/*.md from the catalogue: node scripts/generate-docs.mjs
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = join(root, 'docs/actions');

const { outputFiles } = await build({
  absWorkingDir: root,
  stdin: { contents: "export { actionPages } from './scripts/action-pages.ts';", resolveDir: root, loader: 'ts' },
  bundle: true,
  format: 'esm',
  platform: 'node',
  write: false,
});
const { actionPages } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`);

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const pages = await actionPages();
for (const { name, text } of pages) await writeFile(join(folder, name), text);
console.log(`wrote ${pages.length} pages into docs/actions/`);
