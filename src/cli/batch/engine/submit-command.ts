import { readJournalHeader } from '../../../app/batch/journal/read-header.ts';
import type { CheckedManifest } from '../../../app/batch/manifest/check-manifest.ts';
import { mayCallAgain } from '../../../app/batch/run/row-body.ts';
import { slotSettings } from '../../../app/batch/run/slots.ts';
import { isUnsure } from '../../../app/batch/worker/serve-row.ts';
import { shellWord } from '../../../config/shown.ts';
import type { Action } from '../../../core/declare/action.ts';
import { type Problem, problemsError, usageProblem } from '../../../core/errors.ts';
import { plural } from '../../../core/text/printable.ts';
import type { Runtime } from '../../../runtime.ts';
import type { GlobalOptions } from '../../flags/global-flags.ts';
import { plainOptions } from '../../flags/plain-options.ts';
import type { Handler } from '../../handler.ts';
import { companionPath } from '../companion-path.ts';
import { confirmCalls } from '../confirm.ts';
import { numbersOf } from '../flag-values.ts';
import { placeOfCalls, skippedNotices } from '../open-run.ts';
import { changedConditionProblems, passConditionProblems, passConditionsOf } from '../pass-conditions.ts';
import { actionNamed, actionOfBatch } from '../run-request.ts';
import { forecastLine } from '../summary.ts';
import { enqueue, type Submission } from './enqueue.ts';
import { type BatchKey, findBatchKey, keepBatchKey, keyPathOf, newBatchKey, requireBatchKey, workerCommand } from './key-file.ts';
import { type Engine, withEngine } from './open-engine.ts';

const isProblem = (value: Action | Problem): value is Problem => 'category' in value;

/** A manifest is used in one way only: either by a run on this machine or by workers. */
async function runProblems(manifest: string, place: string, runtime: Runtime): Promise<Problem[]> {
  const header = await readJournalHeader(await companionPath(manifest, '.journal', runtime), runtime.fs);
  if (!header || header.place !== place) return [];
  const hint = 'continue with idv batch run; a copy of the file with another name is a separate batch';
  return [usageProblem('<manifest>', `rows of ${manifest} were called by idv batch run`, hint)];
}

function keyProblems(found: BatchKey, action: Action, options: GlobalOptions, manifest: string): Problem[] {
  const hint = 'give a copy of the manifest another name';
  const place = placeOfCalls(options);
  if (found.action !== action.name) return [usageProblem('--action', `${manifest} was submitted as ${found.action}`, hint)];
  if (found.place !== place) return [usageProblem('--endpoint', `${manifest} was submitted for the ${found.place}`, hint)];
  return changedConditionProblems(found.asked, options, {
    differs: (begun, now) => `${manifest} was submitted ${begun} before, not ${now}`,
    unknown: `${manifest} was submitted by a version that did not keep it`,
    elsewhere: 'or give a copy of the manifest another name: every row of it is then called',
  });
}

/** With two engines, every row would be called twice. */
const elsewhere = (manifest: string): Problem[] => [
  usageProblem(
    '--engine',
    `${manifest} was submitted to another database`,
    'use that database; if it is lost, run idv batch rebuild with the journals of all workers',
  ),
];

/** Prints what is left out, and what is about to be called. */
function printForecast(
  calls: number,
  checked: CheckedManifest,
  { requestsPerSecond: quota }: Action,
  price: number | undefined,
  quiet: boolean | undefined,
  { stderr }: Runtime,
): void {
  for (const text of skippedNotices(checked)) stderr.write(`${text}\n`);
  if (quiet) return;
  const rows = checked.index.rows - checked.faultyRows;
  const rate = quota === null ? undefined : quota * slotSettings.sharedShareOfQuota;
  stderr.write(`${forecastLine({ rows, calls, price, rate })}\n`);
}

/** Where the worker must call: it refuses a batch of another place. */
const placeFlags = ({ sandbox, endpoint }: GlobalOptions): string =>
  `${sandbox ? ' --sandbox' : ''}${endpoint === undefined ? '' : ` --endpoint ${shellWord(endpoint)}`}`;

