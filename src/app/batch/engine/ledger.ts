import type { Database } from './database.ts';

/** What the ledger knows about one generation of a row. */
export interface LedgerRow {
  key: string;
  generation: number;
  token: string;
  outcome: Readonly<Record<string, unknown>> | null;
  /** For a row whose result is read later: what the result is read with, sealed. */
  later: string | null;
  /** How often the result was read. */
  asked: number;
  /** True if the deadline of the claim has passed: its worker had enough time to write an outcome. */
  overdue: boolean;
}

/** A claimed row, and the worker that claimed it. */
export interface ClaimedRow {
  batch: string;
  key: string;
  generation: number;
  token: string;
  worker: string;
}

const rowOf = (columns: Readonly<Record<string, unknown>>): LedgerRow => ({
  key: String(columns.key),
  generation: Number(columns.gen),
  token: String(columns.token),
  outcome: columns.outcome as LedgerRow['outcome'],
  later: (columns.later ?? null) as LedgerRow['later'],
  asked: Number(columns.asked ?? 0),
  overdue: columns.overdue === true,
});

/**
 * Decides which worker may call a row. A claim is unique, and it is on the server's disk before the call is sent. Each statement can be
 * repeated with the same token, so it is repeated after a connection broke.
 */
export class Ledger {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async look(batch: string, key: string, generation: number): Promise<LedgerRow | undefined> {
    const [found] = await this.#database.steadily(
      'SELECT key, gen, token, outcome, later, asked, deadline < clock_timestamp() AS overdue FROM idv.idv_row WHERE batch = $1 AND key = $2 AND gen = $3',
      [batch, key, generation],
    );
    return found && rowOf(found);
  }

  /**
   * Claims a row for a token. Returns whether the row belongs to this token, now or from an earlier claim, and when the server started.
   * Only a row of the batch with exactly these values can be claimed. A row that was changed or removed after it was put into the queue
   * is not called.
   */
  async claim(
    { batch, key, generation, token, worker }: ClaimedRow,
    tag: string,
    timeoutS: number,
  ): Promise<{ claim: 'own' | 'taken' | 'not-a-member'; server: string }> {
    const rows = await this.#database.steadily(
      `WITH put AS (INSERT INTO idv.idv_row (batch, key, gen, token, worker, deadline)
         SELECT batch, key, $3, $4, $5, clock_timestamp() + make_interval(secs => $6) FROM idv.idv_member
         WHERE batch = $1 AND key = $2 AND gen = $3 AND tag = $7 ON CONFLICT DO NOTHING RETURNING token)
       SELECT token, pg_postmaster_start_time()::text AS server,
         EXISTS (SELECT FROM idv.idv_member WHERE batch = $1 AND key = $2 AND gen = $3 AND tag = $7) AS member
       FROM (SELECT token FROM put UNION ALL SELECT token FROM idv.idv_row WHERE batch = $1 AND key = $2 AND gen = $3
         UNION ALL SELECT NULL) AS known`,
      [batch, key, generation, token, worker, timeoutS, tag],
    );
    const isOwn = rows.some((row) => row.token === token);
    const claim = isOwn ? 'own' : rows.some((row) => row.member === true) ? 'taken' : 'not-a-member';
    return { claim, server: String(rows[0]?.server) };
  }

  /** When the server started. If this time changes, the server has restarted, and may have lost what it knew. */
  async server(): Promise<string> {
    const [row] = await this.#database.steadily('SELECT pg_postmaster_start_time()::text AS server');
    return String(row?.server);
  }

  /** Those of the given rows that the ledger does not know, as `key-generation`. */
  async unknown(batch: string, names: readonly string[]): Promise<string[]> {
    const rows = await this.#database.steadily(
      `SELECT name FROM unnest($2::text[]) AS name WHERE NOT EXISTS
         (SELECT FROM idv.idv_row WHERE batch = $1 AND key = split_part(name, '-', 1) AND gen = split_part(name, '-', 2)::int)`,
      [batch, names],
    );
    return rows.map(({ name }) => String(name));
  }

  /** Rows without an outcome, and rows that are unsure, as `key-generation`. */
  async open(batch: string): Promise<string[]> {
    const rows = await this.#database.steadily(
      "SELECT key || '-' || gen AS name FROM idv.idv_row WHERE batch = $1 AND (outcome IS NULL AND later IS NULL OR outcome ? 'unsure')",
      [batch],
    );
    return rows.map(({ name }) => String(name));
  }

  async release({ batch, key, generation, token }: ClaimedRow): Promise<void> {
    await this.#database.steadily('DELETE FROM idv.idv_row WHERE batch = $1 AND key = $2 AND gen = $3 AND token = $4 AND outcome IS NULL', [
      batch,
      key,
      generation,
      token,
    ]);
  }

  /** Stores the outcome of a row. A late answer replaces `unsure`; an answer is never replaced. */
  async settle({ batch, key, generation, token, worker }: ClaimedRow, outcome: Readonly<Record<string, unknown>>): Promise<void> {
    await this.#database.steadily(
      `INSERT INTO idv.idv_row AS r (batch, key, gen, token, worker, deadline, outcome, outcome_at)
         VALUES ($1, $2, $3, $4, $5, clock_timestamp(), $6, clock_timestamp())
       ON CONFLICT (batch, key, gen) DO UPDATE SET outcome = excluded.outcome, outcome_at = excluded.outcome_at
         WHERE r.token = excluded.token AND (r.outcome IS NULL OR (r.outcome ? 'unsure' AND NOT excluded.outcome ? 'unsure'))`,
      [batch, key, generation, token, worker, JSON.stringify(outcome)],
    );
  }

  /** Stores what the result of a row is read with later. The row then belongs to no worker: any worker may read the result. */
  async postpone({ batch, key, generation, token, worker }: ClaimedRow, later: string): Promise<void> {
    await this.#database.steadily(
      `INSERT INTO idv.idv_row AS r (batch, key, gen, token, worker, deadline, later) VALUES ($1, $2, $3, $4, $5, clock_timestamp(), $6)
       ON CONFLICT (batch, key, gen) DO UPDATE SET later = excluded.later, outcome = NULL, outcome_at = NULL
         WHERE r.token = excluded.token AND r.later IS NULL AND (r.outcome IS NULL OR r.outcome ? 'unsure')`,
      [batch, key, generation, token, worker, later],
    );
  }

  /** Counts one more reading of a result, and returns how many there were. */
  async countReading(batch: string, key: string, generation: number): Promise<number> {
    const [row] = await this.#database.steadily(
      'UPDATE idv.idv_row SET asked = asked + 1 WHERE batch = $1 AND key = $2 AND gen = $3 RETURNING asked',
      [batch, key, generation],
    );
    return Number(row?.asked ?? 0);
  }

  /** Stores the result that was read for a row. The first result stays, even if another worker reads one too. */
  async conclude(batch: string, key: string, generation: number, outcome: Readonly<Record<string, unknown>>): Promise<void> {
    await this.#database.steadily(
      'UPDATE idv.idv_row SET outcome = $4, outcome_at = clock_timestamp() WHERE batch = $1 AND key = $2 AND gen = $3 AND outcome IS NULL AND later IS NOT NULL',
      [batch, key, generation, JSON.stringify(outcome)],
    );
  }

  /** Stores the outcome of a row whose claim has passed its deadline, also if another worker made the claim. */
  async giveUp(batch: string, key: string, generation: number, outcome: Readonly<Record<string, unknown>>): Promise<void> {
    await this.#database.steadily(
      'UPDATE idv.idv_row SET outcome = $4, outcome_at = clock_timestamp() WHERE batch = $1 AND key = $2 AND gen = $3 AND outcome IS NULL AND later IS NULL AND deadline < clock_timestamp()',
      [batch, key, generation, JSON.stringify(outcome)],
    );
  }

  /** The claims of a worker that have no outcome. */
  async claimsOf(batch: string, worker: string): Promise<LedgerRow[]> {
    const rows = await this.#database.steadily(
      'SELECT key, gen, token, outcome, later, asked, false AS overdue FROM idv.idv_row WHERE batch = $1 AND worker = $2 AND outcome IS NULL AND later IS NULL',
      [batch, worker],
    );
    return rows.map(rowOf);
  }

  /** The last generation of every row that was ever claimed, by key, in no particular order. */
  async all(batch: string): Promise<Map<string, LedgerRow>> {
    const rows = await this.#database.query(
      'SELECT DISTINCT ON (key) key, gen, token, outcome, later, asked, deadline < clock_timestamp() AS overdue FROM idv.idv_row WHERE batch = $1 ORDER BY key, gen DESC',
      [batch],
    );
    return new Map(rows.map((row) => [String(row.key), rowOf(row)]));
  }
}
