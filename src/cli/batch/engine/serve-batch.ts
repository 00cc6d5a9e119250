import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import type { LedgerBatch } from '../../../app/batch/engine/batch-register.ts';
import { processJobs, type RowJob } from '../../../app/batch/engine/row-queue.ts';
import { SharedSlots } from '../../../app/batch/engine/shared-slots.ts';
import type { RowJournal } from '../../../app/batch/journal/open-journal.ts';
import { rowReaderFor } from '../../../app/batch/manifest/row-reader.ts';
import type { RowCallContext } from '../../../app/batch/run/call-row.ts';
import { oncePerText } from '../../../app/batch/run/once-per-text.ts';
import { saveRow } from '../../../app/batch/run/save-row.ts';
import { ProcessSlots, type Slots, slotSettings } from '../../../app/batch/run/slots.ts';
import { type Stopper, stopperOnSignal } from '../../../app/batch/run/stopper.ts';
import { createRowTally, type RowTally } from '../../../app/batch/run/tally.ts';
import { worldForRows } from '../../../app/batch/run/world-for-rows.ts';
import { ledgerLostCalls } from '../../../app/batch/worker/ledger-check.ts';
import { repairLedger } from '../../../app/batch/worker/repair-ledger.ts';
import { RowServer } from '../../../app/batch/worker/serve-row.ts';
import type { WorkerContext } from '../../../app/batch/worker/worker-context.ts';
import type { World } from '../../../app/call/world.ts';
import type { Action } from '../../../core/declare/action.ts';
import { IdvError } from '../../../core/errors.ts';
import { categoryOfSignal, exitCodeOfCategory } from '../../../core/exit.ts';
import type { Session } from '../../flags/session.ts';
import { progressLine } from '../summary.ts';
import type { BatchKey } from './key-file.ts';
import { type Engine, requireBatch } from './open-engine.ts';
import { pauseQueue } from './pause-queue.ts';
import { requireMedia } from './sample-media.ts';

const checkEveryMs = 1000;
const lineEveryMs = 10_000;
/** How long an answer may take to reach the ledger before the row counts as unsure. */
const extraDeadlineS = 30;

export interface WorkerFlags {
  /** Path of the key file. */
  key: string;
  mediaRoot: string;
  journal: string;
  concurrency: number;
  rate: number | undefined;
}

/** A worker that is about to start. */
export interface ReadyWorker {
  session: Session;
  engine: Engine;
  key: BatchKey;
  action: Action;
  flags: WorkerFlags;
  journal: RowJournal;
}

/** Slots of an action, which all workers of the account share. */
function slotsFor(
  action: Action,
  { flags: { rate }, engine: { database }, session: { runtime, settings } }: ReadyWorker,
  stopper: Stopper,
): Slots {
  const quota = rate === undefined ? (action.requestsPerSecond ?? undefined) : rate / slotSettings.sharedShareOfQuota;
  if (quota === undefined) return new ProcessSlots({ quota, monotonicMs: runtime.monotonicMs, rest: stopper.rest });
  const account = createHash('sha256')
    .update(settings.credentials?.id ?? '')
    .digest('hex')
    .slice(0, 16);
  const key = [account, action.vendor, action.product, action.name, settings.region.value].join(' ');
  return new SharedSlots({ database, key, quota, monotonicMs: runtime.monotonicMs, rest: stopper.rest });
}

function callingOf(
  ready: ReadyWorker,
  world: World,
  tally: RowTally,
  stopper: Stopper,
): Pick<WorkerContext, 'callContext' | 'readingContext'> {
  const { session, action, flags } = ready;
  const slots = slotsFor(action, ready, stopper);
  const reading = session.vendor.actions.find(({ name }) => name === action.follow?.action);
  const callContext: RowCallContext = {
    world: worldForRows(world),
    reader: rowReaderFor(action, { manifest: '', mediaRoot: flags.mediaRoot }, session.runtime),
    slots,
    stopper,
    admit: () => true,
    takeBack: () => undefined,
    throttled() {
      tally.throttles += 1;
    },
    notice: oncePerText(session.notice),
  };
  return { callContext, readingContext: reading ? { ...callContext, slots: slotsFor(reading, ready, stopper) } : callContext };
}

/** Saves pictures and clips in `--save-dir`; a file that cannot be saved is reported, and stops nothing. */
function savingOf({ session: { runtime, options } }: ReadyWorker, callContext: RowCallContext): WorkerContext['save'] {
  const { saveDir: dir, force = false } = options;
  if (dir === undefined) return async () => [];
  return (row, outcome) => saveRow(row, outcome, { dir: resolve(runtime.cwd, dir), force }, callContext, runtime);
}

