// Makes one change at a time in a copy of the sources, and reports the changes that no test notices:
// node scripts/mutate/run.mjs [--count 60] [--seed 1] [--most 40] [folder or file of src ...]. The changes are spread over the sources.
// Only tests that run the changed function are run: those first that import its file most directly, and at most --most of them. A function
// that no unit test runs is left to the system tests, with a build of the changed source.
import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { changesOf } from './changes.mjs';
import { functionAt, perSource, reachOf } from './reach.mjs';

const { values, positionals } = parseArgs({
  options: { count: { type: 'string', default: '60' }, seed: { type: 'string', default: '1' }, most: { type: 'string', default: '40' } },
  allowPositionals: true,
});
const [count, seed, most] = [values.count, values.seed, values.most].map(Number);
const areas = positionals.length > 0 ? positionals : ['core', 'sign', 'app', 'media', 'http'];
const nearestFirst = 8;
const timeoutMs = 240_000;
const systemTimeoutMs = 900_000;

const project = join(dirname(fileURLToPath(import.meta.url)), '../..');
const vitest = join(project, 'node_modules/.bin/vitest');
/** Everything is read and changed here: the project may change during the run. */
const root = await mkdtemp(join(tmpdir(), 'idv-mutate-'));
await copyProject();

async function copyProject() {
  for (const each of ['src', 'test', 'bin', 'bench', 'dist', 'docs', 'fixtures', 'scripts', 'action', '.ci'])
    await cp(join(project, each), join(root, each), { recursive: true });
  for (const each of await readdir(project, { withFileTypes: true }))
    if (each.isFile()) await cp(join(project, each.name), join(root, each.name));
  await symlink(join(project, 'node_modules'), join(root, 'node_modules'));
}

async function filesOf(area) {
  if ((await stat(join(root, area))).isFile()) return [area];
  const all = await readdir(join(root, area), { recursive: true });
  return all.map((path) => join(area, path).replaceAll('\\', '/')).filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'));
}

const sources = (await Promise.all(areas.map((area) => filesOf(`src/${area}`)))).flat().sort();
const changes = (await Promise.all(sources.map((path) => changesOf(root, path)))).flat();
const step = changes.length / count;
const chosen = Array.from(
  { length: Math.min(count, changes.length) },
  (_, index) => changes[Math.floor((index + ((seed * 0.618) % 1)) * step)],
);

/** For each test, the number of imports between it and each source. */
async function distances(tests) {
  const imports = new Map();
  const importsOf = async (path) => {
    if (!imports.has(path)) {
      const text = await readFile(join(root, path), 'utf8').catch(() => '');
      const found = [...text.matchAll(/'(\.{1,2}\/[^'\n]+\.ts)'/g)].map(([, to]) =>
        normalize(join(dirname(path), to)).replaceAll('\\', '/'),
      );
      imports.set(path, found);
    }
    return imports.get(path);
  };
  const from = new Map();
  for (const test of tests) {
    const distance = new Map([[test, 0]]);
    for (const path of distance.keys()) {
      for (const next of await importsOf(path)) if (!distance.has(next)) distance.set(next, distance.get(path) + 1);
    }
    from.set(test, distance);
  }
  return from;
}

const succeeds = (program, args, timeout) => spawnSync(program, args, { cwd: root, timeout, stdio: 'ignore' }).status === 0;

const passes = (tests) => tests.length === 0 || succeeds(vitest, ['run', '--bail', '1', '--reporter', 'dot', ...tests], timeoutMs);

const systemTestsOf = (path) => (path.startsWith('src/app/batch/') ? 'test/system/batch/' : 'test/system/');

/** Builds the copy and runs these system tests. */
const passesSystem = (tests) =>
  succeeds(process.execPath, ['scripts/build.mjs'], timeoutMs) &&
  succeeds(vitest, ['run', '--bail', '1', '--config', 'vitest.system.config.ts', tests], systemTimeoutMs);

const systemControls = new Map();
/** Throws if these system tests fail without a change: they could not notice one. */
function requireSystem(tests) {
  if (!systemControls.has(tests)) systemControls.set(tests, passesSystem(tests));
  if (!systemControls.get(tests)) throw new Error(`${tests} fails without a change: install what .ci/run installs`);
}

try {
  const tests = (await filesOf('test')).filter((path) => path.endsWith('.test.ts') && !/^test\/(system|fuzz)\//.test(path));
  const distance = await distances(tests);
  const first = Object.fromEntries([...new Set(chosen.map(({ path }) => path))].map((path, index) => [path, index * perSource]));
  const near = tests.filter((test) => [...distance.get(test).keys()].some((path) => first[path] !== undefined));
  const { reached, failing } = await reachOf(root, vitest, near, first);
  console.log(`control: ${reached.size} of ${near.length} test files pass without a change; not used: ${failing.join(', ') || 'none'}`);
  const testsFor = (path, text, offset) => {
    const number = first[path] + functionAt(path, text, offset);
    const imports = (test) => distance.get(test).get(path) ?? Number.POSITIVE_INFINITY;
    return [...reached]
      .filter(([, numbers]) => numbers.has(number))
      .sort(([a, ofA], [b, ofB]) => imports(a) - imports(b) || ofA.size - ofB.size)
      .map(([test]) => test);
  };
  let survived = 0;
  for (const [index, { path, start, end, by, line, was }] of chosen.entries()) {
    const text = await readFile(join(root, path), 'utf8');
    const found = testsFor(path, text, start);
    const used = found.slice(0, most);
    if (used.length === 0) requireSystem(systemTestsOf(path));
    await writeFile(join(root, path), `${text.slice(0, start)}${by}${text.slice(end)}`);
    const survives =
      used.length > 0 ? passes(used.slice(0, nearestFirst)) && passes(used.slice(nearestFirst)) : passesSystem(systemTestsOf(path));
    await writeFile(join(root, path), text);
    if (survives) survived += 1;
    const where = used.length > 0 ? `${used.length} of ${found.length} test files` : 'system tests';
    console.log(`${survives ? 'SURVIVES' : 'killed  '} ${path}:${line}  ${was} -> ${by}  (${where})`);
    if ((index + 1) % 10 === 0 || index + 1 === chosen.length) {
      const killed = index + 1 - survived;
      console.log(`${killed} of ${index + 1} killed: ${((100 * killed) / (index + 1)).toFixed(0)} % (of ${changes.length} places)`);
    }
  }
} finally {
  await rm(root, { recursive: true, force: true });
}
