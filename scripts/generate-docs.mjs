// Writes docs/actions/*.md and man/*.1 from the catalogue and the commands: node scripts/generate-docs.mjs
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const { outputFiles } = await build({
  absWorkingDir: root,
  stdin: {
    contents: "export { actionPages } from './scripts/action-pages.ts'; export { manPages } from './scripts/man-pages.ts';",
    resolveDir: root,
    loader: 'ts',
  },
  bundle: true,
  format: 'esm',
  platform: 'node',
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire('file:///');" },
  write: false,
});
const { actionPages, manPages } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`);

async function writeAll(place, pages) {
  const folder = join(root, place);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const { name, text } of pages) await writeFile(join(folder, name), text);
  console.log(`wrote ${pages.length} pages into ${place}/`);
}

await writeAll('docs/actions', await actionPages());
await writeAll('man', manPages());
