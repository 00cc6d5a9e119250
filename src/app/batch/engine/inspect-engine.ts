import type { IdvError } from '../../../core/errors.ts';
import { connectPlainly, type Database, type DatabaseWorld, databaseError, openDatabase } from './database.ts';
import { ledgerState } from './ledger-tables.ts';
import { queueSchemaState } from './row-queue.ts';
import { readServerFacts, type ServerFacts } from './server-facts.ts';
import type { TableState } from './table-state.ts';

/** What an engine was found to be. Times in milliseconds. */
export interface EngineInspection {
  /** Of a session without any wish; the server's defaults. */
  server: ServerFacts;
  /** Undefined where idv's own session is refused, for this reason. */
  session: ServerFacts | undefined;
  refused: IdvError | undefined;
  /** True where a notification arrives, which no pooler in transaction mode lets through. */
  listens: boolean;
  queue: TableState;
  ledger: TableState;
  /** Privileges that the user lacks. */
  missingRights: readonly string[];
  freeConnections: number;
  roundTripMs: number;
  /** Undefined without a session. */
  commitMs: number | undefined;
  /** Positive where this machine is ahead of the server. */
  clockOffsetMs: number;
  /** Sessions by the name that they gave: `idv 0.1.0`. */
  sessions: Readonly<Record<string, number>>;
}

type Clocks = DatabaseWorld & { nowMs(): number };

const notificationMs = 2000;

/** Listens in one session and notifies in another. */
export async function hearsNotifications({ pool }: Pick<Database, 'pool'>, sleep: Clocks['sleep']): Promise<boolean> {
  const listener = await pool.connect();
  let heard = false;
  const arrived = new Promise<void>((resolve) =>
    listener.once('notification', () => {
      heard = true;
      resolve();
    }),
  );
  try {
    await listener.query('LISTEN idv_engine');
    // Where another client took the session over, the notification goes to no one.
    await pool.query("SELECT pg_notify('idv_engine', '')");
    await Promise.race([arrived, sleep(notificationMs).catch(() => undefined)]);
    return heard;
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

const rightsQuestion = `SELECT 'CREATE on the database' AS missing WHERE to_regnamespace('idv') IS NULL AND NOT has_database_privilege(current_database(), 'CREATE')
  UNION ALL SELECT 'USAGE on the schema ' || name FROM unnest(ARRAY['bullmq', 'idv']) AS name
    WHERE to_regnamespace(name) IS NOT NULL AND NOT has_schema_privilege(name, 'USAGE')
  UNION ALL SELECT 'INSERT, UPDATE and DELETE on ' || schemaname || '.' || tablename FROM pg_tables
    WHERE schemaname IN ('bullmq', 'idv') AND NOT has_table_privilege(format('%I.%I', schemaname, tablename), 'SELECT, INSERT, UPDATE, DELETE')`;

const freeQuestion = `SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
  - (SELECT count(*)::int FROM pg_stat_activity WHERE backend_type = 'client backend') AS free`;

const sessionsQuestion = `SELECT application_name AS name, count(*)::int AS sessions FROM pg_stat_activity
  WHERE datname = current_database() AND application_name LIKE 'idv %' AND pid <> pg_backend_pid() GROUP BY 1`;

async function ownSession(url: string, clocks: Clocks): Promise<Pick<EngineInspection, 'session' | 'refused' | 'listens' | 'commitMs'>> {
  try {
    const database = await openDatabase(url, 2, clocks);
    try {
      return {
        session: await readServerFacts(database.query),
        refused: undefined,
        listens: await hearsNotifications(database, clocks.sleep),
        // A message in the log of the server that no table holds: what a commit of a claim takes.
        commitMs: await timed(() => database.query("SELECT pg_logical_emit_message(true, 'idv', '')"), clocks),
      };
    } finally {
      await database.close();
    }
  } catch (error) {
    return { session: undefined, refused: databaseError(error), listens: false, commitMs: undefined };
  }
}

/** Looks at a server and writes nothing to it. Throws IdvError where it cannot be reached at all. */
export async function inspectEngine(url: string, clocks: Clocks): Promise<EngineInspection> {
  const plain = connectPlainly(url, clocks);
  try {
    const { query } = plain;
    const server = await readServerFacts(query);
    const [free] = await query(freeQuestion);
    const sessions = await query(sessionsQuestion);
    const roundTripMs = await timed(() => query('SELECT 1'), clocks);
    const beforeMs = clocks.nowMs();
    const [time] = await query('SELECT extract(epoch FROM clock_timestamp()) * 1000 AS ms');
    const clockOffsetMs = Math.round((beforeMs + clocks.nowMs()) / 2 - Number(time?.ms));
    return {
      server,
      ...(await ownSession(url, clocks)),
      queue: await queueSchemaState(plain),
      ledger: await ledgerState(query),
      missingRights: (await query(rightsQuestion)).map(({ missing }) => String(missing)),
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
