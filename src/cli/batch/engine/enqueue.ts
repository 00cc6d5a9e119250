import { resolve } from 'node:path';
import type { LedgerRow } from '../../../app/batch/engine/ledger.ts';
import { openRowQueue, type RowJob } from '../../../app/batch/engine/row-queue.ts';
import { rowTag } from '../../../app/batch/engine/row-tag.ts';
import { seal } from '../../../app/batch/engine/seal.ts';
import { type CheckedManifest, checkManifest, idOf } from '../../../app/batch/manifest/check-manifest.ts';
import type { RowReader } from '../../../app/batch/manifest/prepare-row.ts';
import { readManifest } from '../../../app/batch/manifest/read-manifest.ts';
import { rowReaderFor } from '../../../app/batch/manifest/row-reader.ts';
import type { Action } from '../../../core/declare/action.ts';
import { type Problem, problemsError, usageProblem } from '../../../core/errors.ts';
import { plural } from '../../../core/text/printable.ts';
import type { Invocation } from '../../handler.ts';
import { flagsOfCommand } from '../command-flags.ts';
import type { BatchKey } from './key-file.ts';
import type { Engine } from './open-engine.ts';

/** What of a manifest goes into the queue. */
export interface Submission {
  manifest: string;
  mediaRoot: string | undefined;
  preflight: boolean;
  skipInvalid: boolean;
  /** `sandbox`, or the origin that its calls go to. */
  place: string;
  /** The generation to put in for a row that was called; undefined leaves it alone. */
  again(known: LedgerRow): number | undefined;
}

/** A row that the ledger shall know as one of the batch. */
interface SubmittedRow {
  job: RowJob;
  priority: number | undefined;
  /** False where it has an outcome: nothing is left to do. */
  isOpen: boolean;
}

/** What the ledger knows of a batch. */
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
  // What was cancelled before it was called can be changed and taken out.
  return { rows, members: isCancelled ? new Map([...members].filter(([key]) => rows.has(key))) : members, isCancelled };
}

/** Without its rows, a manifest is another one: under new names they would all be called again. */
function missingProblems({ rows, members }: KnownBatch, { index }: CheckedManifest, manifest: string): Problem[] {
  const missing = [...new Set([...rows.keys(), ...members.keys()])].filter((key) => !index.has(key)).length;
  if (missing === 0) return [];
  const hint = 'put them back as they were; idv batch cancel takes back what was not called, and a copy of the file is a batch of its own';
  return [usageProblem('<manifest>', `${manifest} lacks ${plural(missing, 'row that was', 'rows that were')} submitted`, hint)];
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
        // A row that is called again may have other values by then.
        if (row && again(row) !== undefined) return undefined;
        const tag = members.get(key);
        return row || tag !== undefined ? { tag, isCalled: row !== undefined } : undefined;
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

/** The rows that the ledger does not have yet, or that are to be called or read, from the manifest once more. */
async function* rowsOf(
  reader: RowReader,
  { index }: CheckedManifest,
  batchKey: string,
  { rows, members }: KnownBatch,
  { manifest, again }: Submission,
  { runtime }: Pick<Invocation, 'runtime'>,
): AsyncGenerator<SubmittedRow> {
  for await (const item of readManifest(resolve(runtime.cwd, manifest), reader.columns, runtime)) {
    if (!('row' in item)) continue;
    const { row, line, id, given, extra } = item.row;
    const entry = index.get(row);
    if (!entry || entry.kind === 'faulty') continue;
    const known = rows.get(entry.key);
    // A result that is read later is read by a job too.
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

/** Puts rows into the queue; a row that is there already is not put in twice. `begin` is told what is about to happen, and may refuse. */
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
  const calls = checked.index.count('new');
  await begin(calls, checked);
  await register.begin({ batch, provider: action.vendor, action: action.name, place: submission.place, version: invocation.version });
  if (known.isCancelled) await register.dropUnclaimed(batch);
  await put(rowsOf(reader, checked, key, known, submission, invocation), engine, batch, known.isCancelled);
  return calls;
}
