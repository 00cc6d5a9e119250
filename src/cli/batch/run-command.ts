import { resolve } from 'node:path';
import { beginJournal, type RowJournal } from '../../app/batch/journal/open-journal.ts';
import type { RowCaller } from '../../app/batch/run/call-row.ts';
import { resultsTo } from '../../app/batch/run/results.ts';
import { createRun } from '../../app/batch/run/run-batch.ts';
import { createSlots, type Slots } from '../../app/batch/run/slots.ts';
import { createStopper, type Stopper } from '../../app/batch/run/stopper.ts';
import { createRowTally, type RowTally } from '../../app/batch/run/tally.ts';
import type { World } from '../../app/call/world.ts';
import type { Action } from '../../core/declare/action.ts';
import { type Problem, problemsError } from '../../core/errors.ts';
import { categoryOfSignal } from '../../core/exit.ts';
import { findVendor } from '../../vendors/registry.ts';
import type { Vendor } from '../../vendors/vendor.ts';
import { expectProblems, thresholdProblems } from '../action/flag-problems.ts';
import { outputProblems } from '../eval/eval-files.ts';
import { withWorld } from '../flags/open-world.ts';
import { openSession, type Session } from '../flags/session.ts';
import type { Handler, Invocation } from '../handler.ts';
import { startProgress } from '../show/progress.ts';
import { confirmCalls } from './confirm.ts';
import { openLineFile } from './line-file.ts';
import { headerFor, nothingToCall, type OpenedRun, openRun, placeOfCalls, skippedNotices } from './open-run.ts';
import { actionNamed, type RunRequest, readRunRequest, strayProblems } from './run-request.ts';
import { forecastLine, progressLine, type RunEnd, runExitCode, summaryText } from './summary.ts';

/** A connection that was idle for longer may be closed as a call leaves, and then nobody knows whether it was made. */
const paidIdleMs = 2000;
const plainLineEveryMs = 10_000;
const tickMs = 1000;
/** How much of what the user allows by --rate is used: the slots take 90 % of a quota. */
const quotaOfRate = 1 / 0.9;

const isProblem = (value: Action | Problem): value is Problem => 'category' in value;

/** Reads flags, settings, journal and manifest, with the faults of all of them. */
async function open(action: Action, vendor: Vendor, request: RunRequest, given: readonly Problem[], invocation: Invocation) {
  const { runtime } = invocation;
  const judging = vendor.actions.find(({ name }) => name === action.follow?.action) ?? action;
  let opened: OpenedRun | undefined;
  try {
    const { session } = await openSession(vendor, invocation, { credentials: 'required', product: action.product }, async (globals) => {
      const problems: Problem[] = [
        ...given,
        ...strayProblems(globals),
        ...thresholdProblems(judging, globals.threshold),
        ...expectProblems(judging, globals.expect),
      ];
      if (request.out !== undefined) {
        const output = { flag: '--out', path: request.out, begins: '{"schemaVersion":1,"id":' };
        problems.push(...(await outputProblems([output], [request.manifest, request.journal], globals.force === true, runtime)));
      }
      opened = await openRun(action, request, globals, runtime, problems);
      return { problems, value: undefined };
    });
    return { session, opened: opened as unknown as OpenedRun };
  } catch (error) {
    await (opened as OpenedRun | undefined)?.journal?.close();
    throw error;
  }
}

/** Slots for an action: at what the user says, or at what the catalogue knows. */
function slotsFor(action: Action, { rate }: RunRequest, stopper: Stopper, { runtime }: Session): Slots {
  const quota = rate === undefined ? (action.requestsPerSecond ?? undefined) : rate * quotaOfRate;
  return createSlots({ quota, monotonicMs: runtime.monotonicMs, rest: stopper.rest });
}

/** Counts paid calls, and stops before one too many. */
function limitsOf(
  request: RunRequest,
  tally: RowTally,
  journal: RowJournal,
  stopper: Stopper,
  readOnly: boolean,
): Pick<RowCaller, 'admit' | 'takeBack'> {
  const { maxCalls, budget, price = 0 } = request;
  const refuse = (flag: string): boolean => {
    stopper.stop(`${flag} is reached`);
    return false;
  };
  return {
    admit() {
      if (readOnly) return true;
      if (maxCalls !== undefined && tally.calls >= maxCalls) return refuse('--max-calls');
      if (budget !== undefined && (journal.calls + tally.calls + 1) * price > budget + 1e-9) return refuse('--budget');
      tally.calls += 1;
      return true;
    },
    takeBack() {
      if (!readOnly) tally.calls -= 1;
    },
  };
}

/** A world for many calls: a signal lets them end, and connections are kept while they are fresh. */
function worldForRows(world: World): World {
  const { signal: _, ...sendOptions } = world.sendOptions;
  return { ...world, sendOptions, paidIdleMs };
}

