import { type Database, databaseError, openDatabase } from '../../app/batch/engine/database.ts';
import { Ledger, type LedgerBatch } from '../../app/batch/engine/ledger.ts';
import { IdvError, problemsError, usageProblem } from '../../core/errors.ts';
import type { Runtime } from '../../runtime.ts';

/** A database with the ledger in it. */
export interface Engine {
  database: Database;
  ledger: Ledger;
}

/** Connects to `--engine`, or to IDV_ENGINE. Throws IdvError. */
async function openEngine(given: unknown, connections: number, runtime: Runtime): Promise<Engine> {
  const url = typeof given === 'string' ? given : (runtime.env.IDV_ENGINE ?? '');
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url))
    throw problemsError([
      usageProblem(
        '--engine',
        url === '' ? 'is missing' : 'is not an address of PostgreSQL',
        'as in postgres://idv@db/idv, or set IDV_ENGINE',
      ),
    ]);
  const database = await openDatabase(url, connections, runtime);
  return { database, ledger: new Ledger(database) };
}

/** Runs with an engine, and closes it whatever happens. */
export async function withEngine<T>(given: unknown, runtime: Runtime, use: (engine: Engine) => Promise<T>, connections = 4): Promise<T> {
  const engine = await openEngine(given, connections, runtime);
  try {
    return await use(engine);
  } catch (error) {
    if (
      error instanceof IdvError ||
      runtime.signal.aborted ||
      !(error instanceof Error) ||
      !('code' in error || /^Schema/.test(error.name))
    )
      throw error;
    throw databaseError(error);
  } finally {
    await engine.database.close();
  }
}

/** Throws IdvError `usage` for a batch that the ledger does not have. */
export async function requireBatch(ledger: Ledger, batch: string): Promise<LedgerBatch> {
  const found = await ledger.find(batch);
  if (found) return found;
  throw new IdvError('usage', 'the engine has no such batch', { code: 'unknown-batch', hint: 'check --engine, or submit the manifest' });
}