/**
 * `idv batch submit`: the rows of a manifest for workers on any number of machines. If it is submitted again, only missing rows are queued.
 */
export const submitBatch: Handler = async (invocation) => {
  const { runtime, options: raw, args } = invocation;
  const [manifest = ''] = args;
  const action = actionNamed(raw.action);
  if (isProblem(action)) throw problemsError([action]);
  const { options } = plainOptions(raw, runtime);
  const place = placeOfCalls(options);
  const path = await keyPathOf(manifest, runtime);
  const found = await findBatchKey(path, runtime.fs);
  const problems = found ? keyProblems(found, action, options, manifest) : await runProblems(manifest, place, runtime);
  problems.push(...passConditionProblems(action, options));
  const { price } = numbersOf(raw, problems);
  if (problems.length > 0) throw problemsError(problems);
  const submission: Submission = {
    manifest,
    mediaRoot: typeof raw.mediaRoot === 'string' ? raw.mediaRoot : undefined,
    preflight: options.preflight,
    skipInvalid: raw.skipInvalid === true,
    place,
    again: () => undefined,
  };
  const submitTo = async (engine: Engine): Promise<[key: BatchKey, calls: number]> => {
    const ledger = await engine.register.ledgerId();
    if (found && found.ledger !== ledger) throw problemsError(elsewhere(manifest));
    const key = found ?? newBatchKey(action, { place, ledger, asked: passConditionsOf(options) }, runtime.uuid);
    return [key, await enqueue(action, key, submission, (calls, checked) => begin(key, calls, checked), engine, invocation)];
  };
  const begin = async (key: BatchKey, calls: number, checked: CheckedManifest): Promise<void> => {
    printForecast(calls, checked, action, price, options.quiet, runtime);
    await confirmCalls(place === 'sandbox' ? 0 : calls, { yes: raw.yes === true, prompt: options.prompt }, runtime);
    if (!found) await keepBatchKey(path, key, runtime.fs);
  };
  const [key, calls] = await withEngine(invocation, submitTo);
  runtime.stdout.write(`${key.batch}\n`);
  if (!options.quiet)
    runtime.stderr.write(
      `${plural(calls, 'row is', 'rows are')} waiting; on each machine: ${workerCommand(manifest, placeFlags(options), key)}\n`,
    );
  return 0;
};

/** `idv batch retry`: queues rows without an answer again. */
export const retryBatch: Handler = async (invocation) => {
  const { runtime, options: raw, args } = invocation;
  const [manifest = ''] = args;
  const problems: Problem[] = [];
  if (raw.failed !== true && raw.unsure !== true)
    problems.push(usageProblem('--failed', 'or --unsure is needed', 'say which rows are meant'));
  if (raw.unsure === true && raw.payAgain !== true)
    problems.push(usageProblem('--unsure', 'rows may have been paid', 'add --pay-again to call them again, and perhaps pay twice'));
  const { options } = plainOptions(raw, runtime, problems);
  const key = await requireBatchKey(await keyPathOf(manifest, runtime), runtime.fs);
  const submission: Submission = {
    manifest,
    mediaRoot: typeof raw.mediaRoot === 'string' ? raw.mediaRoot : undefined,
    preflight: options.preflight,
    skipInvalid: false,
    place: key.place,
    again({ outcome, generation }) {
      const wanted = isUnsure(outcome)
        ? raw.unsure === true
        : raw.failed === true && outcome?.error !== undefined && (raw.payAgain === true || mayCallAgain(outcome));
      return wanted ? generation + 1 : undefined;
    },
    onlyAgain: true,
  };
  const action = actionOfBatch(key);
  const calls = await withEngine(invocation, (engine) => enqueue(action, key, submission, async () => undefined, engine, invocation));
  runtime.stdout.write(`${plural(calls, 'row is', 'rows are')} waiting again\n`);
  return 0;
};
