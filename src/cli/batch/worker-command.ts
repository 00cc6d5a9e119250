import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { type Handled, openRowQueue, type RowJob, serveRows } from '../../app/batch/engine/row-queue.ts';
import { sharedSlots } from '../../app/batch/engine/shared-slots.ts';
import { beginJournal, openJournal, type RowJournal } from '../../app/batch/journal/open-journal.ts';
import { columnsOf } from '../../app/batch/manifest/columns.ts';
import { mediaRootOf, rootedIo } from '../../app/batch/manifest/media-root.ts';
import { createSlots, type Slots } from '../../app/batch/run/slots.ts';
import { createStopper, type Stopper } from '../../app/batch/run/stopper.ts';
import { createRowTally } from '../../app/batch/run/tally.ts';
import { repairLedger, rowServer } from '../../app/batch/worker/serve-row.ts';
import type { World } from '../../app/call/world.ts';
import { mediaIo } from '../../app/input/read-value.ts';
import type { Action } from '../../core/declare/action.ts';
import { IdvError, type Problem, problemsError, usageProblem } from '../../core/errors.ts';
import { categoryOfSignal, exitCodeOfCategory } from '../../core/exit.ts';
import { findVendor } from '../../vendors/registry.ts';
import type { Vendor } from '../../vendors/vendor.ts';
import { withWorld } from '../flags/open-world.ts';
import { openSession, type Session } from '../flags/session.ts';
import type { Handler } from '../handler.ts';
import { type BatchKey, requireBatchKey } from './key-file.ts';
import { type Engine, requireBatch, withEngine } from './open-engine.ts';
import { placeOfCalls } from './open-run.ts';
import { strayProblems } from './run-request.ts';
import { progressLine } from './summary.ts';

const paidIdleMs = 2000;
const lookEveryMs = 1000;
const lineEveryMs = 10_000;
/** How long an answer may be on its way into the ledger before the row counts as unsure. */
const settlingS = 30;

interface WorkerFlags {
  mediaRoot: string;
  journal: string;
  concurrency: number;
  rate: number | undefined;
}

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

function slotsFor(action: Action, { rate }: WorkerFlags, { database }: Engine, stopper: Stopper, { runtime, settings }: Session): Slots {
  const quota = rate === undefined ? (action.requestsPerSecond ?? undefined) : rate / 0.9;
  if (quota === undefined) return createSlots({ quota, monotonicMs: runtime.monotonicMs, rest: stopper.rest });
  const account = createHash('sha256')
    .update(settings.credentials?.id ?? '')
    .digest('hex')
    .slice(0, 16);
  const key = [account, action.vendor, action.product, action.name, settings.region.value].join(' ');
  return sharedSlots({ database, key, quota, monotonicMs: runtime.monotonicMs, rest: stopper.rest });
}

function worldForRows(world: World): World {
  const { signal: _, ...sendOptions } = world.sendOptions;
  return { ...world, sendOptions, paidIdleMs };
}

