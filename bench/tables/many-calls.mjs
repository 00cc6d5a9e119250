// Many calls in one process: idv's own `call`, a batch, a bare loop, and the vendor's SDK, which is the base for the others.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { peakMiB, run } from '../measure/children.mjs';
import { goalText, median, ratioOf, shownGoal, tableOf } from '../measure/figures.mjs';
import { client } from '../measure/workspace.mjs';

const count = 500;
const inFlight = 16;
const rounds = 3;
const goals = { rate: { least: 3.5 }, cpuMs: { most: 4.5 }, peak: { most: 150 } };

/** Bundles a script that imports sources of idv into one file. */
export async function bundled(name, folder) {
  const outfile = join(folder, name);
  const requires = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";
  const options = { bundle: true, format: 'esm', platform: 'node', banner: { js: requires }, logLevel: 'error' };
  await build({ entryPoints: [client(name)], outfile, external: ['@napi-rs/keyring', 'typescript', 'open'], ...options });
  return outfile;
}

/** A new manifest for each run, because a row is called only once. */
async function batchArgs(installed, [image, video], port, folder, rows) {
  const manifest = join(folder, `pairs-${process.hrtime.bigint()}.csv`);
  const lines = Array.from({ length: rows }, (_, index) => `row-${index + 1},${image},${video}`);
  await writeFile(manifest, `id,image,video\n${lines.join('\n')}\n`);
  const flags = ['--rate', '1000000', '--concurrency', String(inFlight), '--out', `${manifest}.out`, '--quiet', '--yes'];
  return [
    installed,
    'batch',
    'run',
    manifest,
    '--action',
    'compare',
    '--media-root',
    folder,
    '--endpoint',
    `http://127.0.0.1:${port}`,
    ...flags,
  ];
}

/** The programs that make the calls. The first is the base of the comparison. */
export async function callersOf(media, port, { installed, folder }) {
  const own = await bundled('idv-calls.mjs', folder);
  const looped = (script) => async (calls) => [script, ...media, port, String(calls), String(inFlight)];
  return [
    { name: 'Tencent’s Node SDK', argsOf: looped(client('sdk-calls.cjs')), goals: {} },
    { name: 'idv, app/call', argsOf: looped(own), goals },
    { name: 'idv batch run', argsOf: (calls) => batchArgs(installed, media, port, folder, calls), goals: {} },
    { name: 'a bare loop', argsOf: looped(client('bare-calls.cjs')), goals: {} },
  ];
}

/** Each caller runs once in a round, so that all of them run under the same conditions. */
async function roundsOf(callers, workspace) {
  const took = callers.map(() => []);
  for (let round = 0; round < rounds; round += 1)
    for (const [index, { argsOf }] of callers.entries()) took[index].push(await run(await argsOf(count), workspace));
  return took;
}

function verdictsOf({ goals: { rate = {}, cpuMs = {}, peak = {} } }, { faster, cpu, memory }) {
  return [
    ['rate', goalText(faster, rate), shownGoal(rate)],
    ['CPU', goalText(cpu, cpuMs), shownGoal(cpuMs, ' ms')],
    ['memory', goalText(memory, peak), shownGoal(peak)],
  ].flatMap(([what, verdict, goal]) => (goal ? [`${what} ${goal}: ${verdict}`] : []));
}

export async function manyCallsTable(media, port, at) {
  const callers = await callersOf(media, port, at);
  const took = await roundsOf(callers, at.plain);
  const rows = [];
  for (const [index, caller] of callers.entries()) {
    const faster = ratioOf(took[index].map(({ wallMs }, round) => ({ base: wallMs, measured: took[0][round].wallMs })));
    const perSecond = median(took[index].map(({ wallMs }) => count / (wallMs / 1000)));
    const cpu = median(took[index].map(({ cpuMs }) => cpuMs)) / count;
    const memory = await peakMiB(await caller.argsOf(count), at.plain);
    const verdicts = verdictsOf(caller, { faster, cpu, memory });
    rows.push([caller.name, perSecond.toFixed(0), faster.toFixed(2), cpu.toFixed(2), memory.toFixed(0), verdicts.join(', ')]);
  }
  const head = [`${count} calls, ${inFlight} in flight`, 'a second', 'rate', 'CPU ms a call', 'MiB', ''];
  return ['many calls in one process, its start included', '', ...tableOf(head, rows), ''].join('\n');
}
