// Measures how many signed calls of 2 MB a sandbox answers, compared with a server that reads them and checks nothing, and how much memory
// it needs.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { startLoopback, startServer } from '../measure/children.mjs';
import { goalText, median, ratioOf, shownGoal, tableOf } from '../measure/figures.mjs';
import { client } from '../measure/workspace.mjs';

const inFlight = 4;
const count = 200;
const rounds = 6;
/** Calls per second of processor time, so that other programs on the machine do not matter. */
const rateGoal = { least: 250 };
const flatGoal = { most: 1.2 };

const procOf = (pid, file) => readFileSync(`/proc/${pid}/${file}`, 'utf8');

/** Processor time and resident memory of a running process; only on Linux. */
function usageOf(pid) {
  const fields = procOf(pid, 'stat').split(') ')[1].split(' ');
  return {
    cpuMs: (Number(fields[11]) + Number(fields[12])) * 10,
    residentMiB: Number(/VmRSS:\s+(\d+)/.exec(procOf(pid, 'status'))[1]) / 1024,
  };
}

async function sandbox(installed, workspace) {
  const own = await startServer([installed, 'sandbox', '--port', '0', '--json', '--no-rate-limit'], workspace);
  return { ...own, port: new URL(JSON.parse(own.printed).url).port };
}

/** Calls per second. */
async function sendTo(port, media, workspace) {
  const args = [client('send-only.cjs'), ...media, port, String(count), String(inFlight)];
  const { stdout } = await promisify(execFile)(process.execPath, args, workspace);
  return Number(stdout);
}

/** Rates of the sandbox and of the server that checks nothing, in turns; the time and memory of the sandbox for each round. */
async function roundsOf(media, { installed, plain }) {
  const service = await startLoopback();
  const own = await sandbox(installed, plain);
  try {
    await sendTo(own.port, media, plain);
    const measured = [];
    for (let round = 0; round < rounds; round += 1) {
      const bound = await sendTo(service.printed, media, plain);
      const before = usageOf(own.pid);
      const rate = await sendTo(own.port, media, plain);
      const after = usageOf(own.pid);
      measured.push({ bound, rate, cpuMs: after.cpuMs - before.cpuMs, residentMiB: after.residentMiB });
    }
    return measured;
  } finally {
    await service.close();
    await own.close();
  }
}

export async function sandboxTable(media, at) {
  const measured = await roundsOf(media, at);
  const core = 1000 / (median(measured.map(({ cpuMs }) => cpuMs)) / count);
  const grown = measured.at(-1).residentMiB / measured[0].residentMiB;
  const rows = [
    ['calls a second, as the machine is', median(measured.map(({ rate }) => rate)).toFixed(0), '', ''],
    [
      'next to a server that checks nothing',
      ratioOf(measured.map(({ bound, rate }) => ({ base: bound, measured: rate }))).toFixed(2),
      '',
      '',
    ],
    ['calls for each second of its processor time', core.toFixed(0), shownGoal(rateGoal), goalText(core, rateGoal)],
    [`memory in MiB after ${count * 2} calls`, measured[0].residentMiB.toFixed(0), '', ''],
    [`after ${count * (rounds + 1)}, as a ratio`, grown.toFixed(2), shownGoal(flatGoal), goalText(grown, flatGoal)],
  ];
  return ['idv sandbox, signed calls of 2.1 MB', '', ...tableOf(['figure', 'value', 'goal', ''], rows), ''].join('\n');
}
