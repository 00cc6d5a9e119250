import { resolve } from 'node:path';
import type { LedgerRow } from '../../app/batch/engine/ledger.ts';
import { openRowQueue, type RowJob } from '../../app/batch/engine/row-queue.ts';
import { seal } from '../../app/batch/engine/seal.ts';
import { type CheckedManifest, checkManifest, idOf } from '../../app/batch/manifest/check-manifest.ts';
import type { RowReader } from '../../app/batch/manifest/prepare-row.ts';
import { readManifest } from '../../app/batch/manifest/read-manifest.ts';
import { rowReaderFor } from '../../app/batch/manifest/row-reader.ts';
import { mayCallAgain } from '../../app/batch/run/row-body.ts';
import { isUnsure } from '../../app/batch/worker/serve-row.ts';
import type { Action } from '../../core/declare/action.ts';
import { type Problem, problemsError, usageProblem } from '../../core/errors.ts';
import { grouped } from '../../core/text/printable.ts';
import type { Runtime } from '../../runtime.ts';
import { allActions } from '../../vendors/catalogue.ts';
import { plainOptions } from '../flags/plain-options.ts';
import type { Handler, Invocation } from '../handler.ts';
import { confirmCalls } from './confirm.ts';
import { type BatchKey, findBatchKey, keepBatchKey, keyPathOf, newBatchKey, requireBatchKey } from './key-file.ts';
import { withEngine } from './open-engine.ts';
import { placeOfCalls, skippedNotices } from './open-run.ts';
import { actionNamed } from './run-request.ts';
import { forecastLine } from './summary.ts';

const jobsAtOnce = 500;

const isProblem = (value: Action | Problem): value is Problem => 'category' in value;

/** What one worker answers and no person waits for: a token's result is read by the run that issued it. */
function oneCallProblems(action: Action): Problem[] {
  if (action.judgement && !action.readOnly) return [];
  return [usageProblem('--action', `${action.name} is read again until it is final, which workers do not do`, 'use idv batch run')];
}

interface QueuedRow {
  job: RowJob;
  priority: number | undefined;
}

interface Submission {
  manifest: string;
  mediaRoot: string | undefined;
  preflight: boolean;
  skipInvalid: boolean;
  /** The generation to put in for a row that the ledger knows; undefined leaves it alone. */
  again(known: LedgerRow): number | undefined;
}

async function check(
  reader: RowReader,
  key: string,
  rows: ReadonlyMap<string, LedgerRow>,
  submission: Submission,
  runtime: Runtime,
): Promise<CheckedManifest> {
  const checked = await checkManifest(
    {
      path: resolve(runtime.cwd, submission.manifest),
      batchKey: key,
      reader,
      preflight: submission.preflight,
      async known(row) {
        const known = rows.get(row);
        return known && submission.again(known) === undefined ? { written: undefined } : undefined;
      },
      progress() {
        if (runtime.signal.aborted) throw runtime.signal.reason;
      },
    },
    runtime,
  );
  const problems = submission.skipInvalid ? [] : [...checked.faults];
  if (checked.index.rows === 0 && problems.length === 0)
    problems.push(usageProblem('<manifest>', `${submission.manifest} has no row`, 'write one row for each call'));
  if (problems.length > 0) throw problemsError(problems);
  return checked;
}

/** Jobs for the rows that are to be called, read from the manifest once more. */
async function* jobsOf(
  reader: RowReader,
  { index }: CheckedManifest,
  { key }: BatchKey,
  rows: ReadonlyMap<string, LedgerRow>,
  submission: Submission,
  runtime: Runtime,
): AsyncGenerator<QueuedRow> {
  for await (const item of readManifest(resolve(runtime.cwd, submission.manifest), reader.columns, runtime)) {
    if (!('row' in item)) continue;
    const { row, line, id, given, extra } = item.row;
    const entry = index.get(row);
    if (entry?.kind !== 'new') continue;
    const known = rows.get(entry.key);
    const generation = known ? (submission.again(known) ?? 0) : 0;
    const priority = Number(extra.priority);
    const sealed = seal({ row, line, id: id ?? idOf(item.row), given }, key, entry.key);
    yield {
      job: { key: entry.key, generation, digest: entry.digest, sealed },
      priority: Number.isInteger(priority) && priority > 0 ? priority : undefined,
    };
  }
}

const countNew = ({ index }: CheckedManifest): number => {
  let rows = 0;
  for (let row = 1; row <= index.rows; row += 1) if (index.get(row)?.kind === 'new') rows += 1;
  return rows;
};

