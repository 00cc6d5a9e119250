import type { Database } from './database.ts';

/** A batch as the ledger knows it. */
export interface LedgerBatch {
  batch: string;
  provider: string;
  action: string;
  place: string;
  rows: number;
  /** Why no row is taken; null while rows are. */
  paused: string | null;
  closed: boolean;
}

/** What is known of a row, or of one of its generations. */
export interface LedgerRow {
  key: string;
  generation: number;
  token: string;
  outcome: Readonly<Record<string, unknown>> | null;
  /** Whoever claimed it had time enough to say what came of it. */
  overdue: boolean;
}

/** A row that is claimed: by whom, and until when it must have ended. */
export interface ClaimedRow {
  batch: string;
  key: string;
  generation: number;
  token: string;
  worker: string;
}

const tables = `
CREATE SCHEMA IF NOT EXISTS idv;
CREATE TABLE IF NOT EXISTS idv.idv_batch (
  batch text PRIMARY KEY, provider text NOT NULL, action text NOT NULL, place text NOT NULL, rows integer NOT NULL,
  created timestamptz NOT NULL DEFAULT now(), paused text, closed timestamptz);
CREATE TABLE IF NOT EXISTS idv.idv_row (
  batch text NOT NULL, key text NOT NULL, gen integer NOT NULL, token text NOT NULL, worker text NOT NULL,
  intent_at timestamptz NOT NULL DEFAULT clock_timestamp(), deadline timestamptz NOT NULL, outcome jsonb, outcome_at timestamptz,
  PRIMARY KEY (batch, key, gen));
CREATE TABLE IF NOT EXISTS idv.idv_slot (
  key text PRIMARY KEY, next_at timestamptz NOT NULL, gap_us double precision NOT NULL, ceiling_us double precision NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT clock_timestamp());`;

/** Makes the ledger's tables where they are missing. */
export const initLedger = async ({ query }: Database): Promise<void> => {
  for (const statement of tables.split(';')) if (statement.trim() !== '') await query(statement);
};

const rowOf = (columns: Readonly<Record<string, unknown>>): LedgerRow => ({
  key: String(columns.key),
  generation: Number(columns.gen),
  token: String(columns.token),
  outcome: columns.outcome as LedgerRow['outcome'],
  overdue: columns.overdue === true,
});

/**
 * The one place that says whether a row was called: a claim is unique, and on the server's disk before the call leaves. Each statement
 * can be repeated with the same token, so that a connection that breaks is answered by asking again.
 */
