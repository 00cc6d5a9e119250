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
import type { Slots } from './slots.ts';
import type { Stopper } from './stopper.ts';
import { isUndone, noTroubles, noteFailure, recover, type Troubles } from './troubles.ts';

/** Records that a row is about to be called, or was not called. Each function resolves when the record cannot be lost any more. */
export interface RowClaim {
  /** Records the intent to call. Resolves to false if this caller may not call the row. */
  intend(prepared: PreparedRow): Promise<boolean>;
  release(reason: string): Promise<void>;
}

export interface RowCaller {
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
  /** Not called: another caller has the row. */
  | { step: 'taken' }
  /** Not called: the run stops. */
  | { step: 'left' };

const silent = (notice: (text: string) => void): Activity => ({ animated: true, update: () => undefined, notice, stop: () => undefined });

/** A world without automatic retries: `callRow` decides when to call again. */
const onceEach = (world: World, notice: (text: string) => void): World =>
  Object.assign({}, world, { retries: 0, beginActivity: async () => silent(notice) });

/** A row that can be called. */
type PlannedRow = { plan: Plan; prepared: PreparedRow };

async function planRow(
  row: ManifestRow,
  digest: string,
  caller: RowCaller,
): Promise<PlannedRow | { error: IdvError; prepared: PreparedRow }> {
  const { reader, world } = caller;
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
    const filled = uploads.length === 0 ? {} : await uploadFiles(reader.action, uploads, onceEach(world, caller.notice));
    return { plan: planCall(callOf(reader.action, { ...values, ...filled }), world.route, world.credentials, world.bodies), prepared };
  } catch (error) {
    if (!(error instanceof IdvError)) throw error;
    return { error, prepared };
  }
}

/** How one call ended. `undone` means that the service did nothing, so that the row can be called again. */
type CallEnding = RowEnding | { step: 'undone'; error: IdvError; response: HttpResponse | undefined };

/** Sends the call of a row whose intent is recorded, and returns how it ended. */
async function askForRow(
  { plan, prepared }: PlannedRow,
  troubles: Troubles,
  { slots, stopper, world, notice }: RowCaller,
): Promise<CallEnding> {
  const startedAtMs = world.nowMs();
  let response: HttpResponse | undefined;
  const observed: World = Object.assign(onceEach(world, notice), {
    attempted(attempt: { response: HttpResponse | undefined }) {
      response = attempt.response;
    },
  });
  try {
    const outcome = await sendAndJudge(plan, observed, silent(notice));
    slots.answered();
    Object.assign(troubles, noTroubles());
    return { step: 'answered', outcome, prepared, startedAtMs };
  } catch (error) {
    // idv itself failed, so it is not known what was sent.
    if (!(error instanceof IdvError)) return { step: 'unsure', reason: 'idv failed while the call was under way', prepared, startedAtMs };
    if (isUndone(error)) return { step: 'undone', error, response };
    noteFailure(error, troubles, stopper);
    if (error.category === 'unknown') return { step: 'unsure', reason: error.message, prepared, startedAtMs };
    return { step: 'failed', error, prepared, startedAtMs };
  }
}

/** Waits for a slot, records the intent, and calls. */
async function claimAndAsk(planned: PlannedRow, claim: RowClaim, troubles: Troubles, caller: RowCaller): Promise<CallEnding> {
  const slot = await caller.slots.take(caller.stopper.isStopped);
  if (!slot || !caller.admit()) return { step: 'left' };
  if (!(await claim.intend(planned.prepared))) {
    caller.takeBack();
    return { step: 'taken' };
  }
  await slot.depart();
  const ending = await askForRow(planned, troubles, caller);
  if (ending.step === 'undone') {
    await claim.release(ending.error.code);
    caller.takeBack();
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
  claim: RowClaim,
  troubles: Troubles,
  caller: RowCaller,
): Promise<RowEnding> {
  for (;;) {
    const planned = await planRow(row, digest, caller);
    if (!('error' in planned)) {
      const ending = await claimAndAsk(planned, claim, troubles, caller);
      if (ending.step !== 'undone') return ending;
      await recover(ending.error, ending.response, troubles, caller);
    } else {
      const { error, prepared } = planned;
      if (!isUndone(error)) return { step: 'failed', error, prepared, startedAtMs: caller.world.nowMs() };
      await recover(error, undefined, troubles, caller);
      if (caller.stopper.isStopped()) return { step: 'left' };
    }
  }
}