/** Serves until all rows have an outcome, the worker is stopped, or something is wrong for every row. */
async function serve(
  session: Session,
  engine: Engine,
  key: BatchKey,
  action: Action,
  flags: WorkerFlags,
  journal: RowJournal,
  world: World,
): Promise<number> {
  const { runtime, vendor } = session;
  const { ledger, database } = engine;
  const { rows } = await requireBatch(ledger, key.batch);
  const stopper = createStopper(runtime.sleep, runtime.monotonicMs);
  const onSignal = (): void => stopper.stop('interrupted');
  if (runtime.signal.aborted) onSignal();
  else runtime.signal.addEventListener('abort', onSignal, { once: true });
  const tally = createRowTally();
  const root = mediaRootOf('', flags.mediaRoot, runtime.cwd);
  const worker = journal.header.worker ?? '';
  const place = { batch: key.batch, worker, journal, ledger, nowMs: runtime.nowMs };
  await repairLedger(place);
  const handle = rowServer({
    ...place,
    batchKey: key.key,
    token: `${worker}/${runtime.uuid()}`,
    vendor,
    caller: {
      world: worldForRows(world),
      reader: {
        action,
        columns: columnsOf(action),
        root,
        io: rootedIo(mediaIo(runtime), root),
        realpath: (path) => runtime.fs.realpath(path),
      },
      slots: slotsFor(action, flags, engine, stopper, session),
      stopper,
      admit: () => true,
      takeBack: () => undefined,
      throttled() {
        tally.throttles += 1;
      },
      notice: session.notice,
    },
    deadlineS: session.settings.timeoutS.value + settlingS,
    ended: (body) => tally.note('', body),
  });
  let failure: unknown;
  const guarded = async (job: RowJob): Promise<Handled> => {
    if (journal.isFull)
      stopper.stop(
        'the disk of the journal is full',
        new IdvError('output', 'the disk of the journal is full', { code: 'journal-full', hint: 'make room, and start the worker again' }),
      );
    return handle(job);
  };
  const serving = await serveRows(key.batch, database, flags.concurrency, guarded, {
    nowMs: runtime.nowMs,
    fatal(error) {
      failure ??= error;
      stopper.stop('the worker cannot go on', error instanceof IdvError ? error : undefined);
    },
  });
  const startedMs = runtime.monotonicMs();
  let saidMs = startedMs;
  while (!stopper.isStopped()) {
    await stopper.rest(lookEveryMs);
    const counts = await ledger.counts(key.batch);
    const done = counts.reduce((sum, { kind, rows: count }) => sum + (kind === 'running' ? 0 : count), 0);
    const batch = await ledger.find(key.batch);
    if (done >= rows || batch?.closed !== false) break;
    if (runtime.monotonicMs() - saidMs < lineEveryMs) continue;
    saidMs = runtime.monotonicMs();
    session.notice(progressLine(tally, rows, saidMs - startedMs));
  }
  await serving.close();
  const { reason } = stopper;
  if (reason?.failure && failure === undefined) {
    // What is wrong for every row here is wrong for the other workers too.
    const queue = openRowQueue(key.batch, database);
    await queue.pause();
    await queue.close();
    await ledger.mark(key.batch, reason.said);
  }
  session.notice(progressLine(tally, rows, runtime.monotonicMs() - startedMs));
  if (failure !== undefined) throw failure;
  if (reason?.failure) throw reason.failure;
  return runtime.signal.aborted ? exitCodeOfCategory(categoryOfSignal(runtime.signal.reason)) : 0;
}

/** `idv worker`: calls rows of a submitted batch, each only after the ledger and the own journal have taken it down. */
export const runWorker: Handler = async (invocation) => {
  const { runtime, options: raw } = invocation;
  if (typeof raw.key !== 'string')
    throw problemsError([usageProblem('--key', 'is missing', 'give the key file that idv batch submit wrote')]);
  const keyPath = resolve(runtime.cwd, raw.key);
  const key = await requireBatchKey(keyPath, runtime.fs);
  const vendor = findVendor(key.provider) as Vendor;
  const action = vendor?.actions.find(({ name }) => name === key.action);
  if (!action)
    throw new IdvError('config', `${key.action} is no action of this version`, {
      code: 'unknown-action',
      hint: 'use the version that submitted the batch',
    });
  const { session, value: flags } = await openSession<WorkerFlags>(
    vendor,
    invocation,
    { credentials: 'required', product: action.product },
    async (globals) => {
      const problems: Problem[] = [...strayProblems(globals)];
      const read = readFlags(raw, keyPath, problems);
      const root = await runtime.fs.stat(resolve(runtime.cwd, read.mediaRoot)).catch(() => undefined);
      if (!root?.isDirectory())
        problems.push({ category: 'media', flag: '--media-root', message: `${read.mediaRoot} is not a folder`, hint: 'mount it first' });
      return { problems, value: read };
    },
  );
  return withEngine(
    raw.engine,
    runtime,
    async (engine) => {
      const { place } = await requireBatch(engine.ledger, key.batch);
      if (place !== placeOfCalls(session.options))
        throw problemsError([
          usageProblem(
            '--endpoint',
            `the batch was submitted for the ${place}, and this worker would call the ${placeOfCalls(session.options)}`,
            'give the same --sandbox or --endpoint to both',
          ),
        ]);
      const journal = await ownJournal(resolve(runtime.cwd, flags.journal), key, session);
      try {
        return await withWorld(session, (world) => serve(session, engine, key, action, flags, journal, world));
      } finally {
        await journal.close();
      }
    },
    flags.concurrency + 4,
  );
};
