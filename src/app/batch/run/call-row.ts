import type { Action } from '../../../core/declare/action.ts';
import { IdvError, problemsError } from '../../../core/errors.ts';
import type { HttpResponse } from '../../../core/http.ts';
import type { Plan } from '../../../vendors/vendor.ts';
import { type Outcome, sendAndJudge } from '../../call/call.ts';
import { callOf, planCall } from '../../call/plan.ts';
import { uploadFiles } from '../../call/uploads.ts';
import type { Activity, World } from '../../call/world.ts';
import { type PreparedRow, prepareRow, type RowReader } from '../manifest/prepare-row.ts';
import type { ManifestRow } from '../manifest/read-manifest.ts';
import { type FailureCounts, isNotDone, noFailures, stopIfAllFail, waitOrStop } from './failure-counts.ts';
import type { Slots } from './slots.ts';
import type { Stopper } from './stopper.ts';

/** Records that a row is about to be called, or was not called. Each function resolves when the record cannot be lost any more. */
export interface CallRecorder {
  /** Records the intent to call. Resolves to false if the row may not be called here. */
  intend(prepared: PreparedRow): Promise<boolean>;
  release(reason: string): Promise<void>;
}

export interface RowCallContext {
  world: World;
  reader: RowReader;
  slots: Slots;
  stopper: Stopper;
  /** Requests one more paid call. Returns false if a limit of the user is reached. */
  admit(): boolean;
  /** Takes an admitted call back that was not made. */
  takeBack(): void;
  throttled(): void;
  notice(text: string): void;
}

/** How the call of a row ended. */
export type RowEnding =
  | { step: 'answered'; outcome: Outcome; prepared: PreparedRow; startedAtMs: number }
  | { step: 'failed'; error: IdvError; prepared: PreparedRow | undefined; startedAtMs: number }
  | { step: 'unsure'; reason: string; prepared: PreparedRow; startedAtMs: number }
  /** Not called: another worker has the row. */
  | { step: 'taken' }
  /** Not called: the run stops. */
  | { step: 'left' };

const silentActivity = (notice: (text: string) => void): Activity => ({
  animated: true,
  update: () => undefined,
  notice,
  stop: () => undefined,
});

/** A world without automatic retries: `callRow` decides when to call again. */
const withoutRetries = (world: World, notice: (text: string) => void): World =>
  Object.assign({}, world, { retries: 0, beginActivity: async () => silentActivity(notice) });

/** A row that can be called. */
type PlannedRow = { plan: Plan; prepared: PreparedRow };

async function planRow(
  row: ManifestRow,
  digest: string,
  callContext: RowCallContext,
): Promise<PlannedRow | { error: IdvError; prepared: PreparedRow }> {
  const { reader, world } = callContext;
  const prepared = await prepareRow(row, reader, false);
  if (prepared.problems.length > 0 || prepared.digest !== digest) prepared.release();
  if (prepared.problems.length > 0) return { error: problemsError(prepared.problems), prepared };
  if (prepared.digest !== digest) {
    const error = new IdvError('media', 'a file of this row has changed since it was checked', {
      code: 'changed-media',
      hint: 'run the command again, and the row is checked again',
      billed: false,
    });
    return { error, prepared };
  }
  try {
    const { values, uploads } = prepared.input;
    const filled = uploads.length === 0 ? {} : await uploadFiles(reader.action, uploads, withoutRetries(world, callContext.notice));
    return { plan: planCall(callOf(reader.action, { ...values, ...filled }), world.route, world.credentials, world.bodies), prepared };
  } catch (error) {
    if (!(error instanceof IdvError)) throw error;
    return { error, prepared };
  }
}

/** How one call ended. `not-done` means that the service did nothing, so that the row can be called again. */
type CallEnding = RowEnding | { step: 'not-done'; error: IdvError; response: HttpResponse | undefined };

/** Sends the call of a row whose intent is recorded, and returns how it ended. */
async function sendRow(
  { plan, prepared }: PlannedRow,
  failureCounts: FailureCounts,
  { slots, stopper, world, notice }: RowCallContext,
): Promise<CallEnding> {
  const startedAtMs = world.nowMs();
  let response: HttpResponse | undefined;
  const observed: World = Object.assign(withoutRetries(world, notice), {
    attempted(attempt: { response: HttpResponse | undefined }) {
      response = attempt.response;
    },
  });
  try {
    const outcome = await sendAndJudge(plan, observed, silentActivity(notice));
    slots.answered();
    Object.assign(failureCounts, noFailures());
    return { step: 'answered', outcome, prepared, startedAtMs };
  } catch (error) {
    // idv itself failed, so it is not known what was sent.
    if (!(error instanceof IdvError)) return { step: 'unsure', reason: 'idv failed while the call was under way', prepared, startedAtMs };
    if (isNotDone(error)) return { step: 'not-done', error, response };
    stopIfAllFail(error, failureCounts, stopper);
    if (error.category === 'unknown') return { step: 'unsure', reason: error.message, prepared, startedAtMs };
    return { step: 'failed', error, prepared, startedAtMs };
  }
}

/** Waits for a slot, records the intent, and calls. */
async function recordAndSend(
  planned: PlannedRow,
  recorder: CallRecorder,
  failureCounts: FailureCounts,
  callContext: RowCallContext,
): Promise<CallEnding> {
  const slot = await callContext.slots.take(callContext.stopper.isStopped);
  if (!slot || !callContext.admit()) return { step: 'left' };
  if (!(await recorder.intend(planned.prepared))) {
    callContext.takeBack();
    return { step: 'taken' };
  }
  await slot.depart();
  const ending = await sendRow(planned, failureCounts, callContext);
  if (ending.step === 'not-done') {
    await recorder.release(ending.error.code);
    callContext.takeBack();
  }
  return ending;
}

/**
 * Frees the memory of a row's files for other rows. Only an answer shows that the complete request was sent: after a failure, the bytes
 * may still be read for sending.
 */
export function releaseFiles(ending: RowEnding, { readOnly }: Action): void {
  // A pending result is requested again with the same values. An upload is a separate call, of which this answer proves nothing.
  if (ending.step === 'answered' && !readOnly && ending.prepared.input.uploads.length === 0) ending.prepared.release();
}

/**
 * Calls a row once. It first reads and checks the files again, waits for a slot and records the intent, and then sends the call at once.
 * If the service did nothing, the intent is taken back, and the row is tried again. Throws only errors that end the run: the intent could
 * not be recorded, or idv itself failed.
 */
export async function callRow(
  row: ManifestRow,
  digest: string,
  recorder: CallRecorder,
  failureCounts: FailureCounts,
  callContext: RowCallContext,
): Promise<RowEnding> {
  for (;;) {
    const planned = await planRow(row, digest, callContext);
    if (!('error' in planned)) {
      const ending = await recordAndSend(planned, recorder, failureCounts, callContext);
      if (ending.step !== 'not-done') return ending;
      await waitOrStop(ending.error, ending.response, failureCounts, callContext);
    } else {
      const { error, prepared } = planned;
      if (!isNotDone(error)) return { step: 'failed', error, prepared, startedAtMs: callContext.world.nowMs() };
      await waitOrStop(error, undefined, failureCounts, callContext);
      if (callContext.stopper.isStopped()) return { step: 'left' };
    }
  }
}
