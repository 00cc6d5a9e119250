import type { Action, Follow } from '../../core/declare/action.ts';
import { askedOfResult, checksAskedBy } from '../../core/declare/asked-checks.ts';
import { IdvError } from '../../core/errors.ts';
import { readPath } from '../../core/json.ts';
import { plural } from '../../core/text/printable.ts';
import { spokenWait } from '../../core/text/spoken-wait.ts';
import type { Call, Plan } from '../../vendors/vendor.ts';
import { ask, begin, type Outcome } from './call.ts';
import { pause } from './failure.ts';
import { callOf, planCall } from './plan.ts';
import { nextAskMs, type PollPlan } from './poll.ts';
import type { Activity, World } from './world.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A line at most this often where no spinner turns. */
const plainLineEveryMs = 10_000;
/** How long is waited where neither the user nor the vendor says. */
const patienceS = 600;

/** When to ask, by what the service said when it issued the token, and the user's patience. */
export function pollPlan(follow: Follow | undefined, issued: Fields, nowMs: number, timeoutS: number | undefined): PollPlan {
  const number = (path: string | undefined): number | undefined => {
    const value = path === undefined ? undefined : readPath(issued, path);
    return typeof value === 'number' && value >= 1 && value < 100_000 ? value : undefined;
  };
  const intervalS = number(follow?.intervalS);
  const lifetimeS = timeoutS ?? follow?.tokenLifetimeS ?? patienceS;
  return {
    intervalMs: intervalS === undefined ? undefined : intervalS * 1000,
    maxPolls: number(follow?.maxPolls),
    deadlineMs: nowMs + lifetimeS * 1000,
  };
}

/** A text member of an answer; undefined for anything else, and for nothing. */
export function textAt(fields: Fields, path: string | undefined): string | undefined {
  const value = path === undefined ? undefined : readPath(fields, path);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A token that was issued, the page that goes with it, and the call that reads what comes of it. */
export interface Issued {
  token: string;
  page: string | undefined;
  reading: Call;
}

/** What an action issued. Throws IdvError `unreadable` where there is no token. */
export function issuedBy({ plan, answer }: Outcome, follow: Follow, actions: readonly Action[]): Issued {
  const fields = answer.kind === 'result' ? answer.fields : {};
  const token = textAt(fields, follow.token);
  if (token === undefined)
    throw new IdvError('unreadable', `the answer has no ${follow.token}`, {
      code: 'no-token',
      hint: 'there is no result without it: start again, and tell the vendor',
    });
  const reader = actions.find(({ name }) => name === follow.action);
  if (!reader) throw new IdvError('internal', `there is no ${follow.action}`, { code: 'no-reader' });
  const param = reader.params.find(({ positional }) => positional);
  // What both require under one name, as the caller's own id of the process, is the same for both.
  const shared = reader.params.filter(({ name, required }) => required && plan.values[name] !== undefined);
  const carried = Object.fromEntries(
    shared.flatMap(({ name }) => {
      const value = plan.values[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const reading = callOf(
    reader,
    { ...carried, [param?.name ?? follow.token]: token },
    {
      required: checksAskedBy(follow, plan.values) ?? [],
      asked: askedOfResult(follow, plan.values),
    },
  );
  return { token, page: textAt(fields, follow.page), reading };
}

/** What says nothing of the result: a page in place of an answer, an answer that is cut. */
const strayCodes = ['unreadable-answer', 'contradictory-answer', 'redirect', 'protocol', 'too-large'];

/** An outage, a throttle or a stray page is over some time, and the result is still there then. */
export const isPassing = (error: unknown, { route: { vendor } }: World): error is IdvError =>
  error instanceof IdvError &&
  (error.retryable || vendor.isOutage(error.code) || (error.category === 'unreadable' && strayCodes.includes(error.code)));

/** The last question is asked at the deadline itself, and gets this long to be answered. */
const lastAnswerMs = 10_000;

/** One ask, which must not outlast the wait. The waiting itself is the repeat. */
function asking(world: World, leftMs: number): World {
  const { sendOptions } = world;
  const timeoutMs = Math.min(sendOptions.timeoutMs, Math.max(leftMs, lastAnswerMs));
  return { ...world, retries: 0, sendOptions: { ...sendOptions, timeoutMs } };
}

/** Says how the waiting goes: on a spinner, else on a line from time to time. */
function teller(activity: Activity, startedMs: number): (asked: number, nowMs: number, leftMs: number) => void {
  let saidMs = startedMs;
  return (asked, nowMs, leftMs) => {
    const state = `waiting ${spokenWait(nowMs - startedMs)}, asked ${plural(asked, 'time')}, ${spokenWait(leftMs)} left`;
    activity.update(state);
    if (activity.animated || nowMs - saidMs < plainLineEveryMs) return;
    activity.notice(state);
    saidMs = nowMs;
  };
}

/** The answer to one ask, or what was in its way and may be over at the next. */
const askOnce = (plan: Plan, world: World, activity: Activity, leftMs: number): Promise<Outcome | IdvError> =>
  ask(plan, asking(world, leftMs), activity).catch((error: unknown) => {
    if (isPassing(error, world)) return error;
    throw error;
  });

/**
 * Asks until the answer is more than `pending`, or the time is over. What passes in between does not end it; it is thrown where there
 * was nothing else when the time was over.
 */
export async function waitForResult(reading: Call, world: World, poll: PollPlan): Promise<Outcome> {
  const plan = planCall(reading, world.route, world.credentials);
  const activity = await begin(world, 'waiting for the result');
  const tell = teller(activity, world.nowMs());
  let last: Outcome | undefined;
  try {
    for (let asked = 1; ; asked += 1) {
      const made = await askOnce(plan, world, activity, poll.deadlineMs - world.nowMs());
      const fault = made instanceof IdvError ? made : undefined;
      if (!(made instanceof IdvError)) last = made;
      const nowMs = world.nowMs();
      const isDone = !fault && last?.judged.verdict !== 'pending';
      const waitMs = isDone ? undefined : nextAskMs(poll, asked, nowMs, fault?.retryAfterMs);
      if (fault) activity.notice(waitMs === undefined ? fault.message : `${fault.message}; asked again in ${(waitMs / 1000).toFixed(1)} s`);
      if (waitMs === undefined) return final(last, fault, world);
      tell(asked, nowMs, poll.deadlineMs - nowMs);
      await pause(world, waitMs);
    }
  } finally {
    activity.stop();
  }
}

/** What the waiting ends in: the last answer there was, though an outage came after it. */
function final(last: Outcome | undefined, fault: IdvError | undefined, { answered }: World): Outcome {
  const response = last?.response ?? fault?.answer;
  if (response) answered?.(response);
  if (last) return last;
  throw fault;
}
