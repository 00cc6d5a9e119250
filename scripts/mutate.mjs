// Makes one change at a time in a copy of the sources, and reports the changes that no test notices:
// node scripts/mutate.mjs [--count 60] [--seed 1] [folder of src ...]. The changes are spread evenly over the sources. The tests that
// import the file most directly run first, then the others that reach it, up to --most of them (40).
import { spawnSync } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { nodesOf, syntaxOf } from './source-functions.mjs';

const { values, positionals } = parseArgs({
  options: { count: { type: 'string', default: '60' }, seed: { type: 'string', default: '1' }, most: { type: 'string', default: '40' } },
  allowPositionals: true,
});
const [count, seed, most] = [values.count, values.seed, values.most].map(Number);
const folders = positionals.length > 0 ? positionals : ['core', 'sign', 'app', 'media', 'http'];
const nearestFirst = 8;
const timeoutMs = 240_000;

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** The operator that replaces each operator. */
const operators = {
  '===': '!==',
  '!==': '===',
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '&&': '||',
  '||': '&&',
  '??': '&&',
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
};

/** The replacement for a piece of source, or undefined. */
function changeOf({ node, parents: [parent] }, text) {
  const at = ({ start, end }, by) => ({ start, end, by });
  if ((node.type === 'BinaryExpression' || node.type === 'LogicalExpression') && operators[node.operator]) {
    const from = node.left.end;
    const start = text.indexOf(node.operator, from);
    return at({ start, end: start + node.operator.length }, operators[node.operator]);
  }
  if (node.type === 'Literal' && parent?.type !== 'ImportDeclaration' && parent?.type !== 'ImportExpression') {
    if (typeof node.value === 'boolean' && !/^TS/.test(parent?.type ?? '')) return at(node, String(!node.value));
    if (typeof node.value === 'number' && !/^TS/.test(parent?.type ?? '')) return at(node, `(${node.raw} + 1)`);
  }
  if (node.type === 'ConditionalExpression') return at(node.test, `!(${text.slice(node.test.start, node.test.end)})`);
  if (node.type === 'IfStatement') return at(node.test, node.test.start % 2 === 0 ? 'true' : 'false');
  if (node.type === 'ThrowStatement') return at(node, ';');
  return undefined;
}

async function filesOf(folder) {
  const all = await readdir(join(root, folder), { recursive: true });
  return all.map((path) => join(folder, path).replaceAll('\\', '/')).filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'));
}

const sources = (await Promise.all(folders.map((folder) => filesOf(`src/${folder}`)))).flat().sort();
const places = [];
for (const path of sources) {
  const text = await readFile(join(root, path), 'utf8');
  for (const found of nodesOf(syntaxOf(path, text))) {
    const change = changeOf(found, text);
    if (change)
      places.push({ path, ...change, line: text.slice(0, change.start).split('\n').length, was: text.slice(change.start, change.end) });
  }
}
const step = places.length / count;
const chosen = Array.from(
  { length: Math.min(count, places.length) },
  (_, index) => places[Math.floor((index + ((seed * 0.618) % 1)) * step)],
);

/** For each test, the number of imports between it and each source. */
async function distances() {
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
  const tests = (await filesOf('test')).filter((path) => path.endsWith('.test.ts') && !path.startsWith('test/system/'));
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
const distance = await distances();
const testsFor = (path) =>
  [...distance]
    .filter(([, to]) => to.has(path))
    .sort(([, a], [, b]) => a.get(path) - b.get(path) || a.size - b.size)
    .map(([test]) => test)
    .slice(0, most);

const copy = await mkdtemp(join(tmpdir(), 'idv-mutate-'));
/** The tests that fail in the copy before anything is changed: they could not notice a change. */
function failingWithoutChange(tests) {
  const report = join(copy, 'control.json');
  spawnSync(join(root, 'node_modules/.bin/vitest'), ['run', '--reporter', 'json', '--outputFile', report, ...tests], {
    cwd: copy,
    timeout: 3 * timeoutMs,
    stdio: 'ignore',
  });
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
  return testResults.filter(({ status }) => status !== 'passed').map(({ name }) => relative(realpathSync(copy), name));
}

const passes = (tests) =>
  tests.length === 0 ||
  spawnSync(join(root, 'node_modules/.bin/vitest'), ['run', '--bail', '1', '--reporter', 'dot', ...tests], {
    cwd: copy,
    timeout: timeoutMs,
    stdio: 'ignore',
  }).status === 0;

try {
  for (const each of ['src', 'test', 'bin', 'dist', 'docs', 'fixtures', 'scripts', 'action', '.ci'])
    await cp(join(root, each), join(copy, each), { recursive: true });
  for (const each of await readdir(root, { withFileTypes: true }))
    if (each.isFile()) await cp(join(root, each.name), join(copy, each.name));
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
  const used = [...new Set(chosen.flatMap(({ path }) => testsFor(path)))];
  const failing = failingWithoutChange(used);
  console.log(
    `control: ${used.length - failing.length} of ${used.length} test files pass without a change; not used: ${failing.join(', ') || 'none'}`,
  );
  const survivors = [];
  for (const [index, { path, start, end, by, line, was }] of chosen.entries()) {
    const text = await readFile(join(root, path), 'utf8');
    await writeFile(join(copy, path), `${text.slice(0, start)}${by}${text.slice(end)}`);
    const tests = testsFor(path).filter((test) => !failing.includes(test));
    const survives = passes(tests.slice(0, nearestFirst)) && passes(tests.slice(nearestFirst));
    await writeFile(join(copy, path), text);
    if (survives) survivors.push(path);
    console.log(`${survives ? 'SURVIVES' : 'killed  '} ${path}:${line}  ${was} -> ${by}`);
    if ((index + 1) % 10 === 0 || index + 1 === chosen.length) {
      const killed = index + 1 - survivors.length;
      console.log(`${killed} of ${index + 1} killed: ${((100 * killed) / (index + 1)).toFixed(0)} % (of ${places.length} places)`);
    }
  }
} finally {
  await rm(copy, { recursive: true, force: true });
}
