import type { Answer } from '../core/answer.ts';
import { IdvError } from '../core/errors.ts';
import type { ErrorCategory } from '../core/exit.ts';
import { type HttpResponse, type SendOptions, type Transport, TransportError } from '../core/http.ts';
import { clockOffsetMs } from '../http/clock.ts';
import { mayRetry, retryAfterMs, retryDelayMs, type ServiceRefusal } from '../http/retry.ts';
import type { Credentials, SignedCall, SigningMoment } from '../providers/provider.ts';
import type { Plan } from './plan.ts';
import { categoryOf } from './transport-category.ts';

/** Everything outside that a call depends on. */
export interface SendContext {
  transport: Transport;
  nowMs(): number;
  random(): number;
  nonce(): string;
  sleep(ms: number): Promise<void>;
  notice(text: string): void;
  /** Sees every attempt, for --verbose and --debug. */
  trace?(signed: SignedCall, response: HttpResponse | undefined, durationMs: number): void;
  /** Takes an answer that cannot be decoded, before the error that says so. */
  undecoded?(response: HttpResponse): void;
  /** Fixed by --timestamp and --nonce: signed with as given, and never corrected. */
  fixed: { timestamp?: number; nonce?: string };
  /** Repeats after the first attempt. */
  retries: number;
  options: SendOptions;
}

export interface Exchange {
  answer: Answer;
  response: HttpResponse;
  attempts: number;
  durationMs: number;
}

/** An answer, no answer, or one that says only that the service is down. */
type Attempt = { answer: Answer; response: HttpResponse } | { error: TransportError } | { outage: IdvError; response: HttpResponse };

const firstRepeatMs = 500;
const longestWaitMs = 20_000;

function hintOf({ kind, cause, sent }: TransportError, category: ErrorCategory, unsure: boolean): string {
  if (unsure) return 'the request may have reached the service and may be billed; idv does not send it again by itself';
  if (sent) return 'the request may have reached the service; it only reads, so it is safe to run the command again';
  if (category === 'usage' && cause !== undefined) return 'nothing was sent: a value holds what no header or path can';
  if (category === 'usage') return 'nothing was sent: mend --endpoint';
  if (category === 'internal') return 'nothing was sent; run the command again with --debug for the place in the code, and report it';
  return kind === 'tls' ? 'nothing was sent' : 'nothing was sent: check the host, the network and the proxy variables of this shell';
}

function transportFailure(error: TransportError, readOnly: boolean, attempts: number, signal: AbortSignal | undefined): IdvError {
  const unsure = error.sent && !readOnly;
  const category = categoryOf(error, signal);
  return new IdvError(category, error.message, {
    code: error.kind,
    attempts,
    retryable: !unsure,
    cause: error,
    hint: hintOf(error, category, unsure),
  });
}

async function decode({ target }: Plan, response: HttpResponse, context: SendContext): Promise<Attempt> {
  try {
    return { answer: await target.provider.decode(response, target.action ?? { name: target.actionName }), response };
  } catch (error) {
    if (error instanceof IdvError && response.status >= 500) return { outage: error, response };
    context.undecoded?.(response);
    throw error;
  }
}

/** A refused signature says more than its code where the service shows what it signed. */
function diagnosed(made: Attempt, { target, call }: Plan, credentials: Credentials, moment: SigningMoment): Attempt {
  if (!('answer' in made) || made.answer.kind !== 'refusal') return made;
  const hint = target.provider.diagnose?.(made.answer, call, credentials, moment);
  return hint === undefined ? made : { ...made, answer: { ...made.answer, hint } };
}

async function attempt(plan: Plan, credentials: Credentials, timestamp: number, context: SendContext): Promise<Attempt> {
  const moment = { timestamp, nonce: context.fixed.nonce ?? context.nonce() };
  const signed = plan.target.provider.sign(plan.call, credentials, moment);
  const startedMs = context.nowMs();
  try {
    const response = await context.transport.send(signed.request, context.options);
    context.trace?.(signed, response, context.nowMs() - startedMs);
    return diagnosed(await decode(plan, response, context), plan, credentials, moment);
  } catch (error) {
    if (!(error instanceof TransportError)) throw error;
    context.trace?.(signed, undefined, context.nowMs() - startedMs);
    return { error };
  }
}

