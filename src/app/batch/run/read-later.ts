import { IdvError } from '../../../core/errors.ts';
import type { Call } from '../../../vendors/vendor.ts';
import { ask, type Outcome } from '../../call/call.ts';
import { planCall } from '../../call/plan.ts';
import type { RowCaller } from './call-row.ts';
import { type IssuedToken, nextReadingMs } from './issued-token.ts';

const mostFailures = 5;

/** Failures of a call that only reads which may pass. */
const passing: readonly string[] = ['limited', 'network', 'timeout', 'failed'];

/**
 * Reads a result until it is more than `pending`: reading is free and can be repeated. Resolves to the last answer, which is still
 * pending where the time is over or the run stops; undefined where the run stopped before any answer.
 */
export async function readLater(
  reading: Call,
  poll: Pick<IssuedToken, 'intervalMs' | 'maxPolls' | 'deadlineMs'>,
  { world, slots, stopper, notice, throttled }: Pick<RowCaller, 'world' | 'slots' | 'stopper' | 'notice' | 'throttled'>,
): Promise<{ outcome: Outcome } | { error: IdvError } | undefined> {
  const plan = planCall(reading, world.route, world.credentials);
  const activity = { animated: true, update: () => undefined, notice, stop: () => undefined };
  let last: Outcome | undefined;
  let failures = 0;
  for (let asked = 1; ; asked += 1) {
    const slot = await slots.take(stopper.isStopped);
    if (!slot) return last && { outcome: last };
    await slot.depart();
    try {
      last = await ask(plan, { ...world, begin: async () => activity }, activity);
      slots.answered();
      failures = 0;
      if (last.judged.verdict !== 'pending') return { outcome: last };
    } catch (error) {
      if (!(error instanceof IdvError)) throw error;
      failures += 1;
      if (error.category === 'limited') {
        throttled();
        slots.throttled(undefined);
      }
      if (!passing.includes(error.category) || failures >= mostFailures) return { error };
    }
    const waitMs = nextReadingMs(poll, asked, world.nowMs());
    if (waitMs === undefined) return last && { outcome: last };
    await stopper.rest(waitMs);
  }
}
