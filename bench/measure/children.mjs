// Commands run as processes of their own: how long each takes by the clock, how much of the processor, and how much memory.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const usage = join(import.meta.dirname, 'usage.cjs');
const tickMs = 10;

/** Processor time of all children that have ended, which Linux alone tells. Rounded to 10 ms, but over many children nothing is lost. */
function endedCpuMs() {
  try {
    const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1].split(' ');
    return (Number(fields[13]) + Number(fields[14])) * tickMs;
  } catch {
    return Number.NaN;
  }
}

/** Runs node with these arguments; throws where it does not exit with 0. */
export async function run(args, { env, cwd }) {
  const cpuBeforeMs = endedCpuMs();
  const startedNs = process.hrtime.bigint();
  const child = spawn(process.execPath, args, { env, cwd, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (data) => {
    said += data;
  });
  const [code] = await once(child, 'close');
  const wallMs = Number(process.hrtime.bigint() - startedNs) / 1e6;
  if (code !== 0) throw new Error(`node ${args.slice(0, 4).join(' ')} exited ${code}: ${said}`);
  return { wallMs, cpuMs: endedCpuMs() - cpuBeforeMs };
}

/** Runs node with these arguments, which has to exit with 0; what it took, and the most memory that it had resident. */
export async function usageOf(args, { env, cwd } = {}) {
  const startedNs = process.hrtime.bigint();
  const child = spawn(process.execPath, ['--require', usage, ...args], { env, cwd, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stdio[3].on('data', (data) => {
    said += data;
  });
  const [code] = await once(child, 'close');
  const wallMs = Number(process.hrtime.bigint() - startedNs) / 1e6;
  if (code !== 0) throw new Error(`node ${args.slice(0, 4).join(' ')} exited ${code}`);
  const [peakKiB, cpuUs] = said.split(' ').map(Number);
  return { wallMs, cpuMs: cpuUs / 1000, peakMiB: peakKiB / 1024 };
}

export const peakMiB = async (args, place) => (await usageOf(args, place)).peakMiB;

/** A process that serves until it is closed: what it printed once it was ready, and how to end it. */
export async function serving(args, options = {}) {
  const child = spawn(process.execPath, args, { ...options, stdio: ['ignore', 'pipe', 'inherit'] });
  const [first] = await once(child.stdout, 'data');
  const close = async () => {
    child.kill();
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  };
  return { pid: child.pid, printed: String(first), close };
}

/** The service that answers at once. */
export const loopback = () => serving([join(import.meta.dirname, '../loopback.mjs')]);
