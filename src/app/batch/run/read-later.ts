import { IdvError } from '../../../core/errors.ts';
import type { Call } from '../../../vendors/vendor.ts';
import { type Outcome, sendAndJudge } from '../../call/call.ts';
import { planCall } from '../../call/plan.ts';
import { isTemporary } from '../../call/wait.ts';
import type { RowCallContext } from './call-row.ts';
import { type IssuedToken, nextReadingMs } from './issued-token.ts';

const mostFailures = 5;

/** After a failure of these categories, a call that only reads may succeed the next time. */
const temporaryCategories: readonly string[] = ['limited', 'network', 'timeout', 'failed'];

/** What is needed to read results: parts of what `callRow` needs, with the slots of the action that reads. */
export type ReadingContext = Pick<RowCallContext, 'world' | 'slots' | 'stopper' | 'notice' | 'throttled'>;

/** How one reading ended. `isTemporary` is true if the failure may pass: another reading may succeed. */
type ReadingEnding = { outcome: Outcome } | { error: IdvError; isTemporary: boolean };

/** Reads a result once. Resolves to undefined if the run was stopped before. */
export async function readOnce(
  reading: Call,
  { world, slots, stopper, notice, throttled }: ReadingContext,
): Promise<ReadingEnding | undefined> {
  const plan = planCall(reading, world.route, world.credentials);
  const activity = { animated: true, update: () => undefined, notice, stop: () => undefined };
  const slot = await slots.take(stopper.isStopped);
  if (!slot) return undefined;
  await slot.depart();
  try {
    const outcome = await sendAndJudge(plan, { ...world, beginActivity: async () => activity }, activity);
    slots.answered();
    return { outcome };
  } catch (error) {
    if (!(error instanceof IdvError)) throw error;
    if (error.category === 'limited') {
      throttled();
      slots.throttled(undefined);
    }
    return { error, isTemporary: temporaryCategories.includes(error.category) || isTemporary(error, world) };
  }
}

/**
 * Reads a result until it is not `pending` any more. Reading is free and can be repeated. Resolves to the last answer. It is still pending
 * if the time is over or the run stops. Resolves to undefined if the run stops before any answer.
 */
export async function readLater(
  reading: Call,
  poll: Pick<IssuedToken, 'intervalMs' | 'maxPolls' | 'deadlineMs'>,
  context: ReadingContext,
): Promise<{ outcome: Outcome } | { error: IdvError } | undefined> {
  let last: Outcome | undefined;
  let failures = 0;
  for (let asked = 1; ; asked += 1) {
    const ended = await readOnce(reading, context);
    if (!ended) break;
    if ('error' in ended) {
      failures += 1;
      if (!ended.isTemporary || failures >= mostFailures) return ended;
    } else {
      failures = 0;
      last = ended.outcome;
      if (last.judged.verdict !== 'pending') break;
    }
    const waitMs = nextReadingMs(poll, asked, context.world.nowMs());
    if (waitMs === undefined) break;
    await context.stopper.rest(waitMs);
  }
  return last && { outcome: last };
}
