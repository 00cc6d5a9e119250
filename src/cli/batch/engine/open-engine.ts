import { BatchRegister, type LedgerBatch } from '../../../app/batch/engine/batch-register.ts';
import { type Database, databaseError, openDatabase } from '../../../app/batch/engine/database.ts';
import { receivesNotifications } from '../../../app/batch/engine/inspect-engine.ts';
import { Ledger } from '../../../app/batch/engine/ledger.ts';
import { ledgerState } from '../../../app/batch/engine/ledger-tables.ts';
import { queueSchemaState } from '../../../app/batch/engine/row-queue.ts';
import { requireTables } from '../../../app/batch/engine/table-state.ts';
import { IdvError } from '../../../core/errors.ts';
import type { Runtime } from '../../../runtime.ts';
import type { Invocation } from '../../handler.ts';
import { engineUrl } from './engine-url.ts';

/** A database with the ledger in it. */
export interface Engine {
  database: Database;
  ledger: Ledger;
  register: BatchRegister;
}

interface EngineNeeds {
  connections?: number;
  /** False if the tables are about to be created. */
  tables?: boolean;
}

type EngineRequest = Pick<Invocation, 'runtime' | 'options' | 'version'>;

/** Connects to `--engine`, or to IDV_ENGINE. Throws IdvError. */
async function openEngine({ runtime, options, version }: EngineRequest, { connections = 4, tables = true }: EngineNeeds): Promise<Engine> {
  const { sleep, monotonicMs, env } = runtime;
  const database = await openDatabase(engineUrl(options.engine, env), connections, { sleep, monotonicMs, version });
  try {
    if (tables) requireTables(await queueSchemaState(database), await ledgerState(database.query));
    return { database, ledger: new Ledger(database), register: new BatchRegister(database) };
  } catch (error) {
    await database.close();
    throw databaseError(error);
  }
}

/** Runs with an engine, and closes it whatever happens. */
export async function withEngine<T>(request: EngineRequest, use: (engine: Engine) => Promise<T>, needs: EngineNeeds = {}): Promise<T> {
  const engine = await openEngine(request, needs);
  try {
    return await use(engine);
  } catch (error) {
    if (
      error instanceof IdvError ||
      request.runtime.signal.aborted ||
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
export async function requireBatch({ register }: Pick<Engine, 'register'>, batch: string): Promise<LedgerBatch> {
  const found = await register.find(batch);
  if (found) return found;
  throw new IdvError('usage', 'the engine has no such batch', {
    code: 'unknown-batch',
    hint: 'check --engine, or submit the manifest; if the database was lost, use idv batch rebuild',
  });
}

/** Throws IdvError `config` if a pooler does not pass on notifications: workers would not learn about new rows. */
export async function requireNotifications(database: Database, { sleep }: Pick<Runtime, 'sleep'>): Promise<void> {
  if (await receivesNotifications(database, sleep)) return;
  throw new IdvError('config', '--engine: notifications do not arrive through the pooler between idv and the server', {
    code: 'engine-unsafe',
    hint: 'connect to the server itself, not to a pooler in transaction mode',
  });
}
