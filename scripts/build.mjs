// Builds dist/: ES modules, split at lazy imports and turned into CommonJS. Modules that are loaded together go into one file.
import { execFileSync } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';
import { lazyObjects } from './lazy-objects.mjs';
import { notBundled } from './not-bundled.mjs';
import { writeHelp } from './write-help.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');

/** Modules that undici's client would load, but never uses for HTTP/1.1 over a given socket. */
const unusedInClient = ['dispatcher/client-h2', 'web/fetch/body', 'llhttp/llhttp-wasm', 'util/stats', 'core/connect'].map(
  (name) => new RegExp(`undici/lib/${name}\\.js$`),
);

const stubUnused = {
  name: 'stub-unused',
  setup({ onLoad }) {
    for (const filter of unusedInClient) onLoad({ filter }, () => ({ contents: 'module.exports = function () {};', loader: 'js' }));
  },
};

/** Replaces a builtin module that a library loads but never uses. Loading such a module makes every start about 1 % slower. */
const stubBuiltin = (library, builtin, contents) => ({
  name: `stub-${library}-${builtin}`,
  setup({ onResolve, onLoad }) {
    const namespace = `stub-${library}`;
    onResolve({ filter: new RegExp(`^node:${builtin}$`) }, ({ importer }) =>
      new RegExp(`[\\\\/]${library}[\\\\/]`).test(importer) ? { path: builtin, namespace } : undefined,
    );
    onLoad({ filter: new RegExp(`^${builtin}$`), namespace }, () => ({ contents: `module.exports = ${contents};`, loader: 'js' }));
  },
});

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
  external: notBundled,
  plugins: [
    lazyObjects,
    stubUnused,
    // Node takes the text of a failed assertion from its line of source, and a bundle is a single line. That takes seconds, and puts source
    // into the message.
    stubBuiltin(
      'undici',
      'assert',
      "(holds) => { if (!holds) throw Object.assign(new Error('an assertion of the HTTP client failed'), { code: 'ERR_ASSERTION' }); }",
    ),
    // The transport sets the largest header itself, and no stream is ever sent.
    stubBuiltin('undici', 'http', '{ maxHeaderSize: 16384 }'),
    // commander uses it to start commands that are separate programs; idv has none.
    stubBuiltin('commander', 'child_process', '{}'),
  ],
  metafile: true,
  write: false,
  logLevel: 'warning',
});

const helpers =
  /^(?:"use strict";)?var __(?:create|defProp)=Object\.[\s\S]*?,?__toCommonJS=mod=>__copyProps\(__defProp\(\{\},"__esModule",\{value:!0\}\),mod\);/;
const exported = /var stdin_exports=\{\};__export\(stdin_exports,\{([^}]*)\}\);module\.exports=__toCommonJS\(stdin_exports\);/;

/** For `import()`, esbuild copies a module and adds a default export. idv's own modules do not need that, so the copy is left out. */
const withoutCopies = (code) => code.replace(/__toESM\((require\("\.\/[^"]+"\))\)/g, '$1');

/**
 * Makes the exports of a module getters of one object. esbuild writes getters of getters, created one by one with helper functions in each
 * module: with a hundred modules, that makes every start one or two milliseconds slower.
 */
function withPlainExports(code) {
  const plain = withoutCopies(code).replace(
    exported,
    // Without this mark, `import()` would use the module itself as its default export.
    (_all, names) => `module.exports={__esModule:!0,${names.replace(/([\w$]+|"[^"]+"):\(\)=>([\w$.]+)/g, 'get $1(){return $2}')}};`,
  );
  return plain.includes('__toESM(') || plain.includes('__export(') || plain.includes('__copyProps(require')
    ? plain
    : plain.replace(helpers, '');
}

/** The plugin marks lazy modules that are needed at once. */
const withLazyModules = (code) =>
  code.replace(/\blazyModule\(Promise\.resolve\(\)\.then\(\(\)=>(?:__toESM\()?require\(("[^"]+")\)\)?\)\)/g, 'require($1)');

/** Modules that every call loads, or that are fast to load. */
const early = ['node:path', 'node:fs', 'node:buffer'];

/**
 * Node's own modules are loaded at their first use, not by the file that imports them, because most commands use only a few of them. A
 * module that is used as a value is not changed.
 */
function withLazyBuiltins(code) {
  let lazy = code;
  for (const [declared, name, builtin] of code.matchAll(/\b(import_node_\w+|import_promises\w*)=require\("(node:[\w/]+)"\)/g)) {
    const uses = new RegExp(`\\b${name}\\b(?!=require)`, 'g');
    const members = new RegExp(`\\b${name}\\.`, 'g');
    if (early.includes(builtin) || code.match(uses)?.length !== code.match(members)?.length) continue;
    lazy = lazy.replace(declared, `${name}=0`).replaceAll(members, `(require("${builtin}")).`);
  }
  return lazy;
}

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
/** The code of each module as CommonJS, by the name of the module. */
const modules = new Map();
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
  // esbuild does not escape the characters of a regular expression, so this does.
  modules.set(
    relative(dist, file.path),
    withLazyBuiltins(withPlainExports(withLazyModules(code))).replace(
      /[^\0-\x7f]/g,
      (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  );
}

const functionOf = (name) => `${JSON.stringify(name)}:function(exports,require,module){${modules.get(name)}\n}`;

/** One file of dist/, as bin/load.js reads it. */
const writeModules = (file, names, fileOf) =>
  writeFile(join(dist, file), `({modules:{${names.map(functionOf).join(',\n')}}${fileOf ? `,fileOf:${JSON.stringify(fileOf)}` : ''}})`);

for (const name of modules.keys()) await writeModules(name, [name]);
await writeFile(join(dist, 'package.json'), '{"type":"commonjs"}\n');

/** The licences of the bundled packages: their terms require that they are included. */
async function notices() {
  const packages = new Set(
    Object.keys(result.metafile.inputs).flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []),
  );
  const texts = [];
  for (const name of [...packages].sort()) {
    const folder = join(root, 'node_modules', name);
    const { version, license: one, licenses = [] } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    // Older packages have a list of licences.
    const license = one ?? licenses.map(({ type }) => type).join(', ');
    let text = '';
    for (const file of ['LICENSE', 'LICENSE.md', 'license', 'LICENSE.txt', 'LICENCE', 'license.md']) {
      text ||= await readFile(join(folder, file), 'utf8').catch(() => '');
    }
    texts.push(`${name} ${version} (${license})\n\n${text.trim()}\n`);
  }
  return texts.join(`\n${'-'.repeat(78)}\n\n`);
}
await writeFile(join(dist, 'THIRD-PARTY-NOTICES.txt'), await notices());

// Only a run shows what the program loads. So the modules are written a second time, grouped by the commands that need them first.
const script = (name) => [join(root, 'scripts', name)];
const groups = Object.entries(
  JSON.parse(execFileSync(process.execPath, script('group-modules.cjs'), { stdio: ['ignore', 'pipe', 'inherit'] })),
);
const grouped = groups.filter(([group]) => group !== 'main').flatMap(([group, names]) => names.map((name) => [name, `${group}.js`]));
for (const [group, names] of groups) {
  for (const name of names) await rm(join(dist, name), { force: true });
  await writeModules(`${group}.js`, names, group === 'main' ? Object.fromEntries(grouped) : undefined);
}
execFileSync(process.execPath, script('code-cache.cjs'), { stdio: 'inherit' });
await writeHelp(root, join(dist, 'help'));

console.log(`built ${modules.size} modules into ${basename(dist)}/`);
