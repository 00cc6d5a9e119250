import { resolve } from 'node:path';
import { wasThere } from '../../app/batch/journal/length-file.ts';
import { beginJournal } from '../../app/batch/journal/open-journal.ts';
import type { Action } from '../../core/declare/action.ts';
import { fileCodeOf, IdvError, type Problem, problemsError, usageProblem } from '../../core/errors.ts';
import { categoryOfSignal } from '../../core/exit.ts';
import { plural, withCommas } from '../../core/text/printable.ts';
import type { Runtime } from '../../runtime.ts';
import { vendorsByName } from '../../vendors/registry.ts';
import type { Vendor } from '../../vendors/vendor.ts';
import { outputProblems } from '../eval/eval-files.ts';
import { withWorld } from '../flags/open-world.ts';
import { openSession, type Session } from '../flags/session.ts';
import type { Handler, Invocation } from '../handler.ts';
import { companionPath } from './companion-path.ts';
import { confirmCalls } from './confirm.ts';
import { findBatchKey } from './engine/key-file.ts';
import { headerFor, nothingToCall, type OpenedRun, openRun, placeOfCalls, rowFaults, skippedNotices } from './open-run.ts';
import { passConditionProblems } from './pass-conditions.ts';
import { actionNamed, batchFlagProblems, type RunRequest, readRunRequest } from './run-request.ts';
import { quotaOfRate, runRows } from './run-rows.ts';
import { forecastLine, runExitCode, summaryText } from './summary.ts';

const isProblem = (value: Action | Problem): value is Problem => 'category' in value;

/** Reads flags, settings, journal and manifest, and collects the problems of all of them. */
async function open(action: Action, vendor: Vendor, request: RunRequest, given: readonly Problem[], invocation: Invocation) {
  const { runtime } = invocation;
  let opened: OpenedRun | undefined;
  let unreadable: IdvError | undefined;
  try {
    const { session } = await openSession(
      vendor,
      invocation,
      { credentials: 'required', product: action.product, action },
      async (globals) => {
        const problems: Problem[] = [...given, ...batchFlagProblems(globals), ...passConditionProblems(action, globals)];
        if (request.out !== undefined) {
          const output = { flag: '--out', path: request.out, start: '{"schemaVersion":1,"id":' };
          problems.push(...(await outputProblems([output], [request.manifest, request.journal], globals.force === true, runtime)));
        }
        problems.push(...(await submittedProblems(request, placeOfCalls(globals), runtime)));
        try {
          // Standard input is refused already, and a file with this name is not meant.
          if (request.manifest !== '-') opened = await openRun(action, request, globals, runtime, problems);
        } catch (error) {
          if (!(error instanceof IdvError) || problemsOf(error).length === 0) throw error;
          unreadable = error;
          problems.push(...problemsOf(error));
        }
        return { problems, value: undefined };
      },
    );
    return { session, opened: opened as unknown as OpenedRun };
  } catch (error) {
    // If there is no other problem, the original error says more.
    if (unreadable && error instanceof IdvError && error.problems.length === problemsOf(unreadable).length) throw unreadable;
    await (opened as OpenedRun | undefined)?.journal?.close();
    throw error;
  }
}

/** The error of a manifest or a journal that cannot be read at all, as problems, so that they are reported with the others. */
function problemsOf({ category, code, message, hint, problems }: IdvError): readonly Problem[] {
  if (problems.length > 0) return problems;
  const flag = code.startsWith('journal') ? '--journal' : '<manifest>';
  return category === 'usage' || category === 'config' || category === 'media'
    ? [{ category, flag, message, ...(hint === undefined ? {} : { hint }) }]
    : [];
}

/** The problem of a missing manifest. It is checked here if its rows are not read, because the action is not known. */
async function missingManifest({ manifest }: RunRequest, { fs, cwd }: Runtime): Promise<Problem[]> {
  const found = await fs.stat(resolve(cwd, manifest)).catch((error: unknown) => fileCodeOf(error));
  if (typeof found !== 'string' || manifest === '-') return [];
  const [fault, hint] =
    found === 'ENOENT'
      ? ['does not exist', 'check the path and the current folder']
      : [`cannot be read (${found})`, 'check the path and its permissions'];
  return [{ category: 'media', flag: '<manifest>', message: `${manifest} ${fault}`, hint }];
}

