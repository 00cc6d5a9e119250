import { resolve } from 'node:path';
import type { LedgerRow } from '../../../app/batch/engine/ledger.ts';
import { openRowQueue, type RowJob } from '../../../app/batch/engine/row-queue.ts';
import { rowTag } from '../../../app/batch/engine/row-tag.ts';
import { seal } from '../../../app/batch/engine/seal.ts';
import { type CheckedManifest, checkManifest, idOf, type KnownRow } from '../../../app/batch/manifest/check-manifest.ts';
import type { RowReader } from '../../../app/batch/manifest/prepare-row.ts';
import { readManifest } from '../../../app/batch/manifest/read-manifest.ts';
import { rowReaderFor } from '../../../app/batch/manifest/row-reader.ts';
import { unsealLater } from '../../../app/batch/worker/later-row.ts';
import type { Action } from '../../../core/declare/action.ts';
import { type Problem, problemsError, unsentCategories, usageProblem } from '../../../core/errors.ts';
import { isRecord } from '../../../core/json.ts';
import { plural } from '../../../core/text/printable.ts';
import type { Invocation } from '../../handler.ts';
import { flagsOfCommand } from '../command-flags.ts';
import type { BatchKey } from './key-file.ts';
import type { Engine } from './open-engine.ts';

/** The parts of a manifest that go into the queue. */
export interface Submission {
  manifest: string;
  mediaRoot: string | undefined;
  preflight: boolean;
  skipInvalid: boolean;
  /** `sandbox`, or the origin of its calls. */
  place: string;
  /** The generation to queue for a row that was called; undefined does not queue it. */
  again(known: LedgerRow): number | undefined;
  /** Queues only the rows that `again` selects. Rows that were never called, also cancelled and new ones, stay as they are. */
  onlyAgain?: true;
}

/** A row to register in the ledger as one of the batch. */
interface SubmittedRow {
  job: RowJob;
  priority: number | undefined;
  /** False if it has an outcome, so that there is nothing to do. */
  isOpen: boolean;
}

/** What the ledger knows about a batch. */
interface KnownBatch {
  rows: ReadonlyMap<string, LedgerRow>;
  /** Tags of the rows that were submitted. */
  members: ReadonlyMap<string, string>;
  isCancelled: boolean;
}

const rowsAtOnce = 500;

async function knownOf({ ledger, register }: Engine, batch: string): Promise<KnownBatch> {
  const [found, rows, members] = [await register.find(batch), await ledger.all(batch), await register.members(batch)];
  const isCancelled = found?.closed === true;
  // Rows that were cancelled before the call may be changed and removed.
  return { rows, members: isCancelled ? new Map([...members].filter(([key]) => rows.has(key))) : members, isCancelled };
}

/** If rows are missing, it is a different manifest: with new names, all rows would be called again. */
function missingProblems({ rows, members }: KnownBatch, { index }: CheckedManifest, manifest: string): Problem[] {
  const missing = [...new Set([...rows.keys(), ...members.keys()])].filter((key) => !index.has(key)).length;
  if (missing === 0) return [];
  const hint = 'put them back unchanged; idv batch cancel takes back rows that were not called, and a copy of the file is a separate batch';
  return [usageProblem('<manifest>', `${manifest} lacks ${plural(missing, 'row that was', 'rows that were')} submitted`, hint)];
}

/** The files with which a row was called, if the ledger knows them. It does not if the call was not sent, or if the worker was lost. */
function filesOf({ key, outcome, later }: LedgerRow, batchKey: string): Pick<KnownRow, 'files'> {
  const error = isRecord(outcome?.error) ? outcome.error : undefined;
  if (unsentCategories.some((category) => category === error?.category)) return {};
  const { media } = outcome ?? (later === null ? {} : unsealLater(later, batchKey, key).facts);
  return isRecord(media) ? { files: { calledWith: async () => media } } : {};
}

