import { resolve } from 'node:path';
import type { RowJournal } from '../../app/batch/journal/open-journal.ts';
import type { BatchRun } from '../../app/batch/run/batch-run.ts';
import type { RowCallContext } from '../../app/batch/run/call-row.ts';
import { oncePerText } from '../../app/batch/run/once-per-text.ts';
import { type Results, resultsTo } from '../../app/batch/run/results.ts';
import { runBatch } from '../../app/batch/run/run-batch.ts';
import { ProcessSlots, type Slots, slotSettings } from '../../app/batch/run/slots.ts';
import { type Stopper, stopperOnSignal } from '../../app/batch/run/stopper.ts';
import { createRowTally, type RowTally } from '../../app/batch/run/tally.ts';
import { worldForRows } from '../../app/batch/run/world-for-rows.ts';
import type { World } from '../../app/call/world.ts';
import type { Action } from '../../core/declare/action.ts';
import { IdvError } from '../../core/errors.ts';
import type { Session } from '../flags/session.ts';
import { startProgress } from '../show/progress.ts';
import { type LineFile, openLineFile } from './line-file.ts';
import { type OpenedRun, rowFaults } from './open-run.ts';
import type { RunRequest } from './run-request.ts';
import { sandboxNotice } from './sandbox-notice.ts';
import { categoryOfRun, progressLine, type RunEnd } from './summary.ts';

const plainLineEveryMs = 10_000;
const tickMs = 1000;
/** The factor from --rate to a quota. The slots use only 90 % of a quota, but --rate is the exact rate. */
export const quotaOfRate = 1 / slotSettings.shareOfQuota;

/** Slots for an action, at the user's rate or the rate of the catalogue. */
function slotsFor(action: Action, { rate }: RunRequest, stopper: Stopper, { runtime }: Session): Slots {
  const quota = rate === undefined ? (action.requestsPerSecond ?? undefined) : rate * quotaOfRate;
  return new ProcessSlots({ quota, monotonicMs: runtime.monotonicMs, rest: stopper.rest });
}

/** Counts paid calls, and stops before the limit is exceeded. */
function limitsOf(
  request: RunRequest,
  tally: RowTally,
  journal: RowJournal,
  stopper: Stopper,
  readOnly: boolean,
): Pick<RowCallContext, 'admit' | 'takeBack'> {
  const { maxCalls, budget, price = 0 } = request;
  const refuse = (flag: string, next?: string): boolean => {
    stopper.stop(`${flag} is reached`, undefined, next);
    return false;
  };
  return {
    admit() {
      if (readOnly) return true;
      if (maxCalls !== undefined && tally.calls >= maxCalls) return refuse('--max-calls');
      if (budget !== undefined && (journal.calls + tally.calls + 1) * price > budget + 1e-9)
        return refuse('--budget', 'give a higher --budget to continue');
      tally.calls += 1;
      return true;
    },
    takeBack() {
      if (!readOnly) tally.calls -= 1;
    },
  };
}

/** Shows the progress of the run: always on a terminal, elsewhere one line every 10 s. */
async function showProgress(
  { runtime, options }: Session,
  tally: RowTally,
  total: number,
): Promise<{ stop(): void; notice(text: string): void }> {
  const progress = await startProgress(runtime, 'calling', options);
  const startedMs = runtime.monotonicMs();
  let lastLineMs = startedMs;
  const end = runtime.every(tickMs, () => {
    const nowMs = runtime.monotonicMs();
    const line = progressLine(tally, total, nowMs - startedMs);
    progress.update(line);
    if (progress.animated || nowMs - lastLineMs < plainLineEveryMs) return;
    lastLineMs = nowMs;
    progress.notice(line);
  });
  return {
    notice: progress.notice,
    stop() {
      end();
      progress.stop();
    },
  };
}

/** Counts the requests that are sent. A run that has sent something has other exit codes. */
const countingSent = (transport: World['transport'], tally: RowTally): World['transport'] => ({
  ...transport,
  send(...call) {
    tally.sent += 1;
    return transport.send(...call);
  },
});