/** The manifest's own journal, unless the user names another one; it also checks that no workers call the rows. */
async function withOwnJournal(request: RunRequest, given: unknown, runtime: Runtime): Promise<RunRequest> {
  const own = await companionPath(request.manifest, '.journal', runtime);
  return given !== undefined || own === resolve(runtime.cwd, request.journal) ? request : { ...request, journal: own };
}

async function submittedProblems({ manifest }: RunRequest, place: string, runtime: Runtime): Promise<Problem[]> {
  const key = await findBatchKey(await companionPath(manifest, '.batch-key', runtime), runtime.fs);
  if (!key || key.place !== place) return [];
  const hint = 'see idv batch status and results; a copy of the file with another name is a separate batch';
  return [usageProblem('<manifest>', `${manifest} was submitted to an engine, whose workers call its rows`, hint)];
}

/**
 * Says that rows may have been called that are not in the journal. A copy may be older than its original. A journal that was removed left its
 * length in the file next to it.
 */
async function journalDoubt({ journal, calls }: OpenedRun, { journal: path }: RunRequest, { notice, runtime }: Session) {
  if (calls === 0) return undefined;
  if (journal?.isCopy) {
    notice(`${path} is a copy: rows that were called after it was copied are not in it, and would be paid for again`);
    return 'with a copied journal';
  }
  if (journal || !(await wasThere(resolve(runtime.cwd, path), runtime.fs))) return undefined;
  notice(`${path} is missing, but ${path}.length shows that it was there: rows that were called with it would be paid for again`);
  return 'without the earlier journal';
}

/** Prints what is left out, and what is about to be called. Throws IdvError `media` if there is nothing to call. */
function printForecast(opened: OpenedRun, action: Action, { manifest, rate: wantedRate, price }: RunRequest, { notice }: Session): void {
  const { checked, calls } = opened;
  for (const text of skippedNotices(checked)) notice(text);
  for (const [text, rows] of checked.notices) notice(rows === 1 ? text : `${text} (${withCommas(rows)} rows)`);
  if (checked.repeated > 0)
    notice(`${plural(checked.repeated, 'row has', 'rows have')} the same files and values as an earlier one; each is called`);
  const rows = checked.index.rows - rowFaults(opened);
  if (rows === 0) throw nothingToCall(manifest);
  const quota = action.requestsPerSecond;
  if (wantedRate !== undefined && quota !== null && wantedRate > quota)
    notice(`--rate ${wantedRate} is more than the ${quota} per second that the service documents`);
  notice(forecastLine({ rows, calls, price, rate: wantedRate ?? (quota === null ? undefined : quota / quotaOfRate) }));
}

/** `idv batch run`: calls every row of a manifest at most once, in this process. */
export const runBatchCommand: Handler = async (invocation) => {
  const { runtime, options: raw, args } = invocation;
  const { request: read, problems } = readRunRequest(raw, args);
  const request = await withOwnJournal(read, raw.journal, runtime);
  const action = actionNamed(raw.action);
  if (isProblem(action)) throw problemsError([action, ...problems, ...(await missingManifest(request, runtime))]);
  const vendor = vendorsByName.get(action.vendor) as Vendor;
  const { session, opened } = await open(action, vendor, request, problems, invocation);
  const { calls, batchKey } = opened;
  try {
    printForecast(opened, action, request, session);
    if (session.options.dryRun) {
      session.notice('nothing was called: --dry-run');
      await opened.journal?.close();
      return 0;
    }
    const isFree = placeOfCalls(session.options) === 'sandbox' || action.readOnly;
    const doubt = await journalDoubt(opened, request, session);
    await confirmCalls(isFree ? 0 : calls, { doubt, yes: request.yes, prompt: session.options.prompt }, runtime);
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
