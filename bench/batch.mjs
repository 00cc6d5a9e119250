// Prints rows a second of `idv batch run` without a quota, next to a bare loop that sends the same calls, and how much memory each count of
// rows takes. Run by hand: npm run build && node bench/batch.mjs [ROWS...]
import { spawn } from 'node:child_process';
import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeRows } from '../scripts/chaos/make-rows.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const counts = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1000, 10_000];
const inFlight = 16;
const server = spawn(process.execPath, [join(here, 'loopback.mjs')], { stdio: ['ignore', 'pipe', 'inherit'] });
const port = Number(String((await once(server.stdout, 'data'))[0]));
const env = { PATH: process.env.PATH, HOME: tmpdir(), TENCENTCLOUD_SECRET_ID: 'sandbox-id', TENCENTCLOUD_SECRET_KEY: 'sandbox-key' };

/** Reads, encodes, signs and sends, 16 at once: the least that a program of one's own would do. */
async function bareLoop(folder, rows) {
  const agent = new Agent({ keepAlive: true, maxSockets: inFlight });
  const hmac = (key, text) => createHmac('sha256', key).update(text).digest();
  let next = 1;
  async function one() {
    for (let row = next++; row <= rows; row = next++) {
      const [image, video] = await Promise.all([readFile(join(folder, `media/${row}.jpg`)), readFile(join(folder, 'media/clip.mp4'))]);
      const body = JSON.stringify({ ImageBase64: image.toString('base64'), VideoBase64: video.toString('base64'), LivenessType: 'SILENT' });
      const digest = createHash('sha256').update(body).digest('hex');
      const signature = hmac(hmac(hmac(hmac('TC3key', '2026-01-01'), 'faceid'), 'tc3_request'), digest).toString('hex');
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), authorization: signature };
      await new Promise((resolve, reject) => {
        const sent = request({ port, host: '127.0.0.1', method: 'POST', agent, headers }, (answer) => answer.resume().on('end', resolve));
        sent.on('error', reject).end(body);
      });
    }
  }
  const startedMs = performance.now();
  await Promise.all(Array.from({ length: inFlight }, one));
  agent.destroy();
  return (performance.now() - startedMs) / 1000;
}

for (const rows of counts) {
  const folder = await mkdtemp(join(tmpdir(), 'idv-bench-'));
  try {
    const manifest = await makeRows(folder, rows);
    const bareS = await bareLoop(folder, rows);
    const words = [
      'batch',
      'run',
      manifest,
      '--action',
      'compare',
      '--endpoint',
      `http://127.0.0.1:${port}`,
      '--rate',
      '1000000',
      '--out',
      join(folder, 'out.ndjson'),
      '--quiet',
    ];
    const run = async () => {
      const startedMs = performance.now();
      const child = spawn(process.execPath, ['--require', join(here, 'peak.cjs'), join(here, '../bin/idv.js'), ...words], {
        env,
        stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
      });
      let peak = '';
      child.stdio[3].on('data', (text) => {
        peak += text;
      });
      await once(child, 'close');
      return { seconds: (performance.now() - startedMs) / 1000, peakMiB: Math.round(Number(peak) / 1024) };
    };
    const first = await run();
    const journal = (await readFile(`${manifest}.journal`, 'utf8')).trimEnd().split('\n');
    const at = (line) => Date.parse(/"at":"([^"]+)"/.exec(line)?.[1] ?? '');
    const callingS = (at(journal.at(-1)) - at(journal[1])) / 1000;
    const again = await run();
    const figures = {
      rows,
      bareS: Number(bareS.toFixed(1)),
      callingS: Number(callingS.toFixed(1)),
      ratio: Number((callingS / bareS).toFixed(2)),
      totalS: Number(first.seconds.toFixed(1)),
      rowsPerSecond: Math.round(rows / callingS),
      peakMiB: first.peakMiB,
      resumeS: Number(again.seconds.toFixed(1)),
    };
    console.log(JSON.stringify(figures));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
server.kill();
