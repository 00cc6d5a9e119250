import { createHash } from 'node:crypto';
import type { Ledger } from '../../app/batch/engine/ledger.ts';
import { openRowQueue, type RowJob, serveRows } from '../../app/batch/engine/row-queue.ts';
import { SharedSlots } from '../../app/batch/engine/shared-slots.ts';
import type { RowJournal } from '../../app/batch/journal/open-journal.ts';
import { rowReaderFor } from '../../app/batch/manifest/row-reader.ts';
import type { RowCaller } from '../../app/batch/run/call-row.ts';
import { ProcessSlots, type Slots } from '../../app/batch/run/slots.ts';
import { type Stopper, type StopReason, stopperOnSignal } from '../../app/batch/run/stopper.ts';
import { createRowTally, type RowTally } from '../../app/batch/run/tally.ts';
import { worldForRows } from '../../app/batch/run/world-for-rows.ts';
import { RowServer, repairLedger } from '../../app/batch/worker/serve-row.ts';
import type { World } from '../../app/call/world.ts';
import type { Action } from '../../core/declare/action.ts';
import { IdvError } from '../../core/errors.ts';
import { categoryOfSignal, exitCodeOfCategory } from '../../core/exit.ts';
import type { Session } from '../flags/session.ts';
import type { BatchKey } from './key-file.ts';
import { type Engine, requireBatch } from './open-engine.ts';
import { progressLine } from './summary.ts';

const lookEveryMs = 1000;
const lineEveryMs = 10_000;
/** How long an answer may be on its way into the ledger before the row counts as unsure. */
const settlingS = 30;

export interface WorkerFlags {
  mediaRoot: string;
  journal: string;
  concurrency: number;
  rate: number | undefined;
}

/** A worker that is about to begin. */
export interface ReadyWorker {
  session: Session;
  engine: Engine;
  key: BatchKey;
  action: Action;
  flags: WorkerFlags;
  journal: RowJournal;
}

function slotsFor({ action, flags: { rate }, engine: { database }, session: { runtime, settings } }: ReadyWorker, stopper: Stopper): Slots {
  const quota = rate === undefined ? (action.requestsPerSecond ?? undefined) : rate / 0.9;
  if (quota === undefined) return new ProcessSlots({ quota, monotonicMs: runtime.monotonicMs, rest: stopper.rest });
  const account = createHash('sha256')
    .update(settings.credentials?.id ?? '')
    .digest('hex')
    .slice(0, 16);
  const key = [account, action.vendor, action.product, action.name, settings.region.value].join(' ');
  return new SharedSlots({ database, key, quota, monotonicMs: runtime.monotonicMs, rest: stopper.rest });
}

function callerOf(ready: ReadyWorker, world: World, tally: RowTally, stopper: Stopper): RowCaller {
  const { session, action, flags } = ready;
  return {
    world: worldForRows(world),
    reader: rowReaderFor(action, { manifest: '', mediaRoot: flags.mediaRoot }, session.runtime),
    slots: slotsFor(ready, stopper),
    stopper,
    admit: () => true,
    takeBack: () => undefined,
    throttled() {
      tally.throttles += 1;
    },
    notice: session.notice,
  };
}

/** What serves the rows; before it is there, the ledger is told all that the journal knows. */
async function openServer({ session, engine, key, journal }: ReadyWorker, caller: RowCaller, tally: RowTally): Promise<RowServer> {
  const { runtime, vendor, settings } = session;
  const worker = journal.header.worker ?? '';
  const place = { batch: key.batch, worker, journal, ledger: engine.ledger, nowMs: runtime.nowMs };
  await repairLedger(place);
  return new RowServer({
    ...place,
    batchKey: key.key,
    token: `${worker}/${runtime.uuid()}`,
    vendor,
    caller,
    deadlineS: settings.timeoutS.value + settlingS,
    ended: (body) => tally.note('', body),
  });
}

function stopWhereFull({ isFull }: RowJournal, stopper: Stopper): void {
  if (!isFull) return;
  const hint = 'make room, and start the worker again';
  stopper.stop(
    'the disk of the journal is full',
    new IdvError('output', 'the disk of the journal is full', { code: 'journal-full', hint }),
  );
}

/** Whether rows of the batch are still to be waited for. */
async function isOpen(ledger: Ledger, batch: string, rows: number): Promise<boolean> {
  const counts = await ledger.counts(batch);
  const done = counts.reduce((sum, { kind, rows: count }) => sum + (kind === 'running' ? 0 : count), 0);
  const found = await ledger.find(batch);
  return done < rows && found?.closed === false;
}

/** Waits until all rows have an outcome or the worker is stopped, and says how far the batch is. */
async function waitForRows({ session, engine, key }: ReadyWorker, rows: number, tally: RowTally, stopper: Stopper): Promise<void> {
  const { runtime, notice } = session;
  const startedMs = runtime.monotonicMs();
  const say = (): void => notice(progressLine(tally, rows, runtime.monotonicMs() - startedMs));
  let saidMs = startedMs;
  while (!stopper.isStopped()) {
    await stopper.rest(lookEveryMs);
    if (!(await isOpen(engine.ledger, key.batch, rows))) break;
    if (runtime.monotonicMs() - saidMs < lineEveryMs) continue;
    saidMs = runtime.monotonicMs();
    say();
  }
}

/** What is wrong for every row here is wrong for the other workers too. */
async function pauseAll({ key, engine: { database, ledger } }: ReadyWorker, { said }: StopReason): Promise<void> {
  const queue = openRowQueue(key.batch, database);
  await queue.pause();
  await queue.close();
  await ledger.mark(key.batch, said);
}

/** Serves until all rows have an outcome, the worker is stopped, or something is wrong for every row. Resolves to the exit code. */
export async function serveBatch(ready: ReadyWorker, world: World): Promise<number> {
  const { session, engine, key, flags, journal } = ready;
  const { runtime } = session;
  const { rows } = await requireBatch(engine.ledger, key.batch);
  const { stopper } = stopperOnSignal(runtime);
  const tally = createRowTally();
  const server = await openServer(ready, callerOf(ready, world, tally, stopper), tally);
  let failure: unknown;
  const serve = async (job: RowJob) => {
    stopWhereFull(journal, stopper);
    return server.serve(job);
  };
  const serving = await serveRows(key.batch, engine.database, flags.concurrency, serve, {
    nowMs: runtime.nowMs,
    fatal(error) {
      failure ??= error;
      stopper.stop('the worker cannot go on', error instanceof IdvError ? error : undefined);
    },
  });
  const startedMs = runtime.monotonicMs();
  await waitForRows(ready, rows, tally, stopper);
  await serving.close();
  const { reason } = stopper;
  if (reason?.failure && failure === undefined) await pauseAll(ready, reason);
  session.notice(progressLine(tally, rows, runtime.monotonicMs() - startedMs));
  if (failure !== undefined) throw failure;
  if (reason?.failure) throw reason.failure;
  return runtime.signal.aborted ? exitCodeOfCategory(categoryOfSignal(runtime.signal.reason)) : 0;
}
