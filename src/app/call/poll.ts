/** When to ask for a result. */
export interface PollPlan {
  /** The interval that the service asks for; if undefined, the interval grows from 2 to 10 s. */
  intervalMs: number | undefined;
  /** How often the service may be asked for the result. */
  maxPolls: number | undefined;
  /** When the token expires, or the time that the user wants to wait is over. */
  deadlineMs: number;
}

const firstIntervalMs = 2000;
const longestIntervalMs = 10_000;
/** Used if the service asks for a shorter interval. */
const shortestIntervalMs = 1000;

/**
 * Milliseconds until the next request after `asked` requests. The last request is made at the deadline; undefined if no more may be made.
 * `restMs` is how long the service asks to wait.
 */
export function nextRequestMs(
  { intervalMs, maxPolls, deadlineMs }: PollPlan,
  asked: number,
  nowMs: number,
  restMs = 0,
): number | undefined {
  if (nowMs >= deadlineMs || (maxPolls !== undefined && asked >= maxPolls)) return undefined;
  const ownMs =
    intervalMs !== undefined ? Math.max(shortestIntervalMs, intervalMs) : Math.min(longestIntervalMs, firstIntervalMs * 1.5 ** (asked - 1));
  return Math.min(Math.max(ownMs, restMs), deadlineMs - nowMs);
}
