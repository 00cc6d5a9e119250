import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { probe } from '../../src/media/probe.ts';
import type { ClipRecipe } from '../support/clip-layouts.ts';
import { clipMatrix, smallClips } from '../support/clip-matrix.ts';

const run = promisify(execFile);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'idv-clips-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function make(folder: string, { fileName, args, format, piped, after = (bytes) => bytes }: ClipRecipe): Promise<string> {
  const path = join(folder, fileName);
  const all = ['-hide_banner', '-v', 'error', '-nostdin', '-y', ...args, '-f', format];
  if (piped) {
    const { stdout } = await run('ffmpeg', [...all, 'pipe:1'], { encoding: 'buffer', maxBuffer: 2 ** 26 });
    await writeFile(path, stdout);
  } else await run('ffmpeg', [...all, path]);
  await writeFile(path, after(await readFile(path)));
  return path;
}

interface Packet {
  pts_time?: string;
  dts_time?: string;
  duration_time?: string;
  flags: string;
}

interface Played {
  seconds: number;
  /** The average. */
  frameSeconds: number;
}

/** How long one track of a file plays, from its packets: from the first to the last packet that a player decodes and shows. */
async function played(path: string, stream: number): Promise<Played> {
  const entries = 'packet=pts_time,dts_time,duration_time,flags';
  const ask = ['-v', 'error', '-select_streams', `v:${stream}`, '-show_entries', entries, '-of', 'json', path];
  const { stdout } = await run('ffprobe', ask, { maxBuffer: 2 ** 26 });
  const { packets = [] } = JSON.parse(stdout) as { packets?: Packet[] };
  const shown = packets.filter(({ flags }) => !flags.includes('D'));
  const starts = shown.map(({ pts_time, dts_time }) => Number(pts_time ?? dts_time));
  const ends = shown.map(({ duration_time = '0' }, at) => (starts[at] ?? 0) + Number(duration_time));
  const [first, last] = [Math.min(...starts), Math.max(...starts)];
  return { seconds: Math.max(...ends) - first, frameSeconds: (last - first) / (shown.length - 1) };
}

describe('the duration that probe reads is what ffprobe computes from the packets', () => {
  it.each(clipMatrix.map((recipe) => [recipe.name, recipe] as const))('for %s', async (_, recipe) => {
    const path = await make(folder, recipe);
    const found = probe(await readFile(path));
    if (recipe.isCut && found.faults.length > 0) {
      expect(found.faults[0]).toMatch(/^truncated: |^moov box missing$/);
      return;
    }
    expect(found.faults).toEqual([]);
    const { seconds, frameSeconds } = await played(path, recipe.stream ?? 0);
    expect(Math.abs((found.durationMs ?? Number.NaN) / 1000 - seconds)).toBeLessThanOrEqual(frameSeconds * 1.01);
  });
});

/**
 * The unit tests have no ffmpeg and no ffprobe, so they read fixtures/clips. `IDV_WRITE_CLIPS=1` writes these files again,
 * with the lengths that ffprobe reads.
 */
describe('fixtures/clips', () => {
  const clips = join(import.meta.dirname, '..', '..', 'fixtures', 'clips');
  const lengthsPath = join(clips, 'lengths.json');

  it('are as long as lengths.json says', async () => {
    const writes = process.env.IDV_WRITE_CLIPS === '1';
    if (writes) await rm(clips, { recursive: true, force: true });
    if (writes) await mkdir(clips, { recursive: true });
    const lengths: Record<string, Played> = {};
    for (const recipe of smallClips) {
      const path = writes ? await make(clips, recipe) : join(clips, recipe.fileName);
      lengths[recipe.fileName] = await played(path, recipe.stream ?? 0);
    }
    if (writes) await writeFile(lengthsPath, `${JSON.stringify(lengths, null, 2)}\n`);
    expect(JSON.parse(await readFile(lengthsPath, 'utf8'))).toEqual(lengths);
  });
});
