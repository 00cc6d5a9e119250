// Writes a manifest, and a journal that has an answer for every row of it.
import { createHash, createHmac } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';

const batch = '00000000-0000-4000-8000-000000000000';
const at = '2026-01-01T00:00:00.000Z';
const result = {
  provider: 'tencent',
  action: 'CompareFaceLiveness',
  verdict: 'pass',
  checked: ['face', 'liveness'],
  reason: { code: 'Success', message: 'the face is that of the picture' },
  score: 96.3,
  threshold: 70,
  billed: null,
  requestId: batch,
  media: { image: 'f'.repeat(64), video: 'e'.repeat(64) },
  startedAt: at,
  finishedAt: at,
};

/** The lines of one row in the manifest and in the journal. */
function linesOf(row) {
  const given = { ImageBase64: `media/${row}.jpg`, VideoBase64: `media/${row}.mp4` };
  const written = createHash('sha256')
    .update(JSON.stringify(Object.entries(given)))
    .digest('hex')
    .slice(0, 32);
  const key = createHmac('sha256', batch).update(`row-${row}`).digest('hex').slice(0, 32);
  const intent = JSON.stringify({ type: 'intent', key, generation: 0, written, at });
  const outcome = JSON.stringify({ type: 'outcome', key, generation: 0, at, result });
  return { manifest: `row-${row},media/${row}.jpg,media/${row}.mp4\n`, journal: `${intent}\n${outcome}\n` };
}

export async function writeAnsweredBatch(folder, rows) {
  const path = join(folder, 'pairs.csv');
  const [manifest, journal] = [await open(path, 'w'), await open(`${path}.journal`, 'w', 0o600)];
  const header = { type: 'batch', version: 1, batch, provider: 'tencent', action: 'CompareFaceLiveness', place: 'sandbox', created: at };
  await manifest.write('id,image,video\n');
  await journal.write(`${JSON.stringify(header)}\n`);
  for (let from = 1; from <= rows; from += 10_000) {
    const lines = Array.from({ length: Math.min(10_000, rows - from + 1) }, (_, index) => linesOf(from + index));
    await manifest.write(lines.map((line) => line.manifest).join(''));
    await journal.write(lines.map((line) => line.journal).join(''));
  }
  await Promise.all([manifest.close(), journal.close()]);
  return path;
}
