import type { Database } from './database.ts';

/** A batch as the ledger stores it. */
export interface LedgerBatch {
  batch: string;
  provider: string;
  action: string;
  place: string;
  /** Version of the idv that submitted the batch. Workers of another version could compute other digests, or judge by other rules. */
  version: string;
  rows: number;
  /** Why the batch is paused; null while rows may be called. */
  paused: string | null;
  closed: boolean;
}

/** A row of a submitted manifest. */
export interface Member {
  key: string;
  /** HMAC of the row's values as they are written. Two tags show only whether two rows have the same values. */
  tag: string;
  /** The generation that is to be called. */
  generation: number;
}

/** The part of the ledger that lists the rows of a batch and its progress. */
export class BatchRegister {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The id of this ledger. A ledger that is created again has another id. */
  async ledgerId(): Promise<string> {
    const [row] = await this.#database.query('SELECT ledger::text AS id FROM idv.idv_schema ORDER BY version LIMIT 1');
    return String(row?.id);
  }

  /** Begins a batch, or reopens a batch that was cancelled. */
  async begin({ batch, provider, action, place, version }: Omit<LedgerBatch, 'rows' | 'paused' | 'closed'>): Promise<void> {
    await this.#database.query(
      `INSERT INTO idv.idv_batch AS b (batch, provider, action, place, version) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (batch) DO UPDATE SET version = excluded.version, closed = NULL,
         paused = CASE WHEN b.closed IS NULL THEN b.paused ELSE NULL END`,
      [batch, provider, action, place, version],
    );
  }

  async find(batch: string): Promise<LedgerBatch | undefined> {
    const [found] = await this.#database.steadily(
      `SELECT batch, provider, action, place, version, paused, closed IS NOT NULL AS closed,
         (SELECT count(*)::int FROM idv.idv_member m WHERE m.batch = b.batch) AS rows FROM idv.idv_batch b WHERE batch = $1`,
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

  /** Adds rows, or updates them. From now on, only these values and generations can be claimed. */
  async addMembers(batch: string, members: readonly Member[]): Promise<void> {
    await this.#database.steadily(
      `INSERT INTO idv.idv_member (batch, key, tag, gen) SELECT $1, * FROM unnest($2::text[], $3::text[], $4::int[])
       ON CONFLICT (batch, key) DO UPDATE SET tag = excluded.tag, gen = excluded.gen`,
      [batch, members.map(({ key }) => key), members.map(({ tag }) => tag), members.map(({ generation }) => generation)],
    );
  }

  /** Removes the rows that were never claimed. If a job of such a row still waits in the queue, it cannot claim the row any more. */
  async dropUnclaimed(batch: string): Promise<void> {
    await this.#database.query(
      'DELETE FROM idv.idv_member m WHERE batch = $1 AND NOT EXISTS (SELECT FROM idv.idv_row r WHERE r.batch = m.batch AND r.key = m.key)',
      [batch],
    );
  }

  /** The tags of the submitted rows, by key. */
  async members(batch: string): Promise<Map<string, string>> {
    const rows = await this.#database.query('SELECT key, tag FROM idv.idv_member WHERE batch = $1', [batch]);
    return new Map(rows.map(({ key, tag }) => [String(key), String(tag)]));
  }

  /** Whether a row of the batch has no outcome yet. */
  async isUnfinished(batch: string): Promise<boolean> {
    const [row] = await this.#database.steadily(
      `SELECT EXISTS (SELECT FROM idv.idv_member m WHERE batch = $1 AND NOT EXISTS
         (SELECT FROM idv.idv_row r WHERE r.batch = m.batch AND r.key = m.key AND r.gen = m.gen AND r.outcome IS NOT NULL)) AS unfinished`,
      [batch],
    );
    return row?.unfinished === true;
  }

  /** The number of rows with each verdict or other state. */
  async counts(batch: string): Promise<{ kind: string; rows: number }[]> {
    const rows = await this.#database.steadily(
      `SELECT CASE WHEN r.key IS NULL THEN 'waiting' WHEN outcome IS NULL AND later IS NOT NULL THEN 'pending' WHEN outcome IS NULL THEN 'running'
         WHEN outcome ? 'unsure' THEN 'unsure' WHEN outcome ? 'error' THEN 'failed' ELSE coalesce(outcome ->> 'verdict', 'answered') END AS kind,
         count(*) AS rows
       FROM idv.idv_member m LEFT JOIN idv.idv_row r USING (batch, key, gen) WHERE batch = $1 GROUP BY 1 ORDER BY 2 DESC`,
      [batch],
    );
    return rows.map(({ kind, rows: count }) => ({ kind: String(kind), rows: Number(count) }));
  }

  /** Rows per second that got an outcome, averaged over the last minute. */
  async perSecond(batch: string): Promise<number> {
    const [row] = await this.#database.query(
      "SELECT count(*)::int AS rows FROM idv.idv_row WHERE batch = $1 AND outcome_at > clock_timestamp() - interval '60 seconds'",
      [batch],
    );
    return Number(row?.rows) / 60;
  }

  /** Names of the workers that have claimed rows. */
  async workers(batch: string): Promise<string[]> {
    const rows = await this.#database.query('SELECT DISTINCT worker FROM idv.idv_row WHERE batch = $1', [batch]);
    return rows.map(({ worker }) => String(worker));
  }

  async purge(batch: string): Promise<void> {
    await this.#database.query('DELETE FROM idv.idv_member WHERE batch = $1', [batch]);
    await this.#database.query('DELETE FROM idv.idv_row WHERE batch = $1', [batch]);
    await this.#database.query('DELETE FROM idv.idv_batch WHERE batch = $1', [batch]);
  }
}
