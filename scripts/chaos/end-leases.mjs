// When a worker dies, the queue keeps its rows for a minute, and it looks for such rows every 30 s. This calls the queue's own function at
// once, with a clock that is ten minutes ahead. So all rows that a worker holds are queued again, also those of a worker that still runs.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

const aheadMs = 600_000;
const look = `SELECT count(*) FROM (SELECT DISTINCT queue FROM bullmq.job) AS queues, LATERAL
  bullmq.move_stalled_jobs_to_wait(queue, 1000, (extract(epoch FROM clock_timestamp()) * 1000)::bigint + ${aheadMs}, 0)`;

/** The first call marks the rows, and the second one takes them. Then the queue looks again at its own times. */
export async function endLeases(url) {
  const statements = [look, look, "DELETE FROM bullmq.meta WHERE field = 'stalled-check'"];
  await run('psql', [url, '-At', '-v', 'ON_ERROR_STOP=1', ...statements.flatMap((statement) => ['-c', statement])]);
}