async function check(
  reader: RowReader,
  batchKey: string,
  known: KnownBatch,
  { manifest, preflight, skipInvalid, again }: Submission,
  { runtime }: Pick<Invocation, 'runtime'>,
): Promise<CheckedManifest> {
  const { rows, members } = known;
  const checked = await checkManifest(
    {
      path: resolve(runtime.cwd, manifest),
      batchKey,
      reader,
      preflight,
      tagOf: (given) => rowTag(batchKey, given),
      async known(key) {
        const row = rows.get(key);
        // A row that is called again may have different values.
        if (row && again(row) !== undefined) return undefined;
        const tag = members.get(key);
        if (row) return { tag, isCalled: true, ...filesOf(row, batchKey) };
        return tag === undefined ? undefined : { tag, isCalled: false };
      },
      progress() {
        if (runtime.signal.aborted) throw runtime.signal.reason;
      },
    },
    runtime,
  );
  const problems = skipInvalid ? [] : [...checked.faults];
  if (checked.index.rows === 0 && problems.length === 0)
    problems.push(usageProblem('<manifest>', `${manifest} has no row`, 'write one row for each call'));
  if (problems.length === 0) problems.push(...missingProblems(known, checked, manifest));
  if (problems.length > 0) throw problemsError(problems);
  return checked;
}

/** Reads the manifest again, for the rows that the ledger does not have yet, or that must be called or read. */
async function* rowsOf(
  reader: RowReader,
  { index }: CheckedManifest,
  batchKey: string,
  { rows, members }: KnownBatch,
  { manifest, again, onlyAgain }: Submission,
  { runtime }: Pick<Invocation, 'runtime'>,
): AsyncGenerator<SubmittedRow> {
  for await (const item of readManifest(resolve(runtime.cwd, manifest), reader.columns, runtime)) {
    if (!('row' in item)) continue;
    const { row, line, id, given, extra } = item.row;
    const entry = index.get(row);
    if (!entry || entry.kind === 'faulty') continue;
    const known = rows.get(entry.key);
    if (onlyAgain && (!known || again(known) === undefined)) continue;
    // A job also reads a result that comes later.
    const isOpen = entry.kind === 'new' || (known?.later != null && known.outcome === null);
    if (!isOpen && members.has(entry.key)) continue;
    const priority = Number(extra.priority);
    const sealed = seal({ row, line, id: id ?? idOf(item.row), given, digest: entry.digest }, batchKey, entry.key);
    const generation = known ? (again(known) ?? known.generation) : 0;
    yield {
      job: { key: entry.key, generation, tag: rowTag(batchKey, given), sealed },
      priority: Number.isInteger(priority) && priority > 0 ? priority : undefined,
      isOpen,
    };
  }
}

async function put(rows: AsyncIterable<SubmittedRow>, { database, register }: Engine, batch: string, isCancelled: boolean): Promise<void> {
  const queue = openRowQueue(batch, database);
  try {
    let waiting: SubmittedRow[] = [];
    const flush = async (): Promise<void> => {
      await register.addMembers(
        batch,
        waiting.map(({ job }) => job),
      );
      await queue.add(waiting.filter(({ isOpen }) => isOpen));
      waiting = [];
    };
    for await (const row of rows) if (waiting.push(row) >= rowsAtOnce) await flush();
    if (waiting.length > 0) await flush();
    if (isCancelled) await queue.resume();
  } finally {
    await queue.close();
  }
}

/** Queues rows; a row that is already queued is not queued twice. `begin` gets what is about to happen, and may refuse it. */
export async function enqueue(
  action: Action,
  { batch, key }: Pick<BatchKey, 'batch' | 'key'>,
  submission: Submission,
  begin: (calls: number, checked: CheckedManifest) => Promise<void>,
  engine: Engine,
  invocation: Invocation,
): Promise<number> {
  const { register } = engine;
  const known = await knownOf(engine, batch);
  const reader = rowReaderFor(action, { ...submission, commandFlags: flagsOfCommand(action) }, invocation.runtime);
  const checked = await check(reader, key, known, submission, invocation);
  const { onlyAgain, again } = submission;
  const calls = onlyAgain ? [...known.rows.values()].filter((row) => again(row) !== undefined).length : checked.index.count('new');
  if (onlyAgain && calls === 0) return 0;
  await begin(calls, checked);
  await register.begin({ batch, provider: action.vendor, action: action.name, place: submission.place, version: invocation.version });
  if (known.isCancelled) await register.dropUnclaimed(batch);
  await put(rowsOf(reader, checked, key, known, submission, invocation), engine, batch, known.isCancelled);
  return calls;
}
