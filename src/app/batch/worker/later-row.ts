import { IdvError, problemsError } from '../../../core/errors.ts';
import type { Call } from '../../../vendors/vendor.ts';
import { callOf } from '../../call/plan.ts';
import type { LedgerRow } from '../engine/ledger.ts';
import type { JobResult, RowJob } from '../engine/row-queue.ts';
import { seal, unseal } from '../engine/seal.ts';
import { prepareRow } from '../manifest/prepare-row.ts';
import { type IssuedToken, nextReadingMs, readingOf } from '../run/issued-token.ts';
import { readOnce } from '../run/read-later.ts';
import { answeredBody, failedBody, type RowBody } from '../run/row-body.ts';
import { ledgerBody, rowOfJob, type WorkerContext } from './worker-context.ts';

/** What any worker needs to read the result of a row later. */
export interface LaterRow {
  /** The token that the call of the row issued. Without it, the action of the row reads the result itself. */
  issued?: IssuedToken;
  /** Unix milliseconds after which the result is not requested again. */
  deadlineMs: number;
  facts: RowBody;
}

/** Sealed, because a token gives access to the result of a person. Only workers that have the key of the batch can read it. */
export const sealLater = (later: LaterRow, batchKey: string, key: string): string => seal(later, batchKey, `later ${key}`);
export const unsealLater = (sealed: string, batchKey: string, key: string): LaterRow =>
  unseal(sealed, batchKey, `later ${key}`) as LaterRow;

const retryMs = 1000;

/** The call that reads the result. Throws IdvError if the files of the row cannot be read any more. */
async function readingFor(job: RowJob, { issued }: LaterRow, { vendor, batchKey, callContext }: WorkerContext): Promise<Call> {
  const { action } = callContext.reader;
  if (issued && action.follow) return readingOf(issued, action.follow, vendor);
  const { input, problems } = await prepareRow(rowOfJob(job, batchKey).row, callContext.reader, false);
  if (problems.length > 0) throw problemsError(problems);
  return callOf(action, input.values);
}

async function readOf(job: RowJob, later: LaterRow, context: WorkerContext): ReturnType<typeof readOnce> {
  try {
    return await readOnce(await readingFor(job, later, context), context.readingContext);
  } catch (error) {
    if (error instanceof IdvError) return { error, isTemporary: false };
    throw error;
  }
}

/** Reads the result of a row once. Reading is free, and any worker may do it. */
export async function readLaterRow(job: RowJob, known: LedgerRow, context: WorkerContext): Promise<JobResult> {
  const { batch, batchKey, ledger, vendor, callContext, nowMs, ended: onEnd } = context;
  const { key, generation } = job;
  const later = unsealLater(known.later ?? '', batchKey, key);
  const settle = async (body: RowBody): Promise<JobResult> => {
    const all = { ...ledgerBody(body), ...later.facts, finishedAt: new Date(nowMs()).toISOString() };
    await ledger.conclude(batch, key, generation, all);
    onEnd(all);
    return 'done';
  };
  const ended = await readOf(job, later, context);
  if (!ended) return { againMs: retryMs };
  const asked = await ledger.countReading(batch, key, generation);
  const waitMs = nextReadingMs({ ...later.issued, deadlineMs: later.deadlineMs }, asked, nowMs());
  if ('error' in ended) return ended.isTemporary && waitMs !== undefined ? { againMs: waitMs } : settle(failedBody(ended.error));
  const isPending = ended.outcome.judged.verdict === 'pending';
  if (isPending && waitMs !== undefined) return { againMs: waitMs };
  const body = answeredBody(vendor.name, ended.outcome, [], false);
  if (isPending) return settle({ ...body, action: callContext.reader.action.name });
  return settle({ ...body, artifacts: (await context.save(rowOfJob(job, batchKey).row, ended.outcome)) ?? [] });
}
