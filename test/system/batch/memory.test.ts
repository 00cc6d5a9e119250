import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { writeAnsweredBatch } from '../../../bench/batch/answered-batch.mjs';

const root = join(import.meta.dirname, '../../..');
const sampler = join(root, 'test/support/most-kept.cjs');

/** The highest number of bytes that a run keeps when it continues with this number of answered rows. */
async function mostKept(rows: number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'idv-memory-'));
  try {
    const manifest = await writeAnsweredBatch(folder, rows);
    const run = ['batch', 'run', manifest, '--action', 'compare', '--endpoint', 'http://127.0.0.1:9', '--out', join(folder, 'out.ndjson')];
    const env = { PATH: process.env.PATH, HOME: folder, TENCENTCLOUD_SECRET_ID: 'sandbox-id', TENCENTCLOUD_SECRET_KEY: 'sandbox-key' };
    const words = ['--require', sampler, join(root, 'bin/idv.js'), ...run, '--quiet'];
    const child = spawn(process.execPath, words, { env, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    const said = text(child.stdio[3] as NodeJS.ReadableStream as AsyncIterable<Buffer> & NodeJS.ReadableStream);
    const [exitCode] = (await once(child, 'close')) as [number];
    expect(exitCode).toBe(0);
    return Number(await said);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

it('a run that continues with many answered rows keeps less than 250 bytes of each', async () => {
  const [few, many] = [await mostKept(5000), await mostKept(40_000)];
  expect((many - few) / 35_000).toBeLessThan(250);
});