/**
 * Creates what serves the rows. Before that, the ledger gets everything that the journal knows. Throws IdvError `config` if the ledger has
 * lost calls.
 */
async function openServer(
  ready: ReadyWorker,
  calling: Pick<WorkerContext, 'callContext' | 'readingContext'>,
  tally: RowTally,
): Promise<RowServer> {
  const { session, engine, key, journal } = ready;
  const { runtime, vendor, settings } = session;
  // If the journal is a copy, a worker with the same name may use the original.
  const worker = journal.isCopy ? runtime.uuid() : (journal.header.worker ?? '');
  const context: WorkerContext = {
    ...calling,
    batch: key.batch,
    batchKey: key.key,
    worker,
    token: `${worker}/${runtime.uuid()}`,
    vendor,
    journal,
    ledger: engine.ledger,
    register: engine.register,
    deadlineS: settings.timeoutS.value + extraDeadlineS,
    nowMs: runtime.nowMs,
    save: savingOf(ready, calling.callContext),
    ended: (body) => tally.note('', body),
  };
  const server = await engine.ledger.server();
  const missingRows = await repairLedger(context);
  if (missingRows > 0) {
    const error = ledgerLostCalls(missingRows);
    await pauseQueue(key.batch, engine, error.message);
    throw error;
  }
  return new RowServer(context, server);
}

function stopIfFull({ isFull }: RowJournal, stopper: Stopper): void {
  if (!isFull) return;
  const hint = 'make room, and start the worker again';
  stopper.stop(
    'the disk of the journal is full',
    new IdvError('output', 'the disk of the journal is full', { code: 'journal-full', hint }),
  );
}

/** Waits until all rows have an outcome or the worker is stopped, and shows the progress of the batch. */
async function waitForRows({ session, engine, key }: ReadyWorker, server: RowServer, tally: RowTally, stopper: Stopper): Promise<void> {
  const { runtime, notice } = session;
  const startedMs = runtime.monotonicMs();
  let lastLineMs = startedMs;
  const findUnfinished = async (): Promise<LedgerBatch | undefined> => {
    await server.watch();
    const found = await engine.register.find(key.batch);
    return found && !found.closed && (await engine.register.isUnfinished(key.batch)) ? found : undefined;
  };
  while (!stopper.isStopped()) {
    await stopper.rest(checkEveryMs);
    // A signal is handled at once, even if the server does not answer.
    const found = await Promise.race([findUnfinished(), stopper.stopped]);
    if (!found) break;
    if (runtime.monotonicMs() - lastLineMs < lineEveryMs) continue;
    lastLineMs = runtime.monotonicMs();
    notice(progressLine(tally, found.rows, lastLineMs - startedMs));
  }
}

/** Serves until all rows have an outcome, the worker is stopped, or something is wrong for every row. Resolves to the exit code. */
export async function serveBatch(ready: ReadyWorker, world: World): Promise<number> {
  const { session, engine, key, flags, journal } = ready;
  const { runtime } = session;
  const { rows } = await requireBatch(engine, key.batch);
  const { stopper } = stopperOnSignal(runtime);
  const tally = createRowTally();
  const calling = callingOf(ready, world, tally, stopper);
  await requireMedia(ready, calling.callContext.reader);
  const server = await openServer(ready, calling, tally);
  let failure: unknown;
  const serve = async (job: RowJob) => {
    stopIfFull(journal, stopper);
    return server.serve(job);
  };
  const serving = await processJobs(key.batch, engine.database, flags.concurrency, serve, {
    nowMs: runtime.nowMs,
    fatal(error) {
      failure ??= error;
      stopper.stop('the worker cannot continue', error instanceof IdvError ? error : undefined);
    },
  });
  const startedMs = runtime.monotonicMs();
  try {
    await waitForRows(ready, server, tally, stopper);
  } finally {
    await serving.close();
  }
  const { reason } = stopper;
  // A problem of every row here is also a problem for the other workers.
  if (reason?.failure && failure === undefined) await pauseQueue(key.batch, engine, reason.message);
  session.notice(progressLine(tally, rows, runtime.monotonicMs() - startedMs));
  if (failure !== undefined) throw failure;
  if (reason?.failure) throw reason.failure;
  return runtime.signal.aborted ? exitCodeOfCategory(categoryOfSignal(runtime.signal.reason)) : 0;
}