/** Puts rows into the queue; a row that is there already is not put in twice. `begin` is told what is about to happen, and may refuse. */
async function enqueue(
  action: Action,
  key: BatchKey,
  submission: Submission,
  begin: (calls: number, checked: CheckedManifest) => Promise<void>,
  { runtime, options }: Pick<Invocation, 'runtime' | 'options'>,
): Promise<number> {
  return withEngine(options.engine, runtime, async ({ database, ledger }) => {
    const rows = await ledger.all(key.batch);
    const reader = rowReaderFor(action, submission, runtime);
    const checked = await check(reader, key.key, rows, submission, runtime);
    const calls = countNew(checked);
    await begin(calls, checked);
    const all = checked.index.rows - checked.faultyRows;
    await ledger.begin({ batch: key.batch, provider: action.vendor, action: action.name, place: placeOfCalls(options), rows: all });
    const queue = openRowQueue(key.batch, database);
    try {
      let jobs: QueuedRow[] = [];
      for await (const job of jobsOf(reader, checked, key, rows, submission, runtime)) {
        jobs.push(job);
        if (jobs.length < jobsAtOnce) continue;
        await queue.add(jobs);
        jobs = [];
      }
      if (jobs.length > 0) await queue.add(jobs);
    } finally {
      await queue.close();
    }
    return calls;
  });
}

/** `idv batch submit`: the rows of a manifest for workers on any number of machines. Submitted again, it puts in what is missing. */
export const submitBatch: Handler = async (invocation) => {
  const { runtime, options: raw, args } = invocation;
  const [manifest = ''] = args;
  const action = actionNamed(raw.action);
  if (isProblem(action)) throw problemsError([action]);
  const { options } = plainOptions(raw, runtime, oneCallProblems(action));
  const path = keyPathOf(resolve(runtime.cwd, manifest));
  const found = await findBatchKey(path, runtime.fs);
  if (found && found.action !== action.name)
    throw problemsError([
      usageProblem('--action', `${manifest} was submitted as ${found.action}`, 'give a copy of the manifest another name'),
    ]);
  const submission: Submission = {
    manifest,
    mediaRoot: typeof raw.mediaRoot === 'string' ? raw.mediaRoot : undefined,
    preflight: options.preflight,
    skipInvalid: raw.skipInvalid === true,
    again: () => undefined,
  };
  const price = raw.price === undefined ? undefined : Number(raw.price);
  const key = found ?? newBatchKey(action.vendor, action.name, runtime.uuid);
  const begin = async (calls: number, checked: CheckedManifest): Promise<void> => {
    for (const text of skippedNotices(checked)) runtime.stderr.write(`${text}\n`);
    const quota = action.requestsPerSecond;
    const rows = checked.index.rows - checked.faultyRows;
    if (!options.quiet) runtime.stderr.write(`${forecastLine({ rows, calls, price, rate: quota === null ? undefined : quota * 0.9 })}\n`);
    await confirmCalls(placeOfCalls(options) === 'sandbox' ? 0 : calls, { yes: raw.yes === true, prompt: options.prompt }, runtime);
    if (!found) await keepBatchKey(path, key, runtime.fs);
  };
  const calls = await enqueue(action, key, submission, begin, invocation);
  runtime.stdout.write(`${key.batch}\n`);
  if (!options.quiet)
    runtime.stderr.write(`${grouped(calls)} rows are waiting; on each machine: idv worker --key ${manifest}.batch-key --media-root …\n`);
  return 0;
};

/** `idv batch retry`: rows without an answer, once more. */
export const retryBatch: Handler = async (invocation) => {
  const { runtime, options: raw, args } = invocation;
  const [manifest = ''] = args;
  const problems: Problem[] = [];
  if (raw.failed !== true && raw.unsure !== true)
    problems.push(usageProblem('--failed', 'or --unsure is needed', 'say which rows are meant'));
  if (raw.unsure === true && raw.payAgain !== true)
    problems.push(usageProblem('--unsure', 'rows may have been paid', 'add --pay-again to call them again and perhaps pay twice'));
  const { options } = plainOptions(raw, runtime, problems);
  const key = await requireBatchKey(keyPathOf(resolve(runtime.cwd, manifest)), runtime.fs);
  const action = allActions.find(({ name, vendor }) => name === key.action && vendor === key.provider);
  if (!action)
    throw problemsError([usageProblem('<manifest>', `${key.action} is no action of this version`, 'use the version that submitted it')]);
  const submission: Submission = {
    manifest,
    mediaRoot: typeof raw.mediaRoot === 'string' ? raw.mediaRoot : undefined,
    preflight: options.preflight,
    skipInvalid: false,
    again({ outcome, generation }) {
      const wanted = isUnsure(outcome)
        ? raw.unsure === true
        : raw.failed === true && outcome?.error !== undefined && (raw.payAgain === true || mayCallAgain(outcome));
      return wanted ? generation + 1 : undefined;
    },
  };
  const calls = await enqueue(action, key, submission, async () => undefined, invocation);
  runtime.stdout.write(`${grouped(calls)} rows are waiting again\n`);
  return 0;
};
