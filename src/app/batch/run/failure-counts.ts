import type { IdvError } from '../../../core/errors.ts';
import type { ErrorCategory } from '../../../core/exit.ts';
import type { HttpResponse } from '../../../core/http.ts';
import { retryAfterMs } from '../../../http/retry.ts';
import type { World } from '../../call/world.ts';
import type { RowCallContext } from './call-row.ts';
import type { Stopper } from './stopper.ts';

/** If this many calls fail one after another, the cause is not in the rows, and the run stops. */
const mostThrottles = 40;
const mostDisconnections = 8;
const mostRefusals = 5;
const mostUnusable = 5;
const longestPauseMs = 30_000;

/** Counts the failures since the last answer, over all rows of a run. */
export interface FailureCounts {
  throttles: number;
  disconnections: number;
  refusals: { code: string; count: number };
  /** Calls that may have been made, and that had no usable answer. */
  unusable: number;
}

export const noFailures = (): FailureCounts => ({ throttles: 0, disconnections: 0, refusals: { code: '', count: 0 }, unusable: 0 });

const isThrottle = ({ category, code }: IdvError, { route }: World): boolean =>
  category === 'limited' && (route.vendor.isThrottle(code) || code === 'gateway-limit');

/** True if the service cannot have done anything, and the cause is not in the row. */
export const isNotDone = ({ category, billed }: IdvError): boolean =>
  category === 'limited' || category === 'config' || ((category === 'network' || category === 'timeout') && billed === false);

/** To be called after a call in which the service did nothing: waits until the next attempt makes sense, or stops the run. */
export async function waitOrStop(
  error: IdvError,
  response: HttpResponse | undefined,
  failureCounts: FailureCounts,
  callContext: RowCallContext,
): Promise<void> {
  const { slots, stopper, world } = callContext;
  if (isThrottle(error, world)) {
    failureCounts.throttles += 1;
    callContext.throttled();
    slots.throttled(response && retryAfterMs(response.headers, world.nowMs()));
    if (failureCounts.throttles >= mostThrottles) stopper.stop('the service throttles every call', error);
  } else if (error.category === 'network' || error.category === 'timeout') {
    failureCounts.disconnections += 1;
    if (failureCounts.disconnections >= mostDisconnections) stopper.stop('the service cannot be reached', error);
    else await stopper.rest(Math.min(longestPauseMs, 1000 * 2 ** (failureCounts.disconnections - 1)));
  } else stopper.stop(error.message, error);
}

/** The causes are a login page, a broken connection or a service that is down. Each further call would fail too, and may be billed. */
const unusableCategories: readonly ErrorCategory[] = ['unreadable', 'failed', 'unknown', 'network', 'timeout'];

/** What the user can do before continuing the run. */
const fixFor = ({ category }: IdvError): string =>
  category === 'failed'
    ? 'wait until the service works, and run the command again to continue'
    : 'check --endpoint, the proxy and the network, and run the command again to continue';

/** Stops the run if failures show that every row would fail, and not only this one. */
export function stopIfAllFail(error: IdvError, failureCounts: FailureCounts, stopper: Stopper): void {
  const { code, category, message } = error;
  if (category === 'refused') {
    const { refusals } = failureCounts;
    failureCounts.unusable = 0;
    // For example, a key that is refused is refused for each row.
    failureCounts.refusals = { code, count: refusals.code === code ? refusals.count + 1 : 1 };
    if (failureCounts.refusals.count >= mostRefusals) stopper.stop(`the service refuses every call (${code})`, error);
  } else if (unusableCategories.includes(category)) {
    failureCounts.unusable += 1;
    if (failureCounts.unusable >= mostUnusable)
      stopper.stop(`${mostUnusable} calls in a row had no usable answer: ${message}`, error, fixFor(error));
  }
}
