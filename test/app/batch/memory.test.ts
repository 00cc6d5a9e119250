import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lineOf } from '../../../src/app/batch/journal/record.ts';
import { scanJournal } from '../../../src/app/batch/journal/scan-journal.ts';
import { checkManifest } from '../../../src/app/batch/manifest/check-manifest.ts';
import { writtenDigest } from '../../../src/app/batch/manifest/prepare-row.ts';
import { rowReaderFor } from '../../../src/app/batch/manifest/row-reader.ts';
import { rowKey } from '../../../src/app/batch/row-key.ts';
import { allActions } from '../../../src/vendors/catalogue.ts';
import { keptPerRow } from '../../support/kept-memory.ts';
import { memoryRuntime } from '../../support/memory-runtime.ts';

const rows = 10_000;
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'idv-memory-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Checks a manifest of calls that need no files. */
async function check(count: number) {
  const path = join(folder, `${count}.csv`);
  const lines = Array.from({ length: count }, (_, row) => `person-${row},https://example.com/${row % 1000}\n`);
  await writeFile(path, `id,redirect-url\n${lines.join('')}`);
  const action = allActions.find(({ command }) => command.join(' ') === 'web token');
  if (!action) throw new Error('there is no such action');
  const runtime = memoryRuntime({ cwd: folder });
  const reader = rowReaderFor(action, { manifest: path, mediaRoot: undefined }, runtime);
  const rest = { preflight: true, tagOf: writtenDigest, known: async () => undefined, progress: () => undefined };
  return checkManifest({ path, batchKey: 'key', reader, ...rest }, runtime);
}

it('a checked row keeps less than 150 bytes: its digests and its position', async () => {
  const { bytes, result } = await keptPerRow(rows, check);
  expect([result.faults, result.index.count('new')]).toEqual([[], rows]);
  expect(bytes).toBeLessThan(150);
});

/** Reads a journal in which every row has an outcome. */
async function scan(count: number) {
  const path = join(folder, `${count}.journal`);
  const at = '2026-01-01T00:00:00.000Z';
  const header = {
    type: 'batch',
    version: 1,
    batch: 'b',
    provider: 'tencent',
    action: 'CompareFaceLiveness',
    place: 'sandbox',
    created: at,
  } as const;
  const lines = Array.from({ length: count }, (_, row) => {
    const known = { key: rowKey('b', String(row)), generation: 0, at };
    const written = rowKey('w', String(row));
    return lineOf({ type: 'intent', written, ...known }) + lineOf({ type: 'outcome', result: { verdict: 'pass', row }, ...known });
  });
  await writeFile(path, lineOf(header) + lines.join(''));
  const file = await open(path);
  try {
    return await scanJournal(file, path);
  } finally {
    await file.close();
  }
}

it('a row of a journal keeps less than 150 bytes: its digests and its position', async () => {
  const { bytes, result } = await keptPerRow(rows, scan);
  expect([result.states.size, result.calls]).toEqual([rows, rows]);
  expect(bytes).toBeLessThan(150);
});
