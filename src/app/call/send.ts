import { type Answer, unreadableError } from '../../core/answer.ts';
import { IdvError } from '../../core/errors.ts';
import { type HttpRequest, type HttpResponse, type Transport, TransportError } from '../../core/http.ts';
import { clockOffsetMs } from '../../http/clock.ts';
import { mayRetry, retryAfterMs, retryDelayMs, type ServiceRefusal } from '../../http/retry.ts';
import type { Plan, SigningMoment, Vendor } from '../../vendors/vendor.ts';
import { gatewayError, pause, transportFailure } from './failure.ts';
import { freshNonce } from './plan.ts';
import type { Activity, Clock, RunningExchange, World } from './world.ts';

/** A decoded answer before it is judged. */
export interface Exchange {
  answer: Answer;
  response: HttpResponse;
  attempts: number;
  durationMs: number;
}

/**
 * The end of one attempt: an answer; no answer; an answer that only shows that the service is down or throttles; or an answer that cannot
 * be read.
 */
type Attempt =
  | { answer: Answer; response: HttpResponse }
  | { error: TransportError }
  | { outage: IdvError; response: HttpResponse }
  | { unread: IdvError; response: HttpResponse };

const firstRepeatMs = 500;
const longestWaitMs = 20_000;

/** Rejects an answer whose code says that nothing was done, but that has a result. The call was done, so it must not be repeated. */
function refuseContradiction(answer: Answer, { isThrottle, isOutage, nonceCodes, clockCodes }: Vendor): void {
  if (answer.kind === 'result' || !answer.hasResult) return;
  const { code } = answer;
  if (isThrottle(code) || isOutage(code) || nonceCodes.includes(code) || clockCodes.includes(code))
    throw unreadableError('contradictory-answer', `the service said ${code}, and next to it a result`, answer);
}

async function decode({ action, actionName }: Plan, request: HttpRequest, response: HttpResponse, world: World): Promise<Attempt> {
  const readOnly = action?.readOnly ?? false;
  const { vendor } = world.route;
  try {
    const answer = await vendor.decode(response, action ?? { name: actionName });
    refuseContradiction(answer, vendor);
    return { answer, response };
  } catch (error) {
    if (!(error instanceof IdvError)) throw error;
    // A contradictory answer comes from the vendor, so it is not judged as the answer of a gateway.
    const gateway = error.code === 'contradictory-answer' ? undefined : gatewayError(response, request, readOnly);
    const fault = (gateway ?? error).with({ answer: response });
    if (response.status === 429 || response.status >= 500) return { outage: fault, response };
    return { unread: fault, response };
  }
}

/** Adds a hint to a refused signature, if the service shows what it signed. */
function diagnosed(made: Attempt, plan: Plan, { route, credentials }: World, moment: SigningMoment): Attempt {
  if (!('answer' in made) || made.answer.kind !== 'refusal') return made;
  const hint = route.vendor.diagnose?.(made.answer, plan, credentials, moment);
  return hint === undefined ? made : { ...made, answer: { ...made.answer, hint } };
}

/** Makes the `watch` callback of a send. The transport passes it a function that returns how many bytes were sent so far. */
export const watchSentBytes =
  (runningExchange: RunningExchange) =>
  (count: () => number): void => {
    runningExchange.sentBytes = count;
  };

/** Sets `progress.sent` when a request is sent, and takes it back if not one byte was sent. */
export function trackingSent(transport: Transport, progress: { sent: boolean }): Transport {
  return {
    ...transport,
    async send(request, options) {
      const { sent } = progress;
      progress.sent = true;
      try {
        return await transport.send(request, options);
      } catch (error) {
        if (error instanceof TransportError && !error.sent) progress.sent = sent;
        throw error;
      }
    },
  };
}

async function attempt(plan: Plan, timestamp: number, number: number, world: World): Promise<Attempt> {
  const { route, credentials, fixed, transport, sendOptions, progress } = world;
  const moment = { timestamp, nonce: fixed.nonce ?? freshNonce(route.vendor, plan.shape.signMethod, world) };
  const signed = route.vendor.sign(plan, credentials, moment);
  const startedMs = world.nowMs();
  const bodyRead = plan.borrowed?.sending();
  const report = (response: HttpResponse | undefined): void =>
    world.attempted?.({ plan, signed, response, durationMs: world.nowMs() - startedMs, number });
  try {
    // If an idle connection closes while a paid call is sent, it is not known whether the call was done.
    const response = await trackingSent(transport, progress).send(signed.request, {
      ...sendOptions,
      watch: watchSentBytes(world.runningExchange),
      ...(bodyRead ? { bodyRead } : {}),
      maxIdleMs: plan.action?.readOnly === true ? Number.POSITIVE_INFINITY : world.paidIdleMs,
    });
    report(response);
    return diagnosed(await decode(plan, signed.request, response, world), plan, world, moment);
  } catch (error) {
    if (!(error instanceof TransportError)) throw error;
    report(undefined);
    return { error };
  }
}

