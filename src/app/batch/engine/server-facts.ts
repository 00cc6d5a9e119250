/** What a server reports about itself and about this session. */
export interface ServerFacts {
  /** In the notation of PostgreSQL: 150004 is version 15.4. */
  version: number;
  fsync: boolean;
  fullPageWrites: boolean;
  /** The setting of this session. */
  synchronousCommit: string;
  isStandby: boolean;
  /** Names of the standbys that a commit waits for; empty if it waits for none. */
  synchronousStandbys: string;
  /** How many standbys replicate this server, as far as the user has the right to see them. */
  standbys: number;
  searchPath: string;
}

/** A reason why a server could lose the information that a row was called. */
export interface ServerFault {
  subject: string;
  message: string;
  hint: string;
}

/** The schema of the queue's tables. With a pool from outside, the queue's library names no schema, so the search path selects it. */
export const queueSchema = 'bullmq';
const oldestVersion = 140_000;

const factsQuery = `SELECT current_setting('server_version_num')::int AS version, current_setting('fsync') = 'on' AS fsync,
  current_setting('full_page_writes') = 'on' AS pages, current_setting('synchronous_commit') AS commit, pg_is_in_recovery() AS standby,
  current_setting('synchronous_standby_names') AS names, (SELECT count(*)::int FROM pg_stat_replication) AS standbys,
  current_setting('search_path') AS path`;

type Query = (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;

export async function readServerFacts(query: Query): Promise<ServerFacts> {
  const [row = {}] = await query(factsQuery);
  return {
    version: Number(row.version),
    fsync: row.fsync === true,
    fullPageWrites: row.pages === true,
    synchronousCommit: String(row.commit),
    isStandby: row.standby === true,
    synchronousStandbys: String(row.names ?? ''),
    standbys: Number(row.standbys),
    searchPath: String(row.path),
  };
}

/** Some poolers refuse session settings. Others drop them silently. */
export const poolerFault: ServerFault = {
  subject: 'pooler',
  message: 'a pooler between idv and the server takes no session settings',
  hint: 'connect to the server itself: a pooler in transaction mode loses what this rests on',
};

/** All reasons against a server. A commit must be on the disk of a primary server. */
export function serverFaults({ version, fsync, fullPageWrites, synchronousCommit, isStandby, searchPath }: ServerFacts): ServerFault[] {
  const faults: ServerFault[] = [];
  const add = (subject: string, message: string, hint: string) => faults.push({ subject, message, hint });
  if (version < oldestVersion) add('version', 'the server is older than PostgreSQL 14', 'use a newer one');
  if (!fsync || !fullPageWrites)
    add('fsync', 'the server runs with fsync or full_page_writes off', 'turn both on: it could forget a paid row');
  if (isStandby) add('standby', 'the server is a standby', 'connect to the primary');
  if (searchPath !== queueSchema) faults.push(poolerFault);
  else if (synchronousCommit !== 'on' && synchronousCommit !== 'remote_apply')
    add('synchronous_commit', 'the session does not wait for its commits', 'connect to the server itself, not to a pooler');
  return faults;
}
