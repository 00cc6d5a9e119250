import type { IdvError } from '../../../core/errors.ts';
import { connectPlainly, type Database, type DatabaseWorld, databaseError, openDatabase } from './database.ts';
import { ledgerState } from './ledger-tables.ts';
import { queueSchemaState } from './row-queue.ts';
import { readServerFacts, type ServerFacts } from './server-facts.ts';
import type { TableState } from './table-state.ts';

/** What an inspection of an engine found. Times are in milliseconds. */
export interface EngineInspection {
  /** The facts of a session without the settings of idv: the server's defaults. */
  server: ServerFacts;
  /** The facts of a session with the settings of idv; undefined if that session was refused. */
  session: ServerFacts | undefined;
  /** Why that session was refused. */
  refused: IdvError | undefined;
  /** True if a notification arrives. A pooler in transaction mode does not deliver notifications. */
  listens: boolean;
  queue: TableState;
  ledger: TableState;
  /** Privileges that the user lacks. */
  missingRights: readonly string[];
  freeConnections: number;
  roundTripMs: number;
  /** Undefined without a session. */
  commitMs: number | undefined;
  /** Positive if the clock of this machine is ahead of the server's. */
  clockOffsetMs: number;
  /** The number of sessions by their application name, such as `idv 0.1.0`. */
  sessions: Readonly<Record<string, number>>;
}

type Clocks = DatabaseWorld & { nowMs(): number };

const notificationMs = 2000;

/** Listens in one session, sends a notification from another, and returns whether it arrived. */
export async function receivesNotifications({ pool }: Pick<Database, 'pool'>, sleep: Clocks['sleep']): Promise<boolean> {
  const listener = await pool.connect();
  let hasArrived = false;
  const arrived = new Promise<void>((resolve) =>
    listener.once('notification', () => {
      hasArrived = true;
      resolve();
    }),
  );
  try {
    await listener.query('LISTEN idv_engine');
    // A pooler may have given the listening session to another client. Then the notification does not arrive.
    await pool.query("SELECT pg_notify('idv_engine', '')");
    await Promise.race([arrived, sleep(notificationMs).catch(() => undefined)]);
    return hasArrived;
  } finally {
    listener.release(true);
  }
}

async function timed(work: () => Promise<unknown>, { monotonicMs }: Clocks): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < 5; turn += 1) {
    const from = monotonicMs();
    await work();
    times.push(monotonicMs() - from);
  }
  return times.toSorted((a, b) => a - b)[2] ?? 0;
}

const rightsQuery = `SELECT 'CREATE on the database' AS missing WHERE to_regnamespace('idv') IS NULL AND NOT has_database_privilege(current_database(), 'CREATE')
  UNION ALL SELECT 'USAGE on the schema ' || name FROM unnest(ARRAY['bullmq', 'idv']) AS name
    WHERE to_regnamespace(name) IS NOT NULL AND NOT has_schema_privilege(name, 'USAGE')
  UNION ALL SELECT 'INSERT, UPDATE and DELETE on ' || schemaname || '.' || tablename FROM pg_tables
    WHERE schemaname IN ('bullmq', 'idv') AND NOT has_table_privilege(format('%I.%I', schemaname, tablename), 'SELECT, INSERT, UPDATE, DELETE')`;

const freeQuery = `SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
  - (SELECT count(*)::int FROM pg_stat_activity WHERE backend_type = 'client backend') AS free`;

const sessionsQuery = `SELECT application_name AS name, count(*)::int AS sessions FROM pg_stat_activity
  WHERE datname = current_database() AND application_name LIKE 'idv %' AND pid <> pg_backend_pid() GROUP BY 1`;

async function ownSession(url: string, clocks: Clocks): Promise<Pick<EngineInspection, 'session' | 'refused' | 'listens' | 'commitMs'>> {
  try {
    const database = await openDatabase(url, 2, clocks);
    try {
      return {
        session: await readServerFacts(database.query),
        refused: undefined,
        listens: await receivesNotifications(database, clocks.sleep),
        // Writes a message to the server's write-ahead log and to no table. Its commit takes as long as that of a claim.
        commitMs: await timed(() => database.query("SELECT pg_logical_emit_message(true, 'idv', '')"), clocks),
      };
    } finally {
      await database.close();
    }
  } catch (error) {
    return { session: undefined, refused: databaseError(error), listens: false, commitMs: undefined };
  }
}

/** Inspects a server and changes no table. Throws IdvError if the server cannot be reached. */
export async function inspectEngine(url: string, clocks: Clocks): Promise<EngineInspection> {
  const plain = connectPlainly(url, clocks);
  try {
    const { query } = plain;
    const server = await readServerFacts(query);
    const [free] = await query(freeQuery);
    const sessions = await query(sessionsQuery);
    const roundTripMs = await timed(() => query('SELECT 1'), clocks);
    const beforeMs = clocks.nowMs();
    const [time] = await query('SELECT extract(epoch FROM clock_timestamp()) * 1000 AS ms');
    const clockOffsetMs = Math.round((beforeMs + clocks.nowMs()) / 2 - Number(time?.ms));
    return {
      server,
      ...(await ownSession(url, clocks)),
      queue: await queueSchemaState(plain),
      ledger: await ledgerState(query),
      missingRights: (await query(rightsQuery)).map(({ missing }) => String(missing)),
      freeConnections: Number(free?.free),
      roundTripMs,
      clockOffsetMs,
      sessions: Object.fromEntries(sessions.map(({ name, sessions: count }) => [String(name), Number(count)])),
    };
  } catch (error) {
    throw databaseError(error);
  } finally {
    await plain.close();
  }
}