/** What an answer without a result says about repeating the call. */
function effectOf(made: Exclude<Attempt, { error: unknown }>, vendor: Vendor, fixedNonce: string | undefined): ServiceRefusal {
  if ('unread' in made) return { notDone: false, transient: false };
  if ('outage' in made) return { notDone: made.outage.category === 'limited', transient: made.response.status >= 500 };
  const code = made.answer.kind === 'refusal' ? made.answer.code : '';
  // The service has seen a nonce of ours before, so the call arrived twice. The first one may have been done and billed.
  const isStale = vendor.nonceCodes.includes(code) && fixedNonce === undefined;
  return { notDone: vendor.isThrottle(code), transient: isStale || vendor.isOutage(code) };
}

/** How long to wait before the same call is sent again; undefined if it must not be, or if the service asks for a wait that is too long. */
function waitBeforeRepeat(plan: Plan, made: Attempt, repeats: number, world: World): number | undefined {
  const readOnly = plan.action?.readOnly ?? false;
  if (repeats >= world.retries) return undefined;
  if ('answer' in made && made.answer.kind === 'result') return undefined;
  if (!mayRetry('error' in made ? made.error : effectOf(made, world.route.vendor, world.fixed.nonce), { readOnly })) return undefined;
  return retryDelayMs({
    attempt: repeats + 1,
    retryAfterMs: 'response' in made ? retryAfterMs(made.response.headers, world.nowMs()) : undefined,
    random: world.random(),
    baseMs: firstRepeatMs,
    maxMs: longestWaitMs,
  });
}

/** The reason why a call is repeated, for a notice. */
function describe(made: Attempt, { isThrottle }: Vendor): string {
  if ('error' in made) return made.error.message;
  if (!('answer' in made)) return `the service answered HTTP ${made.response.status}`;
  const code = made.answer.kind === 'refusal' ? made.answer.code : '';
  return isThrottle(code) ? 'the service is throttling' : `the service answered ${code}`;
}

/** The offset of the service's clock from ours, if a refusal says that our clock is wrong and its `Date` header agrees. */
function clockFault(made: Attempt, { route, fixed, nowMs }: World): number | undefined {
  if (!('answer' in made) || made.answer.kind !== 'refusal' || fixed.timestamp !== undefined) return undefined;
  if (!route.vendor.clockCodes.includes(made.answer.code)) return undefined;
  return clockOffsetMs(made.response.headers.date, nowMs());
}

/** Handles a clock fault: gives a notice, and stores the offset in `clock` for this call and later ones. False if there is no fault. */
function corrected(made: Attempt, world: World, clock: Clock, notice: Activity['notice']): boolean {
  const offsetMs = clockFault(made, world);
  if (offsetMs === undefined) return false;
  clock.offsetMs = offsetMs;
  notice(
    `this machine's clock is ${Math.round(Math.abs(offsetMs) / 1000)} s ${offsetMs > 0 ? 'slow' : 'fast'}; signed again with the service's time`,
  );
  return true;
}

/** The end of a call that is not repeated: returns its answer, or throws the reason why there is none. */
function ended(made: Attempt, plan: Plan, world: World): Exclude<Attempt, { error: unknown } | { outage: unknown } | { unread: unknown }> {
  if ('error' in made) throw transportFailure(made.error, plan.action?.readOnly ?? false, world.sendOptions.signal);
  const isResult = 'answer' in made && made.answer.kind === 'result';
  const wait = isResult ? undefined : retryAfterMs(made.response.headers, world.nowMs());
  if ('answer' in made) {
    const { answer } = made;
    return answer.kind === 'refusal' && wait !== undefined ? { ...made, answer: { ...answer, retryAfterMs: wait } } : made;
  }
  throw ('outage' in made ? made.outage : made.unread).with({ retryAfterMs: wait });
}

/**
 * Sends a planned call, and signs it again for every attempt. It is repeated only if nothing can be done or paid for twice: no connection
 * was made, the service throttled it, or the action only reads. After a refusal because of a wrong clock, it is sent once more with the
 * time of the service. `onAnswer` gets the last answer.
 */
export async function sendCall(
  plan: Plan,
  world: World,
  { notice }: Pick<Activity, 'notice'>,
  onAnswer?: (response: HttpResponse) => void,
): Promise<Exchange> {
  const startedMs = world.nowMs();
  const clock = world.clock ?? { offsetMs: 0 };
  let isCorrected = false;
  let repeats = 0;
  for (let attempts = 1; ; attempts += 1) {
    const timestamp = world.fixed.timestamp ?? Math.floor((world.nowMs() + clock.offsetMs) / 1000);
    const made = await attempt(plan, timestamp, attempts, world);
    if (!isCorrected && corrected(made, world, clock, notice)) {
      isCorrected = true;
      continue;
    }
    const waitMs = waitBeforeRepeat(plan, made, repeats, world);
    if (waitMs === undefined) {
      if ('response' in made) onAnswer?.(made.response);
      return { ...ended(made, plan, world), attempts, durationMs: world.nowMs() - startedMs };
    }
    repeats += 1;
    notice(`${describe(made, world.route.vendor)}; attempt ${attempts + 1} in ${(waitMs / 1000).toFixed(1)} s`);
    await pause(world, waitMs);
  }
}
