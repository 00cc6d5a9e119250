import { resolve } from 'node:path';
import type { LedgerBatch } from '../../../app/batch/engine/batch-register.ts';
import { beginJournal, openJournal, type RowJournal } from '../../../app/batch/journal/open-journal.ts';
import type { Action } from '../../../core/declare/action.ts';
import { IdvError, type Problem, problemsError, usageProblem } from '../../../core/errors.ts';
import type { Runtime } from '../../../runtime.ts';
import { vendorsByName } from '../../../vendors/registry.ts';
import type { Vendor } from '../../../vendors/vendor.ts';
import type { GlobalOptions } from '../../flags/global-flags.ts';
import { withWorld } from '../../flags/open-world.ts';
import { openSession, type Session } from '../../flags/session.ts';
import type { Handler } from '../../handler.ts';
import { flagText, numbersOf, type RawFlags } from '../flag-values.ts';
import { headerFor, placeOfCalls } from '../open-run.ts';
import { changedConditionProblems, journalConditionProblems } from '../pass-conditions.ts';
import { actionOfBatch, batchFlagProblems } from '../run-request.ts';
import { type BatchKey, requireBatchKey } from './key-file.ts';
import { type Engine, requireBatch, requireNotifications, withEngine } from './open-engine.ts';
import { serveBatch, type WorkerFlags } from './serve-batch.ts';

function readFlags(raw: RawFlags, problems: Problem[]): WorkerFlags {
  const { concurrency = 16, rate } = numbersOf(raw, problems);
  const [key, mediaRoot, journal] = ['key', 'mediaRoot', 'journal'].map((attribute) => flagText(raw, attribute, problems));
  if (raw.key === undefined) problems.push(usageProblem('--key', 'is missing', 'give the key file that idv batch submit wrote'));
  if (raw.mediaRoot === undefined)
    problems.push(usageProblem('--media-root', 'is missing', 'give the folder of the manifest’s paths on this machine'));
  return { key: key ?? '', mediaRoot: mediaRoot ?? '.', journal: journal ?? `${key}.journal`, concurrency, rate };
}

/** What a user can do to judge rows with other flags. */
const anotherBatch = 'or submit a copy of the manifest under another name, with the flags of this worker';

/** The worker's own journal: the second safeguard, and the source to rebuild a lost engine. */
async function ownJournal(path: string, { batch }: BatchKey, action: Action, session: Session): Promise<RowJournal> {
  const { runtime, options } = session;
  const found = await openJournal(path, runtime);
  if (found) {
    const isOther = found.header.batch !== batch || found.header.worker === undefined;
    const problems = isOther
      ? [usageProblem('--journal', `${path} belongs to another batch`, 'name another file')]
      : journalConditionProblems(found.header.asked, options, path, anotherBatch);
    if (problems.length === 0) return found;
    await found.close();
    throw problemsError(problems);
  }
  const header = { ...headerFor(batch, action, options, runtime.nowMs()), worker: runtime.uuid() };
  return beginJournal(path, header, runtime);
}

async function rootProblems({ mediaRoot }: WorkerFlags, { cwd, fs }: Runtime): Promise<Problem[]> {
  const root = await fs.stat(resolve(cwd, mediaRoot)).catch(() => undefined);
  if (root?.isDirectory()) return [];
  return [{ category: 'media', flag: '--media-root', message: `${mediaRoot} is not a folder`, hint: 'mount it first' }];
}

/** Rows for the sandbox must not be called at the service, and the other way round. */
function requirePlace(place: string, options: GlobalOptions): void {
  const own = placeOfCalls(options);
  if (place === own) return;
  const message = `the batch was submitted for the ${place}, but this worker would call the ${own}`;
  throw problemsError([usageProblem('--endpoint', message, 'give the same --sandbox or --endpoint to both')]);
}

/** The problems of flags that differ from those of the batch. With them, verdicts in one batch would have different meanings. */
const batchConditionProblems = ({ asked }: BatchKey, options: GlobalOptions): Problem[] =>
  changedConditionProblems(asked, options, {
    differs: (begun, now) => `the batch was submitted ${begun}, but this worker was started ${now}`,
    unknown: 'the batch was submitted by a version that did not keep it',
    elsewhere: anotherBatch,
  });

/** Workers of another version could interpret the same row differently. */
function requireVersion({ version }: LedgerBatch, own: string): void {
  if (version === own) return;
  throw new IdvError('config', `the batch was submitted by idv ${version}, but this is idv ${own}`, {
    code: 'other-version',
    hint: 'use that version; or stop all workers, and submit the manifest again with this version',
  });
}

/** `idv worker`: calls rows of a submitted batch, each only after the ledger and its own journal have recorded it. */
export const runWorker: Handler = async (invocation) => {
  const { runtime, options: raw } = invocation;
  const problems: Problem[] = [];
  const flags = readFlags(raw, problems);
  // Without the key, nothing more can be checked.
  if (flags.key === '') throw problemsError(problems);
  const key = await requireBatchKey(resolve(runtime.cwd, flags.key), runtime.fs);
  const action = actionOfBatch(key);
  const vendor = vendorsByName.get(action.vendor) as Vendor;
  const needs = { credentials: 'required', product: action.product } as const;
  const { session } = await openSession(vendor, invocation, needs, async (globals) => ({
    problems: [
      ...batchFlagProblems(globals),
      ...problems,
      ...batchConditionProblems(key, globals),
      ...(await rootProblems(flags, runtime)),
    ],
    value: undefined,
  }));
  const work = async (engine: Engine): Promise<number> => {
    const batch = await requireBatch(engine, key.batch);
    requireVersion(batch, invocation.version);
    requirePlace(batch.place, session.options);
    await requireNotifications(engine.database, runtime);
    const journal = await ownJournal(resolve(runtime.cwd, flags.journal), key, action, session);
    try {
      return await withWorld(session, (world) => serveBatch({ session, engine, key, action, flags, journal }, world));
    } finally {
      await journal.close();
    }
  };
  return withEngine(invocation, work, { connections: flags.concurrency + 4 });
};
