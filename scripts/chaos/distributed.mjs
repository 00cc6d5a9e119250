// Three workers on one engine: the workers and the server of the engine are killed with -9 and started again.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { mostInASecond, startCountingVendor } from './counting-vendor.mjs';
import { endLeases } from './end-leases.mjs';
import { makeRows, verdictOf } from './make-rows.mjs';
import { startOwnPostgres } from './own-postgres.mjs';

const idv = join(import.meta.dirname, '../../bin/idv.js');
const run = promisify(execFile);

/**
 * `serverKills` of the kills hit the server. Without a rate, the quota of the catalogue applies: 20 per second. With `isHasty`, the rows of
 * killed workers come back as soon as all other rows are done, not when their lease ends.
 */
export async function distributedChaos({ rows, kills, serverKills, rate, isHasty = false, workers = 3, settings = [] }) {
  const folder = await mkdtemp(join(tmpdir(), 'idv-chaos-'));
  // If answers took different times, that alone would change the distances between the calls.
  const vendor = await startCountingVendor(rate === undefined ? { rateLimit: true, delayMs: [60, 60] } : {});
  const server = await startOwnPostgres(settings);
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    TENCENTCLOUD_SECRET_ID: 'sandbox-id',
    TENCENTCLOUD_SECRET_KEY: 'sandbox-key',
    IDV_ENGINE: server.url,
  };
  const command = (...words) => run(process.execPath, [idv, ...words], { env, maxBuffer: 2 ** 28 });
  try {
    const manifest = await makeRows(folder, rows);
    await command('batch', 'init');
    await command('batch', 'submit', manifest, '--action', 'compare', '--endpoint', vendor.url, '--yes');
    let over = false;
    const children = [];
    const start = (number) => {
      const words = [
        'worker',
        '--key',
        `${manifest}.batch-key`,
        '--media-root',
        folder,
        '--journal',
        join(folder, `worker-${number}.journal`),
        '--endpoint',
        vendor.url,
        ...(rate === undefined ? [] : ['--rate', String(rate)]),
        '--quiet',
      ];
      children[number] = spawn(process.execPath, [idv, ...words], { env, stdio: ['ignore', 'ignore', 'inherit'] });
      return once(children[number], 'exit');
    };
    /** Starts a worker again until all rows are done. */
    const keep = async (number) => {
      for (let code = 1; code !== 0 && !over; ) [code] = await start(number);
      over = true;
    };
    const keeping = Promise.all(Array.from({ length: workers }, (_, number) => keep(number)));
    const made = { worker: 0, server: 0 };
    const begin = performance.now();
    for (let kill = 1; kill <= kills && !over; kill += 1) {
      const goal =
        vendor.times.length + Math.max(1, Math.floor(((rows - vendor.times.length) / (kills - kill + 2)) * (0.5 + Math.random())));
      while (vendor.times.length < goal && !over) await sleep(10);
      if (over) break;
      if (made.server < serverKills && kill % Math.ceil(kills / serverKills) === 0) {
        await server.kill();
        made.server += 1;
      } else {
        children[Math.floor(Math.random() * workers)].kill('SIGKILL');
        made.worker += 1;
      }
    }
    for (let before = 0; isHasty && !over; before = vendor.times.length) {
      await Promise.race([keeping, sleep(1000)]);
      if (vendor.times.length === before) await endLeases(server.url);
    }
    await keeping;
    const seconds = Math.round((performance.now() - begin) / 1000);
    const results = await command('batch', 'results', manifest).catch((error) => error);
    const lines = results.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const figures = verdictOf(rows, vendor.calls, lines);
    return {
      mode: 'workers',
      workers,
      kills: made.worker,
      serverKills: made.server,
      seconds,
      mostInASecond: mostInASecond(vendor.times),
      throttles: vendor.throttles(),
      latestMs: vendor.latestMs(),
      perSecond: Number(((vendor.times.length - 1) / ((vendor.times.at(-1) - vendor.times[0]) / 1000)).toFixed(2)),
      ...figures,
    };
  } finally {
    vendor.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
