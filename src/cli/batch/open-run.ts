import { resolve } from 'node:path';
import { openJournal, type RowJournal } from '../../app/batch/journal/open-journal.ts';
import { type JournalHeader, mediaOf } from '../../app/batch/journal/record.ts';
import { type CheckedManifest, checkManifest, type KnownRow } from '../../app/batch/manifest/check-manifest.ts';
import { type RowReader, writtenDigest } from '../../app/batch/manifest/prepare-row.ts';
import { rowReaderFor } from '../../app/batch/manifest/row-reader.ts';
import { mayCallAgain } from '../../app/batch/run/row-body.ts';
import type { Action } from '../../core/declare/action.ts';
import { IdvError, type Problem, usageProblem } from '../../core/errors.ts';
import { isOwnHost } from '../../core/http.ts';
import { withScheme } from '../../core/setting-shape.ts';
import { plural, withCommas } from '../../core/text/printable.ts';
import type { Runtime } from '../../runtime.ts';
import type { GlobalOptions } from '../flags/global-flags.ts';
import { flagsOfCommand } from './command-flags.ts';
import { journalConditionProblems, passConditionsOf } from './pass-conditions.ts';
import type { RunRequest } from './run-request.ts';

/** A manifest that was checked against its journal; nothing was called and nothing written yet. */
export interface OpenedRun {
  /** The journal of an earlier run. */
  journal: RowJournal | undefined;
  batchKey: string;
  reader: RowReader;
  checked: CheckedManifest;
  /** Rows to call. */
  calls: number;
}

/** Where the calls go, according to the options, because answers of the sandbox are not answers of the service. */
export const placeOfCalls = ({ sandbox, endpoint }: Pick<GlobalOptions, 'sandbox' | 'endpoint'>): string =>
  sandbox
    ? 'sandbox'
    : endpoint === undefined
      ? 'service'
      : isOwnHost(new URL(withScheme(endpoint)))
        ? 'sandbox'
        : new URL(withScheme(endpoint)).origin;

/** A journal of another action or place cannot be continued. */
function headerProblems({ header }: RowJournal, action: Action, place: string, path: string): Problem[] {
  if (header.provider === action.vendor && header.action === action.name && header.place === place) return [];
  const message = `${path} is the journal of ${header.provider} ${header.action} at the ${header.place}, not of ${action.vendor} ${action.name} at the ${place}`;
  return [usageProblem('--journal', message, 'name another file with --journal')];
}

/** The problem of called rows that are not in the manifest: either it is another manifest, or rows were removed from it. */
function missingProblems({ states }: RowJournal, { index }: CheckedManifest, { journal, manifest }: RunRequest): Problem[] {
  let missing = 0;
  for (const [key] of states) if (!index.has(key)) missing += 1;
  if (missing === 0) return [];
  const message = `${journal} has ${plural(missing, 'called row')} that ${missing === 1 ? 'is' : 'are'} not in ${manifest}`;
  return [usageProblem('--journal', message, 'put the rows back, or name another file: with another journal, every row is called again')];
}

const needsCall = async ({ retry, payAgain }: RunRequest, journal: RowJournal, key: string): Promise<boolean> => {
  const state = journal.states.get(key);
  if (!state) return true;
  if (retry === 'unsure') return state.step === 'unsure' || state.step === 'intent';
  if (retry !== 'failed' || state.step !== 'outcome') return false;
  const record = await journal.read(state.span);
  return record.type === 'outcome' && record.result.error !== undefined && (payAgain || mayCallAgain(record.result));
};

/** What the journal says about a row that is not called again. */
async function knownRow(request: RunRequest, journal: RowJournal, key: string): Promise<KnownRow | undefined> {
  const state = journal.states.get(key);
  if (!state || (await needsCall(request, journal, key))) return undefined;
  let read: ReturnType<RowJournal['read']> | undefined;
  const calledWith = async () => {
    read ??= journal.read(state.span);
    return mediaOf(await read);
  };
  return { tag: state.written, isCalled: true, files: { calledWith, stamp: state.stamp } };
}

/** Opens the journal and checks every row; `problems` gets everything that prevents the run. */
export async function openRun(
  action: Action,
  request: RunRequest,
  globals: GlobalOptions,
  runtime: Runtime,
  problems: Problem[],
): Promise<OpenedRun> {
  const reader = rowReaderFor(action, { ...request, commandFlags: flagsOfCommand(action) }, runtime);
  const journal = await openJournal(resolve(runtime.cwd, request.journal), runtime);
  const batchKey = journal?.header.batch ?? runtime.uuid();
  try {
    if (journal) {
      const others = headerProblems(journal, action, placeOfCalls(globals), request.journal);
      // Other flags would not make the journal of another action or place fit.
      problems.push(...(others.length > 0 ? others : journalConditionProblems(journal.header.asked, globals, request.journal)));
    }
    const checked = await checkManifest(
      {
        path: resolve(runtime.cwd, request.manifest),
        batchKey,
        reader,
        preflight: globals.preflight,
        tagOf: writtenDigest,
        known: async (key) => journal && knownRow(request, journal, key),
        progress() {
          if (runtime.signal.aborted) throw runtime.signal.reason;
        },
      },
      runtime,
    );
    if (!request.skipInvalid) problems.push(...checked.faults);
    if (journal && problems.length === 0) problems.push(...missingProblems(journal, checked, request));
    problems.push(...emptyProblems(checked, request));
    return { journal, batchKey, reader, checked, calls: checked.index.count('new') };
  } catch (error) {
    await journal?.close();
    throw error;
  }
}

function emptyProblems({ index, faults }: CheckedManifest, { manifest }: RunRequest): Problem[] {
  if (index.rows > 0 || faults.length > 0) return [];
  return [usageProblem('<manifest>', `${manifest} has no row`, 'write one row for each call')];
}

/** Rows that are left out, including lines that are not rows. */
export const rowFaults = ({ checked: { index } }: OpenedRun): number => index.count('faulty') + index.count(undefined);

export const headerFor = (batchKey: string, action: Action, globals: GlobalOptions, nowMs: number): JournalHeader => ({
  type: 'batch',
  version: 1,
  batch: batchKey,
  provider: action.vendor,
  action: action.name,
  place: placeOfCalls(globals),
  asked: passConditionsOf(globals),
  created: new Date(nowMs).toISOString(),
});

/** Prints the rows that will be left out, before anything is called. */
export function skippedNotices({ faults }: CheckedManifest): string[] {
  const mostShown = 100;
  const lines = faults.slice(0, mostShown).map(({ flag, message, hint }) => `left out: ${flag}: ${message}${hint ? ` (${hint})` : ''}`);
  return faults.length > mostShown ? [...lines, `and ${withCommas(faults.length - mostShown)} more`] : lines;
}

export const nothingToCall = (manifest: string): IdvError =>
  new IdvError('media', `no row of ${manifest} can be called`, { code: 'no-rows', hint: 'correct the rows, and run the command again' });
