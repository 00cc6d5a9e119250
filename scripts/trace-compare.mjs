// Prints which source files one `idv compare` runs through from main to its exit code, and how often it crosses between cli and app:
// node scripts/trace-compare.mjs [--list]. Only functions that are really called count: each function of src/ gets a first statement that
// reports its number, and the program is run as a user runs it. Code that runs while a module is loaded is counted separately.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { notBundled } from './not-bundled.mjs';
import { instrumented } from './source-functions.mjs';

const mostFiles = 55;
const mostCrossings = 4;

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = await mkdtemp(join(tmpdir(), 'idv-trace-'));
/** The place of each numbered function. */
const functions = [];

/** A source in which every function reports its number, and the module reports when its top level starts and ends. */
function traced(path, text) {
  const body = instrumented(path, text, ({ name }) => `idvTrace(${functions.push({ path, name }) - 1})`);
  return `idvTrace('load');\n${body}\nidvTrace('loaded');\n`;
}

const trace = {
  name: 'trace',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path }) => ({
      contents: traced(relative(join(root, 'src'), path).replaceAll('\\', '/'), await readFile(path, 'utf8')),
      loader: 'ts',
    }));
  },
};

await build({
  absWorkingDir: root,
  entryPoints: ['src/main.ts'],
  outdir: folder,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  external: notBundled,
  banner: { js: "import { createRequire as idvRequire } from 'node:module'; const require = idvRequire(import.meta.url);" },
  plugins: [trace],
});

await writeFile(join(folder, 'package.json'), '{"type":"module"}');
await writeFile(
  join(folder, 'run.js'),
  `import { writeFileSync } from 'node:fs';
const [into, ...argv] = process.argv.slice(2);
let calls, loading = 0;
globalThis.idvTrace = (what) => {
  if (what === 'load') loading += 1;
  else if (what === 'loaded') loading -= 1;
  else calls?.push(loading > 0 ? -1 - what : what);
};
const { main, nodeRuntime } = await import('./main.js');
const runtime = nodeRuntime('0.0.0');
calls = [];
const exitCode = await main(argv, runtime, '0.0.0');
writeFileSync(into, JSON.stringify({ exitCode, calls }));
process.exitCode = exitCode;
`,
);

const environment = { PATH: process.env.PATH, HOME: folder };

/** Starts the traced program. */
const start = (into, args) =>
  spawn(process.execPath, [join(folder, 'run.js'), into, ...args], {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });

const fixture = (name) => join(root, 'fixtures', name);
const compare = ['compare', '--image', fixture('portrait.jpg'), '--video', fixture('selfie-3s.mp4'), '--sandbox'];

async function traceOf(args) {
  const into = join(folder, 'calls.json');
  const child = start(into, args);
  child.stdout.resume();
  await once(child, 'close');
  const { exitCode, calls } = JSON.parse(await readFile(into, 'utf8'));
  if (exitCode !== 0) throw new Error(`idv ${args.join(' ')} exited with ${exitCode}`);
  return calls;
}

const folderOf = (path) => path.split('/')[0].replace(/\.ts$/, '');

function crossingsOf(calls) {
  const crossings = [];
  let last;
  for (const { path, name } of calls.filter(({ path }) => /^(cli|app)\//.test(path))) {
    if (last && folderOf(last.path) !== folderOf(path)) crossings.push(`${last.path} (${last.name}) -> ${path} (${name})`);
    last = { path, name };
  }
  return crossings;
}

function report(title, numbers) {
  const called = numbers.filter((number) => number >= 0).map((number) => functions[number]);
  const own = called.filter(({ path }) => !path.startsWith('sandbox/'));
  const files = [...new Set(own.map(({ path }) => path))].sort();
  const loading = new Set(numbers.filter((number) => number < 0).map((number) => functions[-1 - number].path));
  for (const path of files) loading.delete(path);
  const changes = own.filter(({ path }, index) => index > 0 && path !== own[index - 1].path).length;
  const crossings = crossingsOf(own);
  const sandbox = new Set(called.filter(({ path }) => path.startsWith('sandbox/')).map(({ path }) => path)).size;
  console.log(`${title}
  files passed           ${files.length} (at most ${mostFiles})
  functions called       ${new Set(own).size}
  changes of file        ${changes}
  crossings cli <-> app  ${crossings.length} (at most ${mostCrossings})
  apart: files that run only while they are loaded ${loading.size}, files of the sandbox ${sandbox}`);
  if (process.argv.includes('--list')) {
    for (const path of files)
      console.log(`    ${path}: ${[...new Set(own.filter((each) => each.path === path).map(({ name }) => name))].join(', ')}`);
    for (const crossing of crossings) console.log(`    ${crossing}`);
  }
  return files.length <= mostFiles && crossings.length <= mostCrossings;
}

try {
  const isWithin = [report('sandbox in the same process', await traceOf(compare))];
  const sandbox = start(join(folder, 'sandbox.json'), ['sandbox', '--port', '0', '--json']);
  try {
    const [first] = await once(sandbox.stdout, 'data');
    const { url } = JSON.parse(String(first));
    isWithin.push(report('sandbox in another process', await traceOf([...compare, '--endpoint', url])));
  } finally {
    sandbox.kill();
  }
  process.exitCode = isWithin.every(Boolean) ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
