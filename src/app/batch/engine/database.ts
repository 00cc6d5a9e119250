import pg from 'pg';
import { IdvError } from '../../../core/errors.ts';
import { poolerFault, queueSchema, readServerFacts, serverFaults } from './server-facts.ts';

/** One row of a query result, by column. */
type SqlRow = Readonly<Record<string, unknown>>;

/** A PostgreSQL database that holds a queue and a ledger. */
export interface Database {
  /** The connection pool. The queue's library needs it. */
  pool: pg.Pool;
  query(sql: string, values?: readonly unknown[]): Promise<readonly SqlRow[]>;
  /** Like `query`, but repeated while the server cannot be reached. Only for statements that may run twice. */
  steadily(sql: string, values?: readonly unknown[]): Promise<readonly SqlRow[]>;
  close(): Promise<void>;
}

const pauseMs = 300;
const longestOutageMs = 600_000;

const codeOf = (error: unknown): string => String((error as { code?: unknown }).code ?? '');

/** True if the server cannot be reached, or is starting or stopping: the same statement can succeed later. */
const isUnreachable = (error: unknown): boolean => {
  const code = codeOf(error);
  return (
    /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)/.test(code) ||
    /^(08(?!P01)|57P|53)/.test(code) ||
    (code === '' && /terminated|timeout/i.test(String(error)))
  );
};

/** Turns a database error into a message for the user. The address may contain a password, so it is never shown. */
export function databaseError(cause: unknown): IdvError {
  if (cause instanceof IdvError) return cause;
  const code = codeOf(cause);
  const fault = (category: 'config' | 'network', message: string, hint: string): IdvError =>
    new IdvError(category, `--engine: ${message}`, { code: 'engine', hint, cause });
  if (code === '28P01' || code === '28000')
    return fault('config', 'the server refuses the user or the password', 'correct the address, or PGPASSWORD');
  if (code === '3D000') return fault('config', 'the server has no such database', 'make it with createdb, then run idv batch init');
  if (code === '42P01' || code === '3F000' || /^Schema(Migration|Version)/.test((cause as Error).name))
    return fault('config', 'the database has no tables of this idv', 'run idv batch init --engine …');
  if (code === '42501') return fault('config', 'the user may not use the tables', 'grant the schemas bullmq and idv to the user');
  if (code === '08P01') return fault('config', poolerFault.message, poolerFault.hint);
  if (isUnreachable(cause))
    return fault('network', `the server cannot be reached (${code || 'no answer'})`, 'check that it runs, and the address');
  return fault('config', `the server answered ${code || 'something unexpected'}`, 'check the server’s log');
}

/** Rejects a server that may lose a confirmed commit. With such a server, a row could be paid for twice. */
async function refuseLossyServer(query: Database['query']): Promise<void> {
  const [fault] = serverFaults(await readServerFacts(query));
  if (fault) throw new IdvError('config', `--engine: ${fault.message}`, { code: 'engine-unsafe', hint: fault.hint });
}

/** What a connection needs from outside. `version` is the version of idv, which the server shows in its list of sessions. */
export interface DatabaseWorld {
  sleep(ms: number): Promise<void>;
  monotonicMs(): number;
  version: string;
}

function poolOf(url: string, { version }: Pick<DatabaseWorld, 'version'>, settings: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    application_name: `idv ${version}`,
    ...settings,
  });
  // An idle connection that ends is replaced by a new one when it is needed.
  pool.on('error', () => undefined);
  return pool;
}

const queryOf =
  (pool: pg.Pool): Database['query'] =>
  async (sql, values = []) =>
    (await pool.query(sql, [...values])).rows as SqlRow[];

/** Connects without the session settings of idv, to look at the server's own settings. */
export function connectPlainly(url: string, world: Pick<DatabaseWorld, 'version'>): Pick<Database, 'pool' | 'query' | 'close'> {
  const pool = poolOf(url, world, { max: 1 });
  return { pool, query: queryOf(pool), close: () => pool.end() };
}

/** Connects. Every session waits until its commits are on disk, even if the server's default is different. Throws IdvError. */
export async function openDatabase(url: string, size: number, world: DatabaseWorld): Promise<Database> {
  const { sleep, monotonicMs } = world;
  const pool = poolOf(url, world, { max: size, options: `-c search_path=${queueSchema} -c synchronous_commit=on` });
  const query = queryOf(pool);
  async function steadily(sql: string, values: readonly unknown[] = []): Promise<readonly SqlRow[]> {
    const sinceMs = monotonicMs();
    for (;;) {
      try {
        return await query(sql, values);
      } catch (error) {
        if (!isUnreachable(error) || monotonicMs() - sinceMs > longestOutageMs) throw databaseError(error);
        await sleep(pauseMs).catch(() => new Promise((resolve) => setTimeout(resolve, pauseMs)));
      }
    }
  }
  try {
    await refuseLossyServer(query);
  } catch (error) {
    await pool.end();
    throw databaseError(error);
  }
  return { pool, query, steadily, close: () => pool.end() };
}
