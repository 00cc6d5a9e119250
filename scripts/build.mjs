// Builds dist/: ES modules split by lazy import, then turned into CommonJS file by file, which starts faster.
import { execFileSync } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');

/** What undici's client would load, and an HTTP/1.1 exchange over a socket that is handed to it never uses. */
const unusedInClient = ['dispatcher/client-h2', 'web/fetch/body', 'llhttp/llhttp-wasm', 'util/stats', 'core/connect'].map(
  (name) => new RegExp(`undici/lib/${name}\\.js$`),
);

const stubUnused = {
  name: 'stub-unused',
  setup({ onLoad }) {
    for (const filter of unusedInClient) onLoad({ filter }, () => ({ contents: 'module.exports = function () {};', loader: 'js' }));
  },
};

const result = await build({
  absWorkingDir: root,
  entryPoints: { main: 'src/main.ts' },
  outdir: dist,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.18',
  chunkNames: 'chunk-[hash]',
  legalComments: 'none',
  minifySyntax: true,
  minifyWhitespace: true,
  // ASCII, so that bin/load.js can read one byte as one character.
  charset: 'ascii',
  // cosmiconfig would load it for a TypeScript configuration, which idv never runs.
  external: ['typescript'],
  plugins: [stubUnused],
  metafile: true,
  write: false,
  logLevel: 'warning',
});

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
for (const file of result.outputFiles) {
  const { code } = await transform(file.text, {
    format: 'cjs',
    platform: 'node',
    target: 'node20.18',
    minifySyntax: true,
    minifyWhitespace: true,
    charset: 'ascii',
    // `import()` becomes `require()`: the loader of ES modules would parse every chunk a second time.
    supported: { 'dynamic-import': false },
  });
  await writeFile(join(dist, relative(dist, file.path)), code);
}
await writeFile(join(dist, 'package.json'), '{"type":"commonjs"}\n');

/** The licences of what was bundled: their terms ask that they travel along. */
async function notices() {
  const packages = new Set(
    Object.keys(result.metafile.inputs).flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []),
  );
  const texts = [];
  for (const name of [...packages].sort()) {
    const folder = join(root, 'node_modules', name);
    const { version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    let text = '';
    for (const file of ['LICENSE', 'LICENSE.md', 'license', 'LICENSE.txt', 'LICENCE', 'license.md']) {
      text ||= await readFile(join(folder, file), 'utf8').catch(() => '');
    }
    texts.push(`${name} ${version} (${license})\n\n${text.trim()}\n`);
  }
  return texts.join(`\n${'-'.repeat(78)}\n\n`);
}
await writeFile(join(dist, 'THIRD-PARTY-NOTICES.txt'), await notices());

execFileSync(process.execPath, [join(root, 'scripts/code-cache.cjs')], { stdio: 'inherit' });

console.log(`built ${result.outputFiles.length} files into ${basename(dist)}/`);
