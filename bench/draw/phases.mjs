// Finds the phase of a call to which a function belongs. The name of the function leads to its source file, and the folder to the phase.
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { functionsOf } from '../../scripts/source-functions.mjs';

/** In the order of a call. `native` is what Node does outside of JavaScript: reading, writing, waking up. */
export const phases = [
  'start',
  'load',
  'flags and settings',
  'media',
  'body and signature',
  'connect',
  'send',
  'decode and judge',
  'print',
  'garbage',
  'native',
  'waiting',
];

/** The first entry that a path starts with decides. */
const byFolder = [
  ['app/input/', 'media'],
  ['media/', 'media'],
  ['disk', 'media'],
  ['app/files/', 'media'],
  ['sign/', 'body and signature'],
  ['app/call/plan', 'body and signature'],
  ['vendors/tencent/sign', 'body and signature'],
  ['vendors/tencent/request', 'body and signature'],
  ['app/dry-run/', 'body and signature'],
  ['http/connect.ts', 'connect'],
  ['http/address/', 'connect'],
  ['http/proxy/', 'connect'],
  ['http/', 'send'],
  ['app/call/', 'send'],
  ['vendors/', 'decode and judge'],
  ['core/judge/', 'decode and judge'],
  ['app/privacy/', 'decode and judge'],
  ['app/result/', 'print'],
  ['cli/show/', 'print'],
  ['cli/action/print-outcome', 'print'],
  ['standard-stream', 'print'],
  ['core/', undefined],
  ['', 'flags and settings'],
];

export const phaseOfSource = (path) => byFolder.find(([folder]) => path.startsWith(folder))[1];

/** The phases by the names of functions. A name that occurs in several phases is undefined. */
export async function phasesByName(root) {
  const src = join(root, 'src');
  const files = (await readdir(src, { recursive: true })).filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'));
  const found = new Map();
  for (const file of files) {
    const path = relative(src, join(src, file)).replaceAll('\\', '/');
    if (path.startsWith('sandbox/')) continue;
    for (const { name } of functionsOf(path, await readFile(join(src, file), 'utf8')))
      found.set(name, found.has(name) && found.get(name) !== phaseOfSource(path) ? undefined : phaseOfSource(path));
  }
  found.delete('(anonymous)');
  return found;
}

const loading = /^(?:node:internal\/(?:modules|bootstrap|vm)|node:vm)|bin\/load\.js$/;
const starting = /^node:internal\/(?:main|process\/pre_execution|options|bootstrap\/node)/;

/** The phase of one frame; undefined if it has the phase of its caller. */
function phaseOfFrame({ functionName, url }, byName) {
  if (functionName === '(garbage collector)') return 'garbage';
  if (functionName === '(program)') return 'native';
  if (functionName === '(idle)') return 'waiting';
  if (starting.test(url)) return 'start';
  if (loading.test(url)) return 'load';
  if (/^node:(?:net|dns|internal\/dns)/.test(url) && /connect|lookup/i.test(functionName)) return 'connect';
  // esbuild adds a number to a name that occurs twice.
  return /[\\/]dist[\\/]/.test(url) ? (byName.get(functionName) ?? byName.get(functionName.replace(/\d$/, ''))) : undefined;
}

/** Milliseconds of each phase. A sample counts for the phase of the innermost function whose phase is known. */
export function timesOf({ nodes, samples, timeDeltas }, byName) {
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const own = new Map(nodes.map(({ id, callFrame }) => [id, phaseOfFrame(callFrame, byName)]));
  const times = Object.fromEntries(phases.map((phase) => [phase, 0]));
  samples.forEach((sample, index) => {
    let id = sample;
    while (id !== undefined && own.get(id) === undefined) id = parents.get(id);
    // A sample without a known phase is work that the HTTP client does when its socket calls it.
    times[own.get(id) ?? 'send'] += Math.max(0, timeDeltas[index]) / 1000;
  });
  return times;
}
