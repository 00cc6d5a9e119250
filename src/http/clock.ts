/**
 * Milliseconds since 1970 of an HTTP date (`Tue, 25 Sep 2018 08:18:37 GMT`), or nothing for any other text.
 * `Date.parse` also accepts `2`, `31 Feb` and dates without a zone; only a real date prints back unchanged.
 * https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7
 */
export function parseHttpDate(text: string): number | undefined {
  const timeMs = Date.parse(text);
  return !Number.isNaN(timeMs) && new Date(timeMs).toUTCString() === text ? timeMs : undefined;
}

/** `Date` has whole seconds and the time at which the answer was created; a smaller difference may come from the network. */
const toleranceMs = 60_000;

/**
 * What to add to this machine's clock to get the service's, in milliseconds, if the answer's `Date` differs by more than
 * a minute. The vendors refuse from 5 minutes (Tencent) and 15 minutes (Alibaba) on, so less never explains a refusal.
 */
export function clockOffsetMs(dateHeader: string | undefined, nowMs: number): number | undefined {
  const serverMs = dateHeader === undefined ? undefined : parseHttpDate(dateHeader);
  if (serverMs === undefined) return undefined;
  const offsetMs = serverMs - nowMs;
  return Math.abs(offsetMs) > toleranceMs ? offsetMs : undefined;
}
