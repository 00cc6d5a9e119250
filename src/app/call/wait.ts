import type { Action, Follow } from '../../core/declare/action.ts';
import { checksAskedBy } from '../../core/declare/asked-checks.ts';
import { IdvError } from '../../core/errors.ts';
import { readPath } from '../../core/json.ts';
import type { Call } from '../../vendors/vendor.ts';
import { ask, type Outcome } from './call.ts';
import { callOf, planCall } from './plan.ts';
import { nextAskMs, type PollPlan, spokenWait } from './poll.ts';
import type { World } from './world.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A line at most this often where no spinner turns. */
const plainLineEveryMs = 10_000;
/** How long is waited where neither the user nor the vendor says. */
const patienceS = 600;

/** When to ask, by what the service said when it issued the token, and the user's patience. */
export function pollPlan(follow: Follow | undefined, issued: Fields, nowMs: number, timeoutS: number | undefined): PollPlan {
  const number = (path: string | undefined): number | undefined => {
    const value = path === undefined ? undefined : readPath(issued, path);
    return typeof value === 'number' && value > 0 ? value : undefined;
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
  if (token === undefined) throw new IdvError('unreadable', `the answer has no ${follow.token}`, { code: 'no-token' });
  const reader = actions.find(({ name }) => name === follow.action);
  if (!reader) throw new IdvError('internal', `there is no ${follow.action}`, { code: 'no-reader' });
  const param = reader.params.find(({ positional }) => positional);
  const reading = callOf(reader, { [param?.name ?? follow.token]: token }, checksAskedBy(follow, plan.values));
  return { token, page: textAt(fields, follow.page), reading };
}

/** Asks until the answer is more than `pending`, or the time is over. */
export async function waitForResult(reading: Call, world: World, poll: PollPlan): Promise<Outcome> {
  const plan = planCall(reading, world.route, world.credentials);
  const activity = await world.begin('waiting for the result');
  const startedMs = world.nowMs();
  let saidMs = startedMs;
  try {
    for (let asked = 1; ; asked += 1) {
      const outcome = await ask(plan, world, activity);
      const nowMs = world.nowMs();
      const waitMs = outcome.judged.verdict === 'pending' ? nextAskMs(poll, asked, nowMs) : undefined;
      if (waitMs === undefined) {
        world.answered?.(outcome.response);
        return outcome;
      }
      const state = `waiting ${spokenWait(nowMs - startedMs)}, asked ${asked} times, ${spokenWait(poll.deadlineMs - nowMs)} left`;
      activity.update(state);
      if (!activity.animated && nowMs - saidMs >= plainLineEveryMs) {
        activity.notice(state);
        saidMs = nowMs;
      }
      await world.sleep(waitMs);
    }
  } finally {
    activity.stop();
  }
}
