// Writes into docs/performance.md how long the phases of one call take, at an earlier commit and now: npm run build && node
// bench/profile.mjs [COMMIT [RUNS]]. The commit is built in a separate folder.
import { execFile, execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { writeChapter } from './draw/page-chapter.mjs';
import { phases, phasesByName, timesOf } from './draw/phases.mjs';
import { run, startLoopback } from './measure/children.mjs';
import { median, tableOf } from './measure/figures.mjs';
import { mediaIn } from './measure/sized-media.mjs';
import { withWorkspace } from './measure/workspace.mjs';

const [commit = '48b4ca2', runs = '40'] = process.argv.slice(2);
const root = join(import.meta.dirname, '..');
const samplingUs = 200;

async function builtAt(folder) {
  const before = join(folder, 'before');
  await mkdir(before);
  const archive = execFileSync('git', ['archive', commit], { cwd: root, maxBuffer: 2 ** 28 });
  execFileSync('tar', ['-x', '-C', before], { input: archive });
  await symlink(join(root, 'node_modules'), join(before, 'node_modules'));
  await promisify(execFile)(process.execPath, ['scripts/build.mjs'], { cwd: before });
  return before;
}

/** The times of one profiled call by phase. */
async function profiled(words, checkout, byName, workspace) {
  const into = join(workspace.cwd, 'profiles');
  const flags = ['--cpu-prof', '--cpu-prof-dir', into, '--cpu-prof-interval', String(samplingUs)];
  await run([...flags, join(checkout, 'bin/idv.js'), ...words], workspace);
  const [name] = await readdir(into);
  const times = timesOf(JSON.parse(await readFile(join(into, name), 'utf8')), byName);
  await rm(into, { recursive: true });
  return times;
}

/** A profile does not contain what Node does before the first line of JavaScript. */
const bareStart = async (workspace) => (await run(['-e', '0'], workspace)).wallMs;

async function measured(words, checkouts, workspace) {
  const names = await Promise.all(checkouts.map(phasesByName));
  for (const checkout of checkouts) for (let warm = 0; warm < 2; warm += 1) await run([join(checkout, 'bin/idv.js'), ...words], workspace);
  const found = checkouts.map(() => []);
  for (let round = 0; round < Number(runs); round += 1) {
    const start = await bareStart(workspace);
    for (const [index, checkout] of checkouts.entries())
      found[index].push({ ...(await profiled(words, checkout, names[index], workspace)), start });
  }
  return found;
}

/** The fastest quarter of the runs, because in these, other programs disturbed the least. */
const fastest = (found) => found.toSorted((a, b) => sum(a) - sum(b)).slice(0, Math.ceil(found.length / 4));

const sum = (times) => phases.reduce((total, phase) => total + times[phase], 0);

await withWorkspace(async ({ folder, plain }) => {
  const { small } = await mediaIn(folder);
  const checkouts = [await builtAt(folder), root];
  const service = await startLoopback();
  const endpoint = `http://127.0.0.1:${service.printed}`;
  try {
    const words = ['compare', '--image', small[0], '--video', small[1], '--endpoint', endpoint, '--json'];
    const found = (await measured(words, checkouts, plain)).map(fastest);
    const middle = (index, ofTimes) => median(found[index].map(ofTimes)).toFixed(1);
    const rows = [...phases.map((phase) => [phase, ...[0, 1].map((index) => middle(index, (times) => times[phase]))])];
    const lines = tableOf(['ms', commit, 'now'], [...rows, ['sum', middle(0, sum), middle(1, sum)]]);
    await writeChapter('profile', lines);
    console.log(lines.join('\n'));
  } finally {
    await service.close();
  }
});
