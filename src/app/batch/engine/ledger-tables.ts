import type { Database } from './database.ts';
import type { TableState } from './table-state.ts';

/** Version of the tables below. An idv that needs another version does not use them. */
const ledgerVersion = 1;

const tables = `
CREATE SCHEMA IF NOT EXISTS idv;
CREATE TABLE IF NOT EXISTS idv.idv_schema (version integer PRIMARY KEY, ledger uuid NOT NULL DEFAULT gen_random_uuid());
INSERT INTO idv.idv_schema VALUES (${ledgerVersion}) ON CONFLICT DO NOTHING;
CREATE TABLE IF NOT EXISTS idv.idv_batch (
  batch text PRIMARY KEY, provider text NOT NULL, action text NOT NULL, place text NOT NULL, version text NOT NULL,
  created timestamptz NOT NULL DEFAULT now(), paused text, closed timestamptz);
CREATE TABLE IF NOT EXISTS idv.idv_member (
  batch text NOT NULL, key text NOT NULL, tag text NOT NULL, gen integer NOT NULL, PRIMARY KEY (batch, key));
CREATE TABLE IF NOT EXISTS idv.idv_row (
  batch text NOT NULL, key text NOT NULL, gen integer NOT NULL, token text NOT NULL, worker text NOT NULL,
  intent_at timestamptz NOT NULL DEFAULT clock_timestamp(), deadline timestamptz NOT NULL, outcome jsonb, outcome_at timestamptz,
  later text, asked integer NOT NULL DEFAULT 0, PRIMARY KEY (batch, key, gen));
CREATE TABLE IF NOT EXISTS idv.idv_slot (
  key text PRIMARY KEY, next_at timestamptz NOT NULL, gap_us double precision NOT NULL, ceiling_us double precision NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT clock_timestamp());`;

/** Creates the tables of the ledger that are missing. */
export const initLedger = async ({ query }: Pick<Database, 'query'>): Promise<void> => {
  for (const statement of tables.split(';')) if (statement.trim() !== '') await query(statement);
};

/** Whether the tables of the ledger have the version that this idv needs. */
export async function ledgerState(query: Database['query']): Promise<TableState> {
  const [there] = await query("SELECT to_regclass('idv.idv_schema') IS NOT NULL AS there");
  if (there?.there !== true) return 'missing';
  const [found] = await query('SELECT coalesce(max(version), 0) AS version FROM idv.idv_schema');
  const version = Number(found?.version);
  return version === ledgerVersion ? 'ready' : version < ledgerVersion ? 'older' : 'newer';
}
