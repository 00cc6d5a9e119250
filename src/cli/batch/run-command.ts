import { resolve } from 'node:path';
import { beginJournal } from '../../app/batch/journal/open-journal.ts';
import type { Action } from '../../core/declare/action.ts';
import { type Problem, problemsError } from '../../core/errors.ts';
import { categoryOfSignal } from '../../core/exit.ts';
import { findVendor } from '../../vendors/registry.ts';
import type { Vendor } from '../../vendors/vendor.ts';
import { expectProblems, thresholdProblems } from '../action/flag-problems.ts';
import { outputProblems } from '../eval/eval-files.ts';
import { withWorld } from '../flags/open-world.ts';
import { openSession } from '../flags/session.ts';
import type { Handler, Invocation } from '../handler.ts';
import { confirmCalls } from './confirm.ts';
import { headerFor, nothingToCall, type OpenedRun, openRun, placeOfCalls, rowFaults, skippedNotices } from './open-run.ts';
import { actionNamed, type RunRequest, readRunRequest, strayProblems } from './run-request.ts';
import { quotaOfRate, runRows } from './run-rows.ts';
import { forecastLine, runExitCode, summaryText } from './summary.ts';

const isProblem = (value: Action | Problem): value is Problem => 'category' in value;

/** Reads flags, settings, journal and manifest, with the faults of all of them. */
async function open(action: Action, vendor: Vendor, request: RunRequest, given: readonly Problem[], invocation: Invocation) {
  const { runtime } = invocation;
  const judging = vendor.actions.find(({ name }) => name === action.follow?.action) ?? action;
  let opened: OpenedRun | undefined;
  try {
    const { session } = await openSession(
      vendor,
      invocation,
      { credentials: 'required', product: action.product, action },
      async (globals) => {
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
      },
    );
    return { session, opened: opened as unknown as OpenedRun };
  } catch (error) {
    await (opened as OpenedRun | undefined)?.journal?.close();
    throw error;
  }
}

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
  const end = await withWorld(session, (world) => runRows({ session, opened, journal, request }, world));
  runtime.stderr.write(summaryText(end));
  const interrupted = runtime.signal.aborted ? categoryOfSignal(runtime.signal.reason) : undefined;
  return runExitCode(end, request.failOn, interrupted);
};
