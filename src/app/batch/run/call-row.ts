import type { Action } from '../../../core/declare/action.ts';
import { IdvError, problemsError } from '../../../core/errors.ts';
import type { HttpResponse } from '../../../core/http.ts';
import type { Plan } from '../../../vendors/vendor.ts';
import { ask, type Outcome } from '../../call/call.ts';
import { callOf, planCall } from '../../call/plan.ts';
import { uploadFiles } from '../../call/uploads.ts';
import type { Activity, World } from '../../call/world.ts';
import { type PreparedRow, prepareRow, type RowReader } from '../manifest/prepare-row.ts';
import type { ManifestRow } from '../manifest/read-manifest.ts';
import type { Slots } from './slots.ts';
import type { Stopper } from './stopper.ts';
import { isUndone, noTroubles, noteFailure, recover, type Troubles } from './troubles.ts';

/** Where it is written down, before and after, that a row is called. Each resolves once it cannot be lost. */
export interface RowClaim {
  /** False where the row is not this caller's to call. */
  intend(prepared: PreparedRow): Promise<boolean>;
  release(reason: string): Promise<void>;
}

export interface RowCaller {
  world: World;
  reader: RowReader;
  slots: Slots;
  stopper: Stopper;
  /** Asks for one more paid call; false where a limit of the user's is reached. */
  admit(): boolean;
  /** The call was not made after all. */
  takeBack(): void;
  throttled(): void;
  notice(text: string): void;
}

/** How the call of a row ended. */
export type RowEnding =
  | { step: 'answered'; outcome: Outcome; prepared: PreparedRow; startedAtMs: number }
  | { step: 'failed'; error: IdvError; prepared: PreparedRow | undefined; startedAtMs: number }
  | { step: 'unsure'; reason: string; prepared: PreparedRow; startedAtMs: number }
  /** Another caller has it. */
  | { step: 'taken' }
  /** Not called: the run is to stop. */
  | { step: 'left' };

const silent = (notice: (text: string) => void): Activity => ({ animated: true, update: () => undefined, notice, stop: () => undefined });

/** A world whose calls are made once each, by a caller that knows when to call again. */
const onceEach = (world: World, notice: (text: string) => void): World =>
  Object.assign({}, world, { retries: 0, begin: async () => silent(notice) });

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

/** What came of a call; `undone` where nothing was done, and the row can be called again. */
type CallEnding = RowEnding | { step: 'undone'; error: IdvError; response: HttpResponse | undefined };

/** Sends the call of a row whose intent is written down, and says what is known of it afterwards. */
async function askForRow(
  { plan, prepared }: PlannedRow,
  troubles: Troubles,
  { slots, stopper, world, notice }: RowCaller,
): Promise<CallEnding> {
  const startedAtMs = world.nowMs();
  let response: HttpResponse | undefined;
  const heard: World = Object.assign(onceEach(world, notice), {
    attempted(attempt: { response: HttpResponse | undefined }) {
      response = attempt.response;
    },
  });
  try {
    const outcome = await ask(plan, heard, silent(notice));
    slots.answered();
    Object.assign(troubles, noTroubles());
    return { step: 'answered', outcome, prepared, startedAtMs };
  } catch (error) {
    // What was sent when idv itself failed cannot be known.
    if (!(error instanceof IdvError)) return { step: 'unsure', reason: 'idv failed while the call was under way', prepared, startedAtMs };
    if (isUndone(error)) return { step: 'undone', error, response };
    noteFailure(error, troubles, stopper);
    if (error.category === 'unknown') return { step: 'unsure', reason: error.message, prepared, startedAtMs };
    return { step: 'failed', error, prepared, startedAtMs };
  }
}

/** Waits for a slot, writes the intent down, and calls. */
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

/** Gives the memory of a row's files to other rows, once an answer shows that all has left: what failed may still be on its way. */
export function releaseFiles(ending: RowEnding, { readOnly }: Action): void {
  // A result that is read again is asked for with the same values, and an upload is a call of its own.
  if (ending.step === 'answered' && !readOnly && ending.prepared.input.uploads.length === 0) ending.prepared.release();
}

/**
 * Calls a row, once. Before the call its files are read and checked again, a slot is waited for and the intent is written down; then it
 * leaves at once. Where nothing was done, the intent is taken back and the row tried again. Throws only what ends the run: the
 * intent could not be written down, or a fault of idv.
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
