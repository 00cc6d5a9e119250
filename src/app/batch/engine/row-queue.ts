import {
  assertSchemaCompatibility,
  createPostgresBackend,
  DelayedError,
  type Job,
  LATEST_SCHEMA_VERSION,
  type PostgresConnectionOptions,
  Queue,
  runMigrations,
  Worker,
} from 'bullmq';
import type { Database } from './database.ts';
import type { TableState } from './table-state.ts';

/** What the queue stores about a row. It contains nothing readable about a person. */
export interface RowJob {
  key: string;
  generation: number;
  /** The tag of the row in the ledger. A row with other values is another job. */
  tag: string;
  /** The row's values, the digest of everything that is sent, and the position of the row in the manifest. */
  sealed: string;
}

const idOf = ({ key, generation, tag }: RowJob): string => `${key}-${generation}-${tag.slice(0, 8)}`;

/** How a worker ended a job: it is done, or the queue must give it out again later. */
export type JobResult = { againMs: number } | 'done';

const nameOf = (batch: string): string => `idv-${batch}`;

/** The library has its own types for a pool. */
const connectionOf = ({ pool }: Database): PostgresConnectionOptions => pool as unknown as PostgresConnectionOptions;

/** Creates the tables of the queue that are missing, or updates them. */
export async function initQueue({ pool }: Database): Promise<void> {
  const client = await pool.connect();
  try {
    await runMigrations(client);
  } finally {
    client.release();
  }
}

/** Whether the tables of the queue have the version that the queue's library needs. */
export async function queueSchemaState({ pool }: Pick<Database, 'pool'>): Promise<TableState> {
  try {
    const version = await assertSchemaCompatibility(pool as unknown as Parameters<typeof assertSchemaCompatibility>[0]);
    return version === LATEST_SCHEMA_VERSION ? 'ready' : version < LATEST_SCHEMA_VERSION ? 'older' : 'newer';
  } catch (error) {
    const { name, code } = error as { name: string; code?: string };
    if (name === 'SchemaMigrationRequiredError' || code === '42P01' || code === '3F000') return 'missing';
    if (name === 'SchemaVersionMismatchError') return 'newer';
    throw error;
  }
}

/** One attempt per job. Jobs stay until the batch is removed, because the id of a job prevents a row from being added twice. */
const jobOptions = { attempts: 1, removeOnComplete: false, removeOnFail: false } as const;

/** The producer's side of a batch's queue. */
export function openRowQueue(batch: string, database: Database) {
  const queue = new Queue(nameOf(batch), { connection: connectionOf(database), defaultJobOptions: jobOptions }, createPostgresBackend);
  queue.on('error', () => undefined);
  return {
    async add(jobs: readonly { job: RowJob; priority: number | undefined }[]): Promise<void> {
      await queue.addBulk(
        jobs.map(({ job, priority }) => ({
          name: 'row',
          data: job,
          opts: { jobId: idOf(job), ...(priority === undefined ? {} : { priority }) },
        })),
      );
    },
    pause: () => queue.pause(),
    resume: () => queue.resume(),
    counts: async (): Promise<Readonly<Record<string, number>>> =>
      queue.getJobCounts('waiting', 'active', 'delayed', 'completed', 'failed'),
    /** Up to `most` of the jobs that wait. They stay in the queue. */
    waiting: async (most: number): Promise<RowJob[]> =>
      (await queue.getJobs(['waiting', 'prioritized'], 0, most - 1)).map(({ data }) => data as RowJob),
    /** Removes the jobs that wait, also delayed ones. */
    drain: () => queue.drain(true),
    remove: () => queue.obliterate({ force: true }),
    close: () => queue.close(),
  };
}

/**
 * The lock of a worker that died expires, and the queue gives out its job again, without a practical limit (`maxStalledCount`). A worker
 * that stops waits for at most one `drainDelay` (seconds).
 */
const workerOptions = { lockDuration: 60_000, stalledInterval: 30_000, maxStalledCount: 1000, drainDelay: 1, autorun: false } as const;

/**
 * Takes rows from the queue and gives each to `handle`. The job of a worker that died is given out again: the ledger decides whether its
 * row may be called. `fatal` is called with the error that ends the worker.
 */
export async function processJobs(
  batch: string,
  database: Database,
  concurrency: number,
  handle: (job: RowJob) => Promise<JobResult>,
  { fatal, nowMs }: { fatal(error: unknown): void; nowMs(): number },
) {
  let active = 0;
  const worker = new Worker(
    nameOf(batch),
    async (job: Job<RowJob>, token) => {
      let handled: JobResult;
      active += 1;
      try {
        handled = await handle(job.data);
      } catch (error) {
        fatal(error);
        handled = { againMs: 1000 };
      } finally {
        active -= 1;
      }
      if (handled === 'done') return;
      await job.moveToDelayed(nowMs() + handled.againMs, token);
      throw new DelayedError();
    },
    { ...workerOptions, connection: connectionOf(database), concurrency },
    createPostgresBackend,
  );
  // Connection errors are ignored, because the library connects again.
  worker.on('error', () => undefined);
  await worker.waitUntilReady();
  worker.run().catch(fatal);
  return {
    /** Stops the worker, and waits for the jobs that are running. */
    close: () => worker.close(active === 0),
  };
}
