import { nextAskMs, type PollPlan, spokenTime } from '../app/poll.ts';
import type { Request } from '../app/target.ts';
import type { Action, Follow } from '../core/action.ts';
import { IdvError } from '../core/errors.ts';
import { readPath } from '../core/path.ts';
import { finish, judgeExchange } from './conclude.ts';
import { exchange, type Line, makePlan } from './line.ts';
import { startProgress } from './progress.ts';

/** A line at most this often where no spinner turns. */
const plainLineEveryMs = 10_000;

/** The action that reads what comes of a token. */
export function readerOf({ route }: Line, { action }: Follow): Action {
  const reader = route.provider.actions.find((candidate) => candidate.name === action);
  if (!reader) throw new IdvError('internal', `there is no ${action}`, { code: 'no-reader' });
  return reader;
}

/** When to ask, by what the service said when it issued the token, and the user's patience. */
export function pollPlan(
  follow: Follow | undefined,
  issued: Readonly<Record<string, unknown>>,
  nowMs: number,
  timeoutS: number | undefined,
): PollPlan {
  const number = (path: string | undefined): number | undefined => {
    const value = path === undefined ? undefined : readPath(issued, path);
    return typeof value === 'number' && value > 0 ? value : undefined;
  };
  const intervalS = number(follow?.intervalS);
  const lifetimeS = timeoutS ?? follow?.tokenLifetimeS ?? 600;
  return {
    intervalMs: intervalS === undefined ? undefined : intervalS * 1000,
    maxPolls: number(follow?.maxPolls),
    deadlineMs: nowMs + lifetimeS * 1000,
  };
}

/** Asks until the answer is more than `pending`, then prints it. Ends `pending` when the time is over. */
export async function waitForResult(line: Line, request: Request, poll: PollPlan): Promise<number> {
  const { session } = line;
  const { runtime, options } = session;
  const plan = makePlan(line.route, request, line.credentials);
  const progress = await startProgress(runtime, 'waiting for the result', options);
  const startedMs = runtime.nowMs();
  let saidMs = startedMs;
  try {
    for (let asked = 1; ; asked += 1) {
      const made = await exchange(line, plan, progress);
      const judged = await judgeExchange(session, plan, made);
      const nowMs = runtime.nowMs();
      const waitMs = judged.verdict === 'pending' ? nextAskMs(poll, asked, nowMs) : undefined;
      if (waitMs === undefined) {
        progress.stop();
        return await finish(line, plan, made);
      }
      const state = `waiting ${spokenTime(nowMs - startedMs)}, asked ${asked} times, ${spokenTime(poll.deadlineMs - nowMs)} left`;
      progress.update(state);
      if (!progress.animated && nowMs - saidMs >= plainLineEveryMs) {
        progress.notice(state);
        saidMs = nowMs;
      }
      await runtime.sleep(waitMs);
    }
  } finally {
    progress.stop();
  }
}
