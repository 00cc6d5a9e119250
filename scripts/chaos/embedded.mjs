// A run in one process, which is killed with -9 again and again in the middle of its calls.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { mostInASecond, startCountingVendor } from './counting-vendor.mjs';
import { makeRows, verdictOf } from './make-rows.mjs';

const idv = join(import.meta.dirname, '../../bin/idv.js');

/** Runs `rows` rows and kills the process `kills` times. Resolves to the figures; every later run must exit with 0 or 32. */
export async function embeddedChaos({ rows, kills, rate = 150 }) {
  const folder = await mkdtemp(join(tmpdir(), 'idv-chaos-'));
  const vendor = await startCountingVendor();
  try {
    const manifest = await makeRows(folder, rows);
    const results = join(folder, 'results.ndjson');
    const env = { PATH: process.env.PATH, HOME: folder, TENCENTCLOUD_SECRET_ID: 'sandbox-id', TENCENTCLOUD_SECRET_KEY: 'sandbox-key' };
    const words = [
      'batch',
      'run',
      manifest,
      '--action',
      'compare',
      '--endpoint',
      vendor.url,
      '--rate',
      String(rate),
      '--out',
      results,
      '--quiet',
    ];
    const start = () => spawn(process.execPath, [idv, ...words], { env, stdio: 'ignore' });
    let made = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      const child = start();
      const ended = once(child, 'exit');
      const before = vendor.times.length;
      const left = rows - before;
      // At a random point in its share of the calls, so that every kill interrupts something.
      const goal = before + 1 + Math.floor(Math.random() * 2 * (left / (kills - kill + 1)));
      while (vendor.times.length < goal && child.exitCode === null) await sleep(10);
      if (child.exitCode !== null) break;
      await sleep(Math.random() * 40);
      child.kill('SIGKILL');
      await ended;
      made += 1;
    }
    const last = start();
    const [exitCode] = await once(last, 'exit');
    const lines = (await readFile(results, 'utf8')).trimEnd().split('\n');
    return {
      mode: 'embedded',
      kills: made,
      exitCode,
      mostInASecond: mostInASecond(vendor.times),
      ...verdictOf(
        rows,
        vendor.calls,
        lines.map((line) => JSON.parse(line)),
      ),
    };
  } finally {
    vendor.close();
    await rm(folder, { recursive: true, force: true });
  }
}
