import { resolve } from 'node:path';
import type { LedgerBatch } from '../../../app/batch/engine/batch-register.ts';
import { beginJournal, openJournal, type RowJournal } from '../../../app/batch/journal/open-journal.ts';
import { IdvError, type Problem, problemsError, usageProblem } from '../../../core/errors.ts';
import type { Runtime } from '../../../runtime.ts';
import { findVendor } from '../../../vendors/registry.ts';
import type { Vendor } from '../../../vendors/vendor.ts';
import type { GlobalOptions } from '../../flags/global-flags.ts';
import { withWorld } from '../../flags/open-world.ts';
import { openSession, type Session } from '../../flags/session.ts';
import type { Handler } from '../../handler.ts';
import { placeOfCalls } from '../open-run.ts';
import { actionOfBatch, strayProblems } from '../run-request.ts';
import { type BatchKey, requireBatchKey } from './key-file.ts';
import { type Engine, requireBatch, requireNotifications, withEngine } from './open-engine.ts';
import { serveBatch, type WorkerFlags } from './serve-batch.ts';

function readFlags(raw: Readonly<Record<string, unknown>>, keyPath: string, problems: Problem[]): WorkerFlags {
  const positive = (flag: string, value: unknown, fallback: number | undefined): number | undefined => {
    if (value === undefined) return fallback;
    const number = Number(value);
    if (number > 0 && number <= 1_000_000) return number;
    problems.push(usageProblem(flag, `does not take '${String(value).slice(0, 40)}'`, 'give a number above 0'));
    return fallback;
  };
  if (typeof raw.mediaRoot !== 'string')
    problems.push(usageProblem('--media-root', 'is missing', 'name the folder where the paths of the manifest begin on this machine'));
  const concurrency = positive('--concurrency', raw.concurrency, 16) ?? 16;
  return {
    mediaRoot: String(raw.mediaRoot ?? '.'),
    journal: typeof raw.journal === 'string' ? raw.journal : `${keyPath}.journal`,
    concurrency: Math.max(1, Math.floor(concurrency)),
    rate: positive('--rate', raw.rate, undefined),
  };
}

/** The worker's own journal: the second fence, and what a lost engine is made again from. */
async function ownJournal(path: string, { batch, provider, action }: BatchKey, session: Session): Promise<RowJournal> {
  const { runtime, options } = session;
  const found = await openJournal(path, runtime);
  if (found && (found.header.batch !== batch || found.header.worker === undefined)) {
    await found.close();
    throw problemsError([usageProblem('--journal', `${path} is that of another batch`, 'name another file')]);
  }
  if (found) return found;
  const header = {
    type: 'batch',
    version: 1,
    batch,
    provider,
    action,
    place: placeOfCalls(options),
    worker: runtime.uuid(),
    created: new Date(runtime.nowMs()).toISOString(),
  } as const;
  return beginJournal(path, header, runtime);
}

async function rootProblems({ mediaRoot }: WorkerFlags, { cwd, fs }: Runtime): Promise<Problem[]> {
  const root = await fs.stat(resolve(cwd, mediaRoot)).catch(() => undefined);
  if (root?.isDirectory()) return [];
  return [{ category: 'media', flag: '--media-root', message: `${mediaRoot} is not a folder`, hint: 'mount it first' }];
}

/** Rows of a sandbox are not to be called at the service, nor the other way round. */
function requirePlace(place: string, options: GlobalOptions): void {
  const own = placeOfCalls(options);
  if (place === own) return;
  const message = `the batch was submitted for the ${place}, and this worker would call the ${own}`;
  throw problemsError([usageProblem('--endpoint', message, 'give the same --sandbox or --endpoint to both')]);
}

/** Workers of another version could see the same row with other eyes. */
function requireVersion({ version }: LedgerBatch, own: string): void {
  if (version === own) return;
  throw new IdvError('config', `the batch was submitted by idv ${version}, and this is idv ${own}`, {
    code: 'other-version',
    hint: 'use that version; or end all workers, and submit the manifest again with this one',
  });
}

/** `idv worker`: calls rows of a submitted batch, each only after the ledger and the own journal have taken it down. */
export const runWorker: Handler = async (invocation) => {
  const { runtime, options: raw } = invocation;
  if (typeof raw.key !== 'string')
    throw problemsError([usageProblem('--key', 'is missing', 'give the key file that idv batch submit wrote')]);
  const keyPath = resolve(runtime.cwd, raw.key);
  const key = await requireBatchKey(keyPath, runtime.fs);
  const action = actionOfBatch(key);
  const vendor = findVendor(action.vendor) as Vendor;
  const needs = { credentials: 'required', product: action.product } as const;
  const { session, value: flags } = await openSession<WorkerFlags>(vendor, invocation, needs, async (globals) => {
    const problems: Problem[] = [...strayProblems(globals)];
    const read = readFlags(raw, keyPath, problems);
    problems.push(...(await rootProblems(read, runtime)));
    return { problems, value: read };
  });
  const work = async (engine: Engine): Promise<number> => {
    const batch = await requireBatch(engine, key.batch);
    requireVersion(batch, invocation.version);
    requirePlace(batch.place, session.options);
    await requireNotifications(engine.database, runtime);
    const journal = await ownJournal(resolve(runtime.cwd, flags.journal), key, session);
    try {
      return await withWorld(session, (world) => serveBatch({ session, engine, key, action, flags, journal }, world));
    } finally {
      await journal.close();
    }
  };
  return withEngine(invocation, work, { connections: flags.concurrency + 4 });
};
