// The queue lets a row rest for a minute whose worker has died, and looks for such rows every 30 s. This lets its own function look at once,
// with a clock that is ten minutes ahead: all rows that somebody holds come back, those of a worker that lives too.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

const aheadMs = 600_000;
const look = `SELECT count(*) FROM (SELECT DISTINCT queue FROM bullmq.job) AS queues, LATERAL
  bullmq.move_stalled_jobs_to_wait(queue, 1000, (extract(epoch FROM clock_timestamp()) * 1000)::bigint + ${aheadMs}, 0)`;

/** The first look marks rows, and the second one takes them; then the queue looks again at its own times. */
export async function endLeases(url) {
  const statements = [look, look, "DELETE FROM bullmq.meta WHERE field = 'stalled-check'"];
  await run('psql', [url, '-At', '-v', 'ON_ERROR_STOP=1', ...statements.flatMap((statement) => ['-c', statement])]);
}
