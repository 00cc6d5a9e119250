// Makes many calls in one process, each with its own sandbox: memory must stay flat, and nothing may be left open.
// Run by hand: npm run build && npm run soak [-- CALLS]
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { main, nodeRuntime } = createRequire(import.meta.url)(join(root, 'bin/load.js')).loader()('main.js');
const fixture = (name) => join(root, 'fixtures', name);
const calls = Number(process.argv[2] ?? 100_000);

const commands = [
  { argv: ['compare', '--image', fixture('portrait.jpg'), '--video', fixture('selfie-3s.mp4'), '--json'], exits: 0 },
  { argv: ['faceid', 'token', '--extra', 'order 7'], exits: 0 },
  { argv: ['vision', 'compare', '--image-a', fixture('portrait.jpg'), '--image-b', fixture('portrait.jpg'), '-o', 'yaml'], exits: 0 },
  { argv: ['compare', '--image', fixture('portrait.jpg'), '--video', fixture('selfie-3s.mp4'), '--outcome', 'low-similarity'], exits: 10 },
  { argv: ['vision', 'liveness', '--image', fixture('portrait.jpg'), '--wire-format', 'xml', '--sign-method', 'acs3'], exits: 0 },
  { argv: ['compare', '--image', fixture('empty.jpg'), '--video', fixture('selfie-3s.mp4')], exits: 4 },
];

const silent = { write: () => undefined, finish: async () => undefined, isTTY: false, columns: undefined };
const env = {
  TENCENTCLOUD_SECRET_ID: 'sandbox-id',
  TENCENTCLOUD_SECRET_KEY: 'sandbox-key',
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'sandbox-id',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'sandbox-key',
};
const runtime = { ...nodeRuntime('soak'), env, homeDir: undefined, stdout: silent, stderr: silent };

const opened = () => process.getActiveResourcesInfo().filter((name) => /Socket|Server|Timeout|TCP|Pipe|FS/.test(name)).length;
const megabytes = (bytes) => (bytes / 2 ** 20).toFixed(1);

/** The memory in use after a garbage collection: the JavaScript heap, buffers, and the complete process. */
async function measured() {
  // The memory of buffers is released in the background.
  for (let round = 0; round < 3; round += 1) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heapUsed, external, rss, open: opened() };
}

const startedMs = performance.now();
const marks = [];
for (let done = 0; done < calls; done += 1) {
  const { argv, exits } = commands[done % commands.length];
  const exitCode = await main([...argv, '--sandbox'], runtime, 'soak');
  if (exitCode !== exits) throw new Error(`call ${done}, idv ${argv.slice(0, 2).join(' ')}: exit ${exitCode}, not ${exits}`);
  if ((done + 1) % Math.ceil(calls / 20) !== 0 && done + 1 !== calls) continue;
  const mark = { done: done + 1, ...(await measured()) };
  marks.push(mark);
  const rate = ((done + 1) / (performance.now() - startedMs)) * 1000;
  console.log(
    `${String(mark.done).padStart(7)} calls  heap ${megabytes(mark.heapUsed)} MB  buffers ${megabytes(mark.external)} MB  process ${megabytes(mark.rss)} MB  open ${mark.open}  ${rate.toFixed(0)} a second`,
  );
}
// The first seventh is the warm-up: code is compiled and caches fill.
const [, , warm = marks[0]] = marks;
const last = marks.at(-1);
const grown = last.heapUsed - warm.heapUsed;
const flat = grown < 4 * 2 ** 20 && last.external < 64 * 2 ** 20 && last.open <= warm.open;
console.log(`${flat ? 'flat' : 'NOT flat'}: the heap grew by ${megabytes(grown)} MB in ${last.done - warm.done} calls, ${last.open} open`);
process.exitCode = flat ? 0 : 1;
