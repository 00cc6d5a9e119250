// Writes the help pages into dist/help/, one file each, and the program that prints them. So bin/idv.js shows a page without loading idv
// itself: loading idv takes longer than printing a page.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

const bundled = async (root, contents, options) => {
  const { outputFiles } = await build({
    absWorkingDir: root,
    stdin: { contents, resolveDir: root, loader: 'ts' },
    bundle: true,
    platform: 'node',
    target: 'node20.18',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    write: false,
    ...options,
  });
  return outputFiles[0].text;
};

async function pagesOf(root) {
  const code = await bundled(
    root,
    "export { allPages } from './src/cli/help/page-sections.ts'; export { allRows } from './src/cli/program.ts';",
    {
      format: 'esm',
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire('file:///');" },
    },
  );
  const { allPages, allRows } = await import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`);
  return allPages(allRows());
}

/** Writes the files of help for the sources under `root`. */
export async function writeHelp(root, folder) {
  await mkdir(folder, { recursive: true });
  const printer = "export { printPage } from './src/cli/help/print-page.ts'; export { standardStream } from './src/standard-stream.ts';";
  await writeFile(join(folder, 'print-page.js'), await bundled(root, printer, { format: 'cjs' }));
  for (const { name, sections } of await pagesOf(root)) await writeFile(join(folder, `${name}.json`), JSON.stringify(sections));
}