/** Says how far the run is: on a terminal all the time, elsewhere a line every 10 s. */
async function showProgress(
  { runtime, options }: Session,
  tally: RowTally,
  total: number,
): Promise<{ stop(): void; notice(text: string): void }> {
  const progress = await startProgress(runtime, 'calling', options);
  const startedMs = runtime.monotonicMs();
  let saidMs = startedMs;
  const end = runtime.every(tickMs, () => {
    const nowMs = runtime.monotonicMs();
    const line = progressLine(tally, total, nowMs - startedMs);
    progress.update(line);
    if (progress.animated || nowMs - saidMs < plainLineEveryMs) return;
    saidMs = nowMs;
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

async function runRows(session: Session, opened: OpenedRun, journal: RowJournal, request: RunRequest, world: World): Promise<RunEnd> {
  const { runtime, vendor, options } = session;
  const { reader, checked } = opened;
  const { action } = reader;
  const stopper = createStopper(runtime.sleep, runtime.monotonicMs);
  const onSignal = (): void => stopper.stop('interrupted');
  if (runtime.signal.aborted) onSignal();
  else runtime.signal.addEventListener('abort', onSignal, { once: true });
  const tally = createRowTally();
  const file =
    request.out === undefined
      ? undefined
      : await openLineFile(resolve(runtime.cwd, request.out), runtime.fs, (error) => stopper.stop(error.message, error));
  const said = new Set<string>();
  const progress = await showProgress(session, tally, checked.index.rows - checked.faultyRows);
  const slots = slotsFor(action, request, stopper, session);
  const readingAction = vendor.actions.find(({ name }) => name === action.follow?.action) ?? action;
  const run = createRun(
    {
      path: resolve(runtime.cwd, request.manifest),
      index: checked.index,
      journal,
      vendor,
      caller: {
        world: worldForRows(world),
        reader,
        slots,
        stopper,
        ...limitsOf(request, tally, journal, stopper, action.readOnly),
        throttled() {
          tally.throttles += 1;
        },
        notice(text) {
          if (!said.has(text)) progress.notice(text);
          said.add(text);
        },
      },
      readingSlots: readingAction === action ? slots : slotsFor(readingAction, request, stopper, session),
      tally,
      results: resultsTo((line) => (file ? file.write(line) : runtime.stdout.write(line)), request.ordered),
      concurrency: request.concurrency,
      showPii: options.showPii === true,
      waitTimeoutS: request.waitTimeoutS,
      saveDir: options.saveDir === undefined ? undefined : { dir: resolve(runtime.cwd, options.saveDir), force: options.force === true },
    },
    runtime,
  );
  try {
    await run();
  } finally {
    progress.stop();
    runtime.signal.removeEventListener('abort', onSignal);
    await file?.close().catch((error) => stopper.stop('the results cannot be written', error));
    await journal.close();
  }
  const total = checked.index.rows - rowFaults(opened);
  return { tally, total, left: total - tally.done, invalid: checked.faultyRows, reason: stopper.reason, price: request.price };
}

const rowFaults = ({ checked: { index } }: OpenedRun): number => {
  let faulty = 0;
  for (let row = 1; row <= index.rows; row += 1) if (index.get(row)?.kind !== 'new' && index.get(row)?.kind !== 'known') faulty += 1;
  return faulty;
};

/** `idv batch run`: every row of a manifest called at most once, in this process. */
export const runBatchCommand: Handler = async (invocation) => {
  const { runtime, options: raw, args } = invocation;
  const { request, problems } = readRunRequest(raw, args);
  const action = actionNamed(raw.action);
  if (isProblem(action)) throw problemsError([action, ...problems]);
  const vendor = findVendor(action.vendor) as Vendor;
  const { session, opened } = await open(action, vendor, request, problems, invocation);
  const { checked, calls, batchKey } = opened;
  try {
    for (const text of skippedNotices(checked)) session.notice(text);
    for (const [text, rows] of checked.notices) session.notice(rows === 1 ? text : `${text} (${rows} rows)`);
    if (checked.repeated > 0) session.notice(`${checked.repeated} rows have the same files and values as an earlier one; each is called`);
    const rows = checked.index.rows - rowFaults(opened);
    if (rows === 0) throw nothingToCall(request.manifest);
    const quota = action.requestsPerSecond;
    if (request.rate !== undefined && quota !== null && request.rate > quota)
      session.notice(`--rate ${request.rate} is more than the ${quota} a second that the service states`);
    const rate = request.rate ?? (quota === null ? undefined : quota / quotaOfRate);
    session.notice(forecastLine({ rows, calls, price: request.price, rate }));
    if (session.options.dryRun) {
      session.notice('nothing was called: --dry-run');
      await opened.journal?.close();
      return 0;
    }
    const isFree = placeOfCalls(session.options) === 'sandbox' || action.readOnly;
    await confirmCalls(isFree ? 0 : calls, { yes: request.yes, prompt: session.options.prompt }, runtime);
  } catch (error) {
    await opened.journal?.close();
    throw error;
  }
  const journal =
    opened.journal ??
    (await beginJournal(resolve(runtime.cwd, request.journal), headerFor(batchKey, action, session.options, runtime.nowMs()), runtime));
  const end = await withWorld(session, (world) => runRows(session, opened, journal, request, world));
  runtime.stderr.write(summaryText(end));
  const interrupted = runtime.signal.aborted ? categoryOfSignal(runtime.signal.reason) : undefined;
  return runExitCode(end, request.failOn, interrupted);
};
