import { openRowQueue } from '../../../app/batch/engine/row-queue.ts';
import { prepareRow, type RowReader } from '../../../app/batch/manifest/prepare-row.ts';
import { rowOfJob } from '../../../app/batch/worker/worker-place.ts';
import { IdvError } from '../../../core/errors.ts';
import type { ReadyWorker } from './serve-batch.ts';

/** So many rows are looked at: one of them may have lost its file alone. */
const samples = 3;

/**
 * Reads the files of rows that wait. Throws IdvError `media` where none of them is what was submitted, as under a wrong folder: else
 * every row would fail for it.
 */
export async function requireMedia({ engine, key, flags }: ReadyWorker, reader: RowReader): Promise<void> {
  const queue = openRowQueue(key.batch, engine.database);
  try {
    let wrong = 0;
    for (const job of await queue.waiting(samples)) {
      const { row, digest } = rowOfJob(job, key.key);
      const prepared = await prepareRow(row, reader, false);
      if (prepared.problems.length === 0 && prepared.digest === digest) return;
      wrong += 1;
    }
    if (wrong === 0) return;
  } finally {
    await queue.close();
  }
  throw new IdvError('media', `--media-root: ${flags.mediaRoot} does not hold the files that were submitted`, {
    code: 'wrong-media-root',
    hint: 'mount the folder that --media-root of idv batch submit was, or the manifest’s own; no row was called',
  });
}
