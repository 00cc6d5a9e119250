import { openRowQueue } from '../../../app/batch/engine/row-queue.ts';
import { prepareRow, type RowReader } from '../../../app/batch/manifest/prepare-row.ts';
import { rowOfJob } from '../../../app/batch/worker/worker-context.ts';
import { IdvError } from '../../../core/errors.ts';
import type { ReadyWorker } from './serve-batch.ts';

/** How many rows are checked. One row is not enough, because its file alone may be missing. */
const samples = 3;

/**
 * Reads the files of waiting rows. Throws IdvError `media` if none of them is the submitted file, for example because of a wrong folder.
 * Otherwise every row would fail.
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
  throw new IdvError('media', `--media-root: ${flags.mediaRoot} does not contain the submitted files`, {
    code: 'wrong-media-root',
    hint: 'mount the folder that was --media-root of idv batch submit, or the folder of the manifest; no row was called',
  });
}
