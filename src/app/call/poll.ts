/** How a result is waited for: pure arithmetic over the times of the asks. */

export interface PollPlan {
  /** The service's own interval; without one it grows from 2 to 10 s. */
  intervalMs: number | undefined;
  /** How often the service lets itself be asked. */
  maxPolls: number | undefined;
  /** When the token, or the user's patience, ends. */
  deadlineMs: number;
}

const firstIntervalMs = 2000;
const longestIntervalMs = 10_000;
/** However eager the service says to be. */
const shortestIntervalMs = 1000;

/**
 * Milliseconds until the next ask after `asked` of them, at the latest at the deadline; undefined where that is over. `restMs` is how
 * long the service asks to be left alone.
 */
export function nextAskMs({ intervalMs, maxPolls, deadlineMs }: PollPlan, asked: number, nowMs: number, restMs = 0): number | undefined {
  if (nowMs >= deadlineMs || (maxPolls !== undefined && asked >= maxPolls)) return undefined;
  const ownMs =
    intervalMs !== undefined ? Math.max(shortestIntervalMs, intervalMs) : Math.min(longestIntervalMs, firstIntervalMs * 1.5 ** (asked - 1));
  return Math.min(Math.max(ownMs, restMs), deadlineMs - nowMs);
}