export class Ledger {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async begin({ batch, provider, action, place, rows }: Omit<LedgerBatch, 'paused' | 'closed'>): Promise<void> {
    await this.#database.query(
      'INSERT INTO idv.idv_batch (batch, provider, action, place, rows) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (batch) DO UPDATE SET rows = excluded.rows',
      [batch, provider, action, place, rows],
    );
  }

  async find(batch: string): Promise<LedgerBatch | undefined> {
    const [found] = await this.#database.steadily(
      'SELECT batch, provider, action, place, rows, paused, closed IS NOT NULL AS closed FROM idv.idv_batch WHERE batch = $1',
      [batch],
    );
    return found as unknown as LedgerBatch | undefined;
  }

  async mark(batch: string, paused: string | null, closed = false): Promise<void> {
    await this.#database.steadily(
      'UPDATE idv.idv_batch SET paused = $2, closed = CASE WHEN $3 THEN coalesce(closed, now()) ELSE closed END WHERE batch = $1',
      [batch, paused, closed],
    );
  }

  async look(batch: string, key: string, generation: number): Promise<LedgerRow | undefined> {
    const [found] = await this.#database.steadily(
      'SELECT key, gen, token, outcome, deadline < clock_timestamp() AS overdue FROM idv.idv_row WHERE batch = $1 AND key = $2 AND gen = $3',
      [batch, key, generation],
    );
    return found && rowOf(found);
  }

  /** True where the row is this token's, now or since before. */
  async claim({ batch, key, generation, token, worker }: ClaimedRow, timeoutS: number): Promise<boolean> {
    const claimed = await this.#database.steadily(
      `WITH put AS (INSERT INTO idv.idv_row (batch, key, gen, token, worker, deadline)
         VALUES ($1, $2, $3, $4, $5, clock_timestamp() + make_interval(secs => $6)) ON CONFLICT DO NOTHING RETURNING token)
       SELECT token FROM put UNION ALL SELECT token FROM idv.idv_row WHERE batch = $1 AND key = $2 AND gen = $3`,
      [batch, key, generation, token, worker, timeoutS],
    );
    return claimed.some((row) => row.token === token);
  }

  async release({ batch, key, generation, token }: ClaimedRow): Promise<void> {
    await this.#database.steadily('DELETE FROM idv.idv_row WHERE batch = $1 AND key = $2 AND gen = $3 AND token = $4 AND outcome IS NULL', [
      batch,
      key,
      generation,
      token,
    ]);
  }

  /** Keeps what came of a row; a late answer takes the place of `unsure`, and nothing that of an answer. */
  async settle({ batch, key, generation, token, worker }: ClaimedRow, outcome: Readonly<Record<string, unknown>>): Promise<void> {
    await this.#database.steadily(
      `INSERT INTO idv.idv_row AS r (batch, key, gen, token, worker, deadline, outcome, outcome_at)
         VALUES ($1, $2, $3, $4, $5, clock_timestamp(), $6, clock_timestamp())
       ON CONFLICT (batch, key, gen) DO UPDATE SET outcome = excluded.outcome, outcome_at = excluded.outcome_at
         WHERE r.token = excluded.token AND (r.outcome IS NULL OR (r.outcome ? 'unsure' AND NOT excluded.outcome ? 'unsure'))`,
      [batch, key, generation, token, worker, JSON.stringify(outcome)],
    );
  }

  /** Ends a claim of anyone whose time is over. */
  async giveUp(batch: string, key: string, generation: number, outcome: Readonly<Record<string, unknown>>): Promise<void> {
    await this.#database.steadily(
      'UPDATE idv.idv_row SET outcome = $4, outcome_at = clock_timestamp() WHERE batch = $1 AND key = $2 AND gen = $3 AND outcome IS NULL AND deadline < clock_timestamp()',
      [batch, key, generation, JSON.stringify(outcome)],
    );
  }

  /** Claims of a worker without an outcome. */
  async claimsOf(batch: string, worker: string): Promise<LedgerRow[]> {
    const rows = await this.#database.steadily(
      'SELECT key, gen, token, outcome, false AS overdue FROM idv.idv_row WHERE batch = $1 AND worker = $2 AND outcome IS NULL',
      [batch, worker],
    );
    return rows.map(rowOf);
  }

  /** The last generation of every row that was ever claimed, in no order. */
  async all(batch: string): Promise<Map<string, LedgerRow>> {
    const rows = await this.#database.query(
      'SELECT DISTINCT ON (key) key, gen, token, outcome, deadline < clock_timestamp() AS overdue FROM idv.idv_row WHERE batch = $1 ORDER BY key, gen DESC',
      [batch],
    );
    return new Map(rows.map((row) => [String(row.key), rowOf(row)]));
  }

  /** Rows by what came of them. */
  async counts(batch: string): Promise<{ kind: string; rows: number }[]> {
    const rows = await this.#database.steadily(
      `SELECT CASE WHEN outcome IS NULL THEN 'running' WHEN outcome ? 'unsure' THEN 'unsure' WHEN outcome ? 'error' THEN 'failed'
         ELSE coalesce(outcome ->> 'verdict', 'answered') END AS kind, count(*) AS rows
       FROM (SELECT DISTINCT ON (key) outcome FROM idv.idv_row WHERE batch = $1 ORDER BY key, gen DESC) last GROUP BY 1 ORDER BY 2 DESC`,
      [batch],
    );
    return rows.map(({ kind, rows: count }) => ({ kind: String(kind), rows: Number(count) }));
  }

  async purge(batch: string): Promise<void> {
    await this.#database.query('DELETE FROM idv.idv_row WHERE batch = $1', [batch]);
    await this.#database.query('DELETE FROM idv.idv_batch WHERE batch = $1', [batch]);
  }
}
