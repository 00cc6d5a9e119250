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

/** What travels in the queue of a row: nothing that tells of a person. */
export interface RowJob {
  key: string;
  generation: number;
  /** As the ledger has it: a row with other values is another job. */
  tag: string;
  /** The row's values, the digest of all that is sent, and where they stand in the manifest. */
  sealed: string;
}

const idOf = ({ key, generation, tag }: RowJob): string => `${key}-${generation}-${tag.slice(0, 8)}`;

/** What a worker makes of a job: it is done, or shall come again later. */
export type Handled = { againMs: number } | 'done';

const nameOf = (batch: string): string => `idv-${batch}`;

/** The library describes the pool by types of its own. */
const connectionOf = ({ pool }: Database): PostgresConnectionOptions => pool as unknown as PostgresConnectionOptions;

/** Makes the tables of the queue where they are missing, or brings them up to date. */
export async function initQueue({ pool }: Database): Promise<void> {
  const client = await pool.connect();
  try {
    await runMigrations(client);
  } finally {
    client.release();
  }
}

/** Whether the tables of the queue are those of this version of its library. */
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

/** One attempt, and nothing is removed before the batch is: the id of a job is what keeps a row from being put in twice. */
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
    /** The first rows that wait, for a look at them. */
    waiting: async (most: number): Promise<RowJob[]> =>
      (await queue.getJobs(['waiting', 'prioritized'], 0, most - 1)).map(({ data }) => data as RowJob),
    /** Takes away what waits. */
    drain: () => queue.drain(true),
    remove: () => queue.obliterate({ force: true }),
    close: () => queue.close(),
  };
}

/** A lock that a dead worker held runs out, and its job comes again as often as it takes. A worker that ends waits for one delay. */
const workerOptions = { lockDuration: 60_000, stalledInterval: 30_000, maxStalledCount: 1000, drainDelay: 1, autorun: false } as const;

/**
 * Takes rows from the queue and gives each to `handle`. A job that a dead worker held comes again as often as it takes: the ledger says
 * whether its row may be called. `fatal` is told of what ends the worker.
 */
export async function serveRows(
  batch: string,
  database: Database,
  concurrency: number,
  handle: (job: RowJob) => Promise<Handled>,
  { fatal, nowMs }: { fatal(error: unknown): void; nowMs(): number },
) {
  let active = 0;
  const worker = new Worker(
    nameOf(batch),
    async (job: Job<RowJob>, token) => {
      let handled: Handled;
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
  // Faults of the connection: the library connects again.
  worker.on('error', () => undefined);
  await worker.waitUntilReady();
  worker.run().catch(fatal);
  return {
    /** Waits for what is under way. */
    close: () => worker.close(active === 0),
  };
}