/** What an answer that is no result means for a repeat. */
function effectOf(
  made: Exclude<Attempt, { error: unknown }>,
  { provider }: Plan['target'],
  fixedNonce: string | undefined,
): ServiceRefusal {
  if ('outage' in made) return { undone: false, transient: true };
  const code = made.answer.kind === 'refusal' ? made.answer.code : '';
  // A nonce of ours that was seen before came twice: what came first may have been done, and paid.
  const isStale = provider.nonceCodes.includes(code) && fixedNonce === undefined;
  return { undone: provider.isThrottle(code), transient: isStale || provider.isOutage(code) };
}

/** How long to wait before the same call may be sent again; undefined if it may not, or not soon. */
function waitBeforeRepeat(plan: Plan, made: Attempt, repeats: number, context: SendContext): number | undefined {
  const readOnly = plan.target.action?.readOnly ?? false;
  if (repeats >= context.retries) return undefined;
  if ('answer' in made && made.answer.kind === 'result') return undefined;
  if (!mayRetry('error' in made ? made.error : effectOf(made, plan.target, context.fixed.nonce), { readOnly })) return undefined;
  return retryDelayMs({
    attempt: repeats + 1,
    retryAfterMs: 'response' in made ? retryAfterMs(made.response.headers, context.nowMs()) : undefined,
    random: context.random(),
    baseMs: firstRepeatMs,
    maxMs: longestWaitMs,
  });
}

/** Why a call is repeated, in a few words. */
function saidBy(made: Attempt, { isThrottle }: Plan['target']['provider']): string {
  if ('error' in made) return made.error.message;
  if ('outage' in made) return `the service answered HTTP ${made.response.status}`;
  const code = made.answer.kind === 'refusal' ? made.answer.code : '';
  return isThrottle(code) ? 'the service is throttling' : `the service answered ${code}`;
}

/** The service's clock less ours, where a refusal says that ours is wrong and its `Date` agrees. */
function clockFault(plan: Plan, made: Attempt, context: SendContext): number | undefined {
  if (!('answer' in made) || made.answer.kind !== 'refusal' || context.fixed.timestamp !== undefined) return undefined;
  if (!plan.target.provider.clockCodes.includes(made.answer.code)) return undefined;
  return clockOffsetMs(made.response.headers.date, context.nowMs());
}

/**
 * Sends a planned call, signed afresh for every attempt. It is repeated only where nothing can have been done or
 * paid twice: no connection was made, the service throttled it, or the action only reads. A refusal for a wrong
 * clock is answered once with the service's own time.
 */
export async function sendCall(plan: Plan, credentials: Credentials, context: SendContext): Promise<Exchange> {
  const startedMs = context.nowMs();
  let offsetMs: number | undefined;
  let repeats = 0;
  for (let attempts = 1; ; attempts += 1) {
    const timestamp = context.fixed.timestamp ?? Math.floor((context.nowMs() + (offsetMs ?? 0)) / 1000);
    const made = await attempt(plan, credentials, timestamp, context);
    const fault = offsetMs === undefined ? clockFault(plan, made, context) : undefined;
    if (fault !== undefined) {
      offsetMs = fault;
      context.notice(
        `this machine's clock is ${Math.round(Math.abs(fault) / 1000)} s ${fault > 0 ? 'slow' : 'fast'}; signed again with the service's time`,
      );
      continue;
    }
    const waitMs = waitBeforeRepeat(plan, made, repeats, context);
    if (waitMs === undefined) {
      if ('error' in made) throw transportFailure(made.error, plan.target.action?.readOnly ?? false, attempts, context.options.signal);
      if ('outage' in made) {
        context.undecoded?.(made.response);
        throw made.outage;
      }
      return { ...made, attempts, durationMs: context.nowMs() - startedMs };
    }
    repeats += 1;
    context.notice(`${saidBy(made, plan.target.provider)}; attempt ${attempts + 1} in ${(waitMs / 1000).toFixed(1)} s`);
    await context.sleep(waitMs);
  }
}
