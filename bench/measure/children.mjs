// Runs commands in separate processes, and measures their time, their processor time and their memory.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const usage = join(import.meta.dirname, 'usage.cjs');
const tickMs = 10;

/** Processor time of all children that have ended; only on Linux. It is rounded to 10 ms, but errors do not add up over many children. */
function endedCpuMs() {
  try {
    const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1].split(' ');
    return (Number(fields[13]) + Number(fields[14])) * tickMs;
  } catch {
    return Number.NaN;
  }
}

/** Runs node with these arguments. Throws if it does not exit with 0. */
export async function run(args, { env, cwd }) {
  const cpuBeforeMs = endedCpuMs();
  const startedNs = process.hrtime.bigint();
  const child = spawn(process.execPath, args, { env, cwd, stdio: ['ignore', 'ignore', 'pipe'] });
  let printed = '';
  child.stderr.on('data', (data) => {
    printed += data;
  });
  const [code] = await once(child, 'close');
  const wallMs = Number(process.hrtime.bigint() - startedNs) / 1e6;
  if (code !== 0) throw new Error(`node ${args.slice(0, 4).join(' ')} exited ${code}: ${printed}`);
  return { wallMs, cpuMs: endedCpuMs() - cpuBeforeMs };
}

/** Runs node with these arguments. Resolves to its time and its peak resident memory. Throws if it does not exit with 0. */
export async function usageOf(args, { env, cwd } = {}) {
  const startedNs = process.hrtime.bigint();
  const child = spawn(process.execPath, ['--require', usage, ...args], { env, cwd, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  let printed = '';
  child.stdio[3].on('data', (data) => {
    printed += data;
  });
  const [code] = await once(child, 'close');
  const wallMs = Number(process.hrtime.bigint() - startedNs) / 1e6;
  if (code !== 0) throw new Error(`node ${args.slice(0, 4).join(' ')} exited ${code}`);
  const [peakKiB, cpuUs] = printed.split(' ').map(Number);
  return { wallMs, cpuMs: cpuUs / 1000, peakMiB: peakKiB / 1024 };
}

export const peakMiB = async (args, workspace) => (await usageOf(args, workspace)).peakMiB;

/** Starts a server process. Resolves when it is ready: to the text that it printed, and a function that ends it. */
export async function startServer(args, options = {}) {
  const child = spawn(process.execPath, args, { ...options, stdio: ['ignore', 'pipe', 'inherit'] });
  const [first] = await once(child.stdout, 'data');
  const close = async () => {
    child.kill();
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  };
  return { pid: child.pid, printed: String(first), close };
}

/** The service that answers at once. */
export const startLoopback = () => startServer([join(import.meta.dirname, '../loopback.mjs')]);
