// Compares `idv batch run` without a quota with a bare loop that sends the same calls: seconds, CPU and memory. Also prints the time of a
// second run, whose journal already has every answer. The two programs run in turns; the figures are medians.
// Run by hand: npm run build && node bench/batch.mjs [ROWS[xTURNS]...], or node bench/batch.mjs resume ROWS
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeRows } from '../scripts/chaos/make-rows.mjs';
import { writeAnsweredBatch } from './batch/answered-batch.mjs';
import { startLoopback, usageOf } from './measure/children.mjs';
import { median } from './measure/figures.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const env = { PATH: process.env.PATH, HOME: tmpdir(), TENCENTCLOUD_SECRET_ID: 'sandbox-id', TENCENTCLOUD_SECRET_KEY: 'sandbox-key' };
const rounded = (value, digits = 1) => Number(value.toFixed(digits));

/** Runs a program; all times are in seconds. */
async function measured(words) {
  const { wallMs, cpuMs, peakMiB } = await usageOf(words, { env });
  return { seconds: wallMs / 1000, cpuS: cpuMs / 1000, peakMiB };
}

const runWords = (manifest, folder, port) => [
  ...[join(here, '../bin/idv.js'), 'batch', 'run', manifest, '--action', 'compare', '--endpoint', `http://127.0.0.1:${port}`],
  ...['--rate', '1000000', '--out', join(folder, 'out.ndjson'), '--quiet'],
];

/** Seconds between the first intent and the last answer. */
async function callingOf(journal) {
  const lines = (await readFile(journal, 'utf8')).trimEnd().split('\n');
  const at = (line) => Date.parse(/"at":"([^"]+)"/.exec(line)?.[1] ?? '');
  return (at(lines.at(-1)) - at(lines[1])) / 1000;
}

async function comparedWithLoop(rows, turns, port) {
  const folder = await mkdtemp(join(tmpdir(), 'idv-bench-'));
  try {
    const manifest = await makeRows(folder, rows);
    const [bare, run, calling, resume] = [[], [], [], []];
    for (let turn = 0; turn < turns; turn += 1) {
      bare.push(await measured([join(here, 'batch/bare-loop.mjs'), folder, String(rows), String(port)]));
      await rm(`${manifest}.journal`, { force: true });
      await rm(join(folder, 'out.ndjson'), { force: true });
      run.push(await measured(runWords(manifest, folder, port)));
      calling.push(await callingOf(`${manifest}.journal`));
      resume.push(await measured(runWords(manifest, folder, port)));
    }
    const of = (list, name) => median(list.map((each) => each[name]));
    return {
      rows,
      turns,
      bareS: rounded(of(bare, 'seconds')),
      callingS: rounded(median(calling)),
      totalS: rounded(of(run, 'seconds')),
      callingToBare: rounded(median(calling.map((seconds, turn) => seconds / bare[turn].seconds)), 2),
      totalToBare: rounded(median(run.map(({ seconds }, turn) => seconds / bare[turn].seconds)), 2),
      bareCpuMsARow: rounded((of(bare, 'cpuS') / rows) * 1000, 2),
      cpuMsARow: rounded((of(run, 'cpuS') / rows) * 1000, 2),
      rowsASecond: Math.round(rows / median(calling)),
      peakMiB: Math.round(of(run, 'peakMiB')),
      resumeS: rounded(of(resume, 'seconds')),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function resumed(rows) {
  const folder = await mkdtemp(join(tmpdir(), 'idv-bench-'));
  try {
    const manifest = await writeAnsweredBatch(folder, rows);
    const { seconds, cpuS, peakMiB } = await measured(runWords(manifest, folder, 9));
    return { resumedRows: rows, seconds: rounded(seconds), cpuS: rounded(cpuS), peakMiB: Math.round(peakMiB) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const [first, second] = process.argv.slice(2);
if (first === 'resume') console.log(JSON.stringify(await resumed(Number(second ?? 1_000_000))));
else {
  const service = await startLoopback();
  const port = Number(service.printed);
  const wanted = process.argv.length > 2 ? process.argv.slice(2) : ['1000x5', '10000x3'];
  for (const each of wanted) {
    const [rows, turns = 1] = each.split('x').map(Number);
    console.log(JSON.stringify(await comparedWithLoop(rows, turns, port)));
  }
  await service.close();
}
