// Runs the built command on other versions of Node, and prints the differences from the expected behaviour: npm run build && node
// scripts/node-matrix.mjs [VERSIONS...]. The versions are fetched from npm into a folder that is removed afterwards.
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const versions = process.argv.length > 2 ? process.argv.slice(2) : ['20.18.1', '22', '24', '26'];
const root = join(import.meta.dirname, '..');
const notice = /^sandbox: no face was compared\n$/;
const jsonNotice = /^\{"notice":\{"message":"sandbox: no face was compared"\}\}\n$/;
const batchNotices = /^\{"notice":\{"message":"sandbox: no face was compared"\}\}\n\{"notice":\{"message":"20 of 20 rows done, .*"\}\}\n$/;
const tokenNotices = /^sandbox: no face was compared\ntoken {2}\S+\n$/;
const nothing = /^$/;
const fixture = (name) => join(root, 'fixtures', name);
const run = promisify(execFile);

const photo = fixture('portrait.jpg');
const compare = ['compare', '--image', photo, '--video', fixture('selfie-3s.mp4'), '--sandbox'];
const batch = (journal) => [
  'batch',
  'run',
  'pairs.csv',
  '--journal',
  journal,
  '--action',
  'compare',
  '--sandbox',
  '--json',
  '--quiet',
  '--yes',
];

/**
 * Command lines, and the expected text on standard error: if a version of Node does not know a flag of V8, it says so there. All exit with
 * 0.
 */
const commands = [
  { words: ['--version'], says: nothing },
  { words: ['--help'], says: nothing },
  { words: ['compare', '--help'], says: nothing },
  { words: compare, says: notice },
  { words: [...compare, '--json'], says: jsonNotice },
  { words: [...compare, '--dry-run'], says: nothing },
  { words: ['vision', 'compare', '--image-a', photo, '--image-b', photo, '--sandbox'], says: notice },
  {
    words: ['vision', 'compare', '--image-a', photo, '--image-b', photo, '--sandbox', '--sign-method', 'acs3', '--json'],
    says: jsonNotice,
  },
  { words: ['vision', 'compare', '--image-a', photo, '--image-b', photo, '--sandbox', '--wire-format', 'xml'], says: notice },
  { words: batch('first.journal'), again: batch('second.journal'), says: batchNotices },
  { words: ['faceid', 'token', '--sandbox', '--wait'], says: tokenNotices },
  { words: ['doctor', '--sandbox'], says: notice },
];

/** Installs one version of Node, and returns its path. */
async function nodeOf(version, folder) {
  const prefix = join(folder, `node-${version}`);
  // The package downloads the program with an install script.
  await run('npm', ['install', '--prefix', prefix, '--no-audit', '--no-fund', '--no-save', `node@${version}`], { cwd: folder });
  return join(prefix, 'node_modules/node/bin/node');
}

/** A copy of the build, without code caches, for one version of Node. */
async function copyOf(folder) {
  for (const part of ['bin', 'dist', 'package.json'])
    await cp(join(root, part), join(folder, 'idv', part), { recursive: true, filter: (path) => !path.endsWith('.cache') });
  return join(folder, 'idv/bin/idv.js');
}

async function outcomeOf(node, args, place) {
  const { code = 0, stdout, stderr } = await run(node, args, { ...place, maxBuffer: 2 ** 26 }).catch((error) => error);
  return { code, stdout, stderr };
}

/** The caches with the times of their last change. */
async function cachesIn(dist) {
  const names = (await readdir(dist)).filter((name) => name.endsWith('.cache'));
  return new Map(await Promise.all(names.map(async (name) => [name, (await stat(join(dist, name))).mtimeMs])));
}

/** If no cache is written again, V8 has accepted the caches of the previous run. */
async function rewritten(dist, work) {
  const before = await cachesIn(dist);
  const outcome = await work();
  const after = await cachesIn(dist);
  return { outcome, count: [...after].filter(([name, ms]) => before.get(name) !== ms).length, kept: before.size };
}

function faultsOf({ code, stdout, stderr }, says) {
  return [
    code === 0 ? '' : `exit ${code}`,
    says.test(stderr) ? '' : `standard error: ${JSON.stringify(stderr.slice(0, 300))}`,
    stdout === '' ? 'nothing printed' : '',
  ].filter(Boolean);
}

/** Runs a command twice. Returns what was wrong with the first run, and whether the second run used the caches of the first. */
async function tried(node, idv, { words, again = words, says }, place) {
  const dist = join(idv, '../../dist');
  const first = await outcomeOf(node, [idv, ...words], place);
  const { outcome: second, count, kept } = await rewritten(dist, () => outcomeOf(node, [idv, ...again], place));
  // The version and a page of help load none of the program.
  const isBare = ['--version', '--help'].includes(words.at(-1));
  const caches = !isBare && (kept === 0 || count > 0) ? [`the second run wrote ${count} of ${kept} code caches again`] : [];
  return [...faultsOf(first, says), ...faultsOf(second, says).map((fault) => `again: ${fault}`), ...caches];
}

async function triedOn(version, folder) {
  const node = await nodeOf(version, folder);
  const own = await mkdtemp(join(folder, 'run-'));
  const idv = await copyOf(own);
  const rows = Array.from({ length: 20 }, (_, index) => `row-${index + 1},portrait.jpg,selfie-3s.mp4`);
  for (const name of ['portrait.jpg', 'selfie-3s.mp4']) await cp(fixture(name), join(own, name));
  await writeFile(join(own, 'pairs.csv'), `id,image,video\n${rows.join('\n')}\n`);
  const place = { cwd: own, env: { PATH: process.env.PATH, HOME: own } };
  const running = (await outcomeOf(node, ['--version'], place)).stdout.trim();
  let faults = 0;
  for (const command of commands) {
    const found = await tried(node, idv, command, place);
    faults += found.length;
    console.log(
      `${running}  ${command.words.filter((word) => !word.includes('/')).join(' ')}: ${found.length === 0 ? 'ok' : found.join('; ')}`,
    );
  }
  return faults;
}

const folder = await mkdtemp(join(tmpdir(), 'idv-matrix-'));
try {
  let faults = 0;
  for (const version of versions) faults += await triedOn(version, folder);
  console.log(faults === 0 ? 'all as expected' : `faults: ${faults}`);
  process.exitCode = faults === 0 ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
