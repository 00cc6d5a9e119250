import type { Action, Follow } from '../../core/declare/action.ts';
import { askedOfResult, checksAskedBy } from '../../core/declare/asked-checks.ts';
import { IdvError } from '../../core/errors.ts';
import { readPath } from '../../core/json.ts';
import { plural } from '../../core/text/printable.ts';
import { waitInWords } from '../../core/text/wait-in-words.ts';
import type { Call, Plan } from '../../vendors/vendor.ts';
import { beginActivity, type Outcome, sendAndJudge } from './call.ts';
import { pause } from './failure.ts';
import { callOf, planCall } from './plan.ts';
import { nextRequestMs, type PollPlan } from './poll.ts';
import type { Activity, World } from './world.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The shortest time between two lines of progress. Used if there is no spinner. */
const plainLineEveryMs = 10_000;
/** How long to wait if neither the user nor the vendor sets a time. */
const defaultWaitS = 600;

/** When to ask for a result, from the answer that issued the token and the time that the user wants to wait. */
export function pollPlan(follow: Follow | undefined, issued: Fields, nowMs: number, timeoutS: number | undefined): PollPlan {
  const number = (path: string | undefined): number | undefined => {
    const value = path === undefined ? undefined : readPath(issued, path);
    return typeof value === 'number' && value >= 1 && value < 100_000 ? value : undefined;
  };
  const intervalS = number(follow?.intervalS);
  const lifetimeS = timeoutS ?? follow?.tokenLifetimeS ?? defaultWaitS;
  return {
    intervalMs: intervalS === undefined ? undefined : intervalS * 1000,
    maxPolls: number(follow?.maxPolls),
    deadlineMs: nowMs + lifetimeS * 1000,
  };
}

/** The text member of an answer at a path; undefined if it is missing, empty or not text. */
export function textAt(fields: Fields, path: string | undefined): string | undefined {
  const value = path === undefined ? undefined : readPath(fields, path);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A token that was issued, its page, and the call that reads its result. */
export interface Issued {
  token: string;
  page: string | undefined;
  reading: Call;
}

/** What the answer of an action issued. Throws IdvError `unreadable` if it contains no token. */
export function issuedIn({ plan, answer }: Outcome, follow: Follow, actions: readonly Action[]): Issued {
  const fields = answer.kind === 'result' ? answer.fields : {};
  const token = textAt(fields, follow.token);
  if (token === undefined)
    throw new IdvError('unreadable', `the answer has no ${follow.token}`, {
      code: 'no-token',
      hint: 'there is no result without it: start again, and report the vendor',
    });
  const reader = actions.find(({ name }) => name === follow.action);
  if (!reader) throw new IdvError('internal', `there is no ${follow.action}`, { code: 'no-reader' });
  const param = reader.params.find(({ positional }) => positional);
  // A parameter that both actions require under the same name gets the same value, for example the caller's own id of the process.
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

/** Codes of answers that say nothing about the result, such as a web page or an incomplete answer. */
const noResultCodes = ['unreadable-answer', 'contradictory-answer', 'redirect', 'protocol', 'too-large'];

/** True if the failure may pass, such as an outage, a throttle or a web page: the result can still be read later. */
export const isTemporary = (error: unknown, { route: { vendor } }: World): error is IdvError =>
  error instanceof IdvError &&
  (error.retryable || vendor.isOutage(error.code) || (error.category === 'unreadable' && noResultCodes.includes(error.code)));

/** The last request is made at the deadline, and may take this long. */
const lastAnswerMs = 10_000;

/** The world of one request. It has no retries, because the wait itself repeats the request, and it must not take longer than the wait. */
function worldForOneRequest(world: World, leftMs: number): World {
  const { sendOptions } = world;
  const timeoutMs = Math.min(sendOptions.timeoutMs, Math.max(leftMs, lastAnswerMs));
  return { ...world, retries: 0, sendOptions: { ...sendOptions, timeoutMs } };
}

/** Reports the progress of the wait: on a spinner, or else by a line from time to time. */
function progressReporter(activity: Activity, startedMs: number): (asked: number, nowMs: number, leftMs: number) => void {
  let reportedMs = startedMs;
  return (asked, nowMs, leftMs) => {
    const state = `waiting ${waitInWords(nowMs - startedMs)}, asked ${plural(asked, 'time')}, ${waitInWords(leftMs)} left`;
    activity.update(state);
    if (activity.animated || nowMs - reportedMs < plainLineEveryMs) return;
    activity.notice(state);
    reportedMs = nowMs;
  };
}

/** The outcome of one request, or a failure that may pass until the next one. */
const requestOnce = (plan: Plan, world: World, activity: Activity, leftMs: number): Promise<Outcome | IdvError> =>
  sendAndJudge(plan, worldForOneRequest(world, leftMs), activity).catch((error: unknown) => {
    if (isTemporary(error, world)) return error;
    throw error;
  });

/**
 * Asks until the answer is not `pending` any more, or the time is over. A failure that may pass does not end the wait. It is thrown at the
 * end of the time if there was no answer at all.
 */
export async function waitForResult(reading: Call, world: World, poll: PollPlan): Promise<Outcome> {
  const plan = planCall(reading, world.route, world.credentials);
  const activity = await beginActivity(world, 'waiting for the result');
  const report = progressReporter(activity, world.nowMs());
  let last: Outcome | undefined;
  try {
    for (let asked = 1; ; asked += 1) {
      const made = await requestOnce(plan, world, activity, poll.deadlineMs - world.nowMs());
      const fault = made instanceof IdvError ? made : undefined;
      if (!(made instanceof IdvError)) last = made;
      const nowMs = world.nowMs();
      const isDone = !fault && last?.judged.verdict !== 'pending';
      const waitMs = isDone ? undefined : nextRequestMs(poll, asked, nowMs, fault?.retryAfterMs);
      if (fault) activity.notice(waitMs === undefined ? fault.message : `${fault.message}; asked again in ${(waitMs / 1000).toFixed(1)} s`);
      if (waitMs === undefined) return lastOutcome(last, fault, world);
      report(asked, nowMs, poll.deadlineMs - nowMs);
      await pause(world, waitMs);
    }
  } finally {
    activity.stop();
  }
}

/** The end of the wait: returns the last answer, even if an outage came after it; throws if there was none. */
function lastOutcome(last: Outcome | undefined, fault: IdvError | undefined, { answered }: World): Outcome {
  const response = last?.response ?? fault?.answer;
  if (response) answered?.(response);
  if (last) return last;
  throw fault;
}