/** The error that ends a run. After requests were sent, its category must not say that nothing was sent. */
const errorOfRun = (error: unknown, { sent }: RowTally): unknown =>
  error instanceof IdvError ? error.as(categoryOfRun(error.category, sent)) : error;

/** A run that is about to start: the request, and what was found. */
export interface ReadyRun {
  session: Session;
  opened: OpenedRun;
  journal: RowJournal;
  request: RunRequest;
}

/** Results for standard output or --out. If they are from a sandbox, that is said, even if this run sends nothing. */
function resultsOf({ session, request }: ReadyRun, file: LineFile | undefined, tally: RowTally): Results {
  const { runtime, options } = session;
  const results = resultsTo((line) => (file ? file.write(line) : runtime.stdout.write(line)), request.ordered);
  // A call in this run already says it.
  const noteSandbox = sandboxNotice(runtime, () => options.sandbox === true || tally.sent > 0);
  return {
    room: () => results.room(),
    begin: (row) => results.begin(row),
    skip: (row) => results.skip(row),
    write(row, body) {
      noteSandbox(body);
      results.write(row, body);
    },
  };
}

/** How the rows are called, and how the results of tokens are read. */
function callingOf(
  { session, opened, journal, request }: ReadyRun,
  world: World,
  tally: RowTally,
  stopper: Stopper,
  notice: (text: string) => void,
): Pick<BatchRun, 'callContext' | 'readingSlots'> {
  const { reader } = opened;
  const { action } = reader;
  const slots = slotsFor(action, request, stopper, session);
  const readingAction = session.vendor.actions.find(({ name }) => name === action.follow?.action) ?? action;
  const callContext: RowCallContext = {
    world: worldForRows({ ...world, transport: countingSent(world.transport, tally) }),
    reader,
    slots,
    stopper,
    ...limitsOf(request, tally, journal, stopper, action.readOnly),
    throttled() {
      tally.throttles += 1;
    },
    notice: oncePerText(notice),
  };
  return { callContext, readingSlots: readingAction === action ? slots : slotsFor(readingAction, request, stopper, session) };
}

/** The settings of the run that come from the flags. */
function shapeOf({ session, request }: ReadyRun): Pick<BatchRun, 'concurrency' | 'showPii' | 'waitTimeoutS' | 'saveDir'> {
  const { runtime, options } = session;
  return {
    concurrency: request.concurrency,
    showPii: options.showPii === true,
    waitTimeoutS: request.waitTimeoutS,
    saveDir: options.saveDir === undefined ? undefined : { dir: resolve(runtime.cwd, options.saveDir), force: options.force === true },
  };
}

/** Calls the rows of a manifest that was checked, and closes the journal. */
export async function runRows(ready: ReadyRun, world: World): Promise<RunEnd> {
  const { session, opened, journal, request } = ready;
  const { runtime, vendor } = session;
  const { checked } = opened;
  const { stopper, release } = stopperOnSignal(runtime);
  const tally = createRowTally();
  const file =
    request.out === undefined
      ? undefined
      : await openLineFile(resolve(runtime.cwd, request.out), runtime.fs, (error) => stopper.stop(error.message, error));
  const progress = await showProgress(session, tally, checked.index.rows - checked.faultyRows);
  const batch: BatchRun = {
    path: resolve(runtime.cwd, request.manifest),
    index: checked.index,
    journal,
    vendor,
    tally,
    results: resultsOf(ready, file, tally),
    ...callingOf(ready, world, tally, stopper, progress.notice),
    ...shapeOf(ready),
  };
  try {
    await runBatch(batch, runtime);
  } catch (error) {
    throw errorOfRun(error, tally);
  } finally {
    progress.stop();
    release();
    await file?.close().catch((error) => stopper.stop('the results cannot be written', error));
    await journal.close();
  }
  const total = checked.index.rows - rowFaults(opened);
  return { tally, total, left: total - tally.done, invalid: checked.faultyRows, reason: stopper.reason, price: request.price };
}
