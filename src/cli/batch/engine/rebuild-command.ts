import { basename, dirname, join, resolve } from 'node:path';
import { openJournal, type RowJournal } from '../../../app/batch/journal/open-journal.ts';
import { repairLedger } from '../../../app/batch/worker/repair-ledger.ts';
import { IdvError, type Problem, problemsError, usageProblem } from '../../../core/errors.ts';
import { plural } from '../../../core/text/printable.ts';
import type { Runtime } from '../../../runtime.ts';
import { plainOptions } from '../../flags/plain-options.ts';
import type { Handler, Invocation } from '../../handler.ts';
import { confirmCalls } from '../confirm.ts';
import { actionOfBatch } from '../run-request.ts';
import { enqueue, type Submission } from './enqueue.ts';
import { type BatchKey, keyPathOf, replaceBatchKey, requireBatchKey } from './key-file.ts';
import { type Engine, withEngine } from './open-engine.ts';
import { pauseQueue, resumeQueue } from './pause-queue.ts';

/** Whether a name matches a pattern, in which `*` matches any characters. */
function isMeant(name: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return name === pattern;
  let at = first.length;
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length) return false;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found < 0 || found + part.length > name.length - last.length) return false;
    at = found + part.length;
  }
  return true;
}

/** True for the small files that idv keeps next to a journal: a pattern such as `*` does not mean them. */
const isNextToJournal = (name: string): boolean => /\.(length|reserve)$/.test(name);

/** The files that match a path with stars in its last part. */
async function filesOf(pattern: string, { cwd, fs }: Runtime): Promise<string[]> {
  const path = resolve(cwd, pattern);
  if (!basename(path).includes('*')) return [path];
  const names = await fs.readdir(dirname(path)).catch(() => [] as string[]);
  return names
    .filter((name) => isMeant(name, basename(path)) && !isNextToJournal(name))
    .toSorted()
    .map((name) => join(dirname(path), name));
}

const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** The hints about a file that is not a journal name the flag of other commands. */
function withOwnFlag(error: unknown): unknown {
  if (!(error instanceof IdvError) || !error.hint?.endsWith('--journal')) return error;
  const hint = 'correct --journals: name the journals of the workers and no other file, and make each readable';
  return new IdvError(error.category, error.message, { code: error.code, hint, cause: error });
}

async function openJournals(given: unknown, { batch }: BatchKey, runtime: Runtime): Promise<RowJournal[]> {
  const paths = [...new Set((await Promise.all(textsOf(given).map((each) => filesOf(each, runtime)))).flat())];
  const problems: Problem[] = [];
  if (paths.length === 0)
    problems.push(usageProblem('--journals', 'names no file', "give the journals of all workers, for example --journals 'w*.journal'"));
  const journals: RowJournal[] = [];
  try {
    for (const path of paths) {
      const journal = await openJournal(path, runtime).catch((error: unknown) => {
        throw withOwnFlag(error);
      });
      if (journal) journals.push(journal);
      if (!journal) problems.push(usageProblem('--journals', `${path} does not exist`, 'correct the path'));
      else if (journal.header.batch !== batch || journal.header.worker === undefined)
        problems.push(usageProblem('--journals', `${path} is not the journal of a worker of this batch`, 'leave it out'));
    }
    if (problems.length > 0) throw problemsError(problems);
    return journals;
  } catch (error) {
    await Promise.all(journals.map((journal) => journal.close()));
    throw error;
  }
}

/** Workers in the ledger whose journal is missing: their last calls may be lost. */
async function absentProblems(journals: readonly RowJournal[], { register }: Engine, batch: string, payAgain: boolean): Promise<Problem[]> {
  const given = new Set(journals.map(({ header }) => header.worker));
  const absent = (await register.workers(batch)).filter((worker) => !given.has(worker));
  if (absent.length === 0 || payAgain) return [];
  const message = `${absent.length === 1 ? 'is' : 'are'} missing for ${plural(absent.length, 'worker')} of the ledger (${absent.slice(0, 5).join(', ')})`;
  return [usageProblem('--journals', message, 'add it; if it is lost, add --pay-again: rows in it may be paid for twice')];
}

const fillLedger = (journal: RowJournal, { batch, key }: BatchKey, { ledger }: Engine, { nowMs }: Runtime): Promise<number> =>
  repairLedger({ batch, batchKey: key, worker: journal.header.worker ?? '', journal, ledger, nowMs });

/** Fills the ledger from the journals, and queues the rows that none of them has. */
async function rebuild(
  key: BatchKey,
  keyPath: string,
  journals: readonly RowJournal[],
  engine: Engine,
  invocation: Invocation,
): Promise<number> {
  const { runtime, options: raw, args } = invocation;
  const { options } = plainOptions(raw, runtime);
  const problems = await absentProblems(journals, engine, key.batch, raw.payAgain === true);
  if (problems.length > 0) throw problemsError(problems);
  await pauseQueue(key.batch, engine, 'idv batch rebuild has not finished');
  for (const journal of journals) await fillLedger(journal, key, engine, runtime);
  const submission: Submission = {
    manifest: args[0] ?? '',
    mediaRoot: typeof raw.mediaRoot === 'string' ? raw.mediaRoot : undefined,
    preflight: options.preflight,
    skipInvalid: raw.skipInvalid === true,
    place: key.place,
    again: () => undefined,
  };
  const begin = async (calls: number): Promise<void> => {
    runtime.stderr.write(
      `${plural(calls, 'row is', 'rows are')} in no journal and will be called; if a journal is missing, they could be paid for again\n`,
    );
    await confirmCalls(
      key.place === 'sandbox' ? 0 : calls,
      { yes: raw.yes === true, prompt: options.prompt, doubt: 'with a copied journal' },
      runtime,
    );
  };
  const calls = await enqueue(actionOfBatch(key), key, submission, begin, engine, invocation);
  await resumeQueue(key.batch, engine);
  const ledgerId = await engine.register.ledgerId();
  if (ledgerId !== key.ledger) await replaceBatchKey(keyPath, { ...key, ledger: ledgerId }, runtime.fs);
  return calls;
}

/** `idv batch rebuild`: fills an engine that was lost, or restored from an older backup, from the journals of the workers. */
export const rebuildBatch: Handler = async (invocation) => {
  const { runtime, options: raw, args } = invocation;
  plainOptions(raw, runtime);
  const path = await keyPathOf(args[0] ?? '', runtime);
  const key = await requireBatchKey(path, runtime.fs);
  const journals = await openJournals(raw.journals, key, runtime);
  try {
    const calls = await withEngine(invocation, (engine) => rebuild(key, path, journals, engine, invocation));
    const known = journals.reduce((sum, { states }) => sum + states.size, 0);
    runtime.stdout.write(`${plural(known, 'row is', 'rows are')} known from the journals, ${plural(calls, 'is', 'are')} waiting\n`);
    return 0;
  } finally {
    await Promise.all(journals.map((journal) => journal.close()));
  }
};
