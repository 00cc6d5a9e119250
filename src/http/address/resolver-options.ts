/** Seconds that the resolver gives a name server, and how often it asks, unless it is told otherwise: resolv.conf(5). */
const [ownSeconds, ownAttempts] = [5, 2];

/**
 * What the resolver of the C library is told in `RES_OPTIONS`, so that a look-up which idv has given up on ends soon after: it runs in a
 * thread, and a process cannot end before its threads. Undefined where the resolver's own limits are short enough.
 */
export function resolverOptions(connectTimeoutMs: number): string | undefined {
  const seconds = Math.floor(connectTimeoutMs / 1000);
  if (seconds >= ownSeconds * ownAttempts) return undefined;
  const attempts = seconds >= 2 ? ownAttempts : 1;
  return `timeout:${Math.max(1, Math.floor(seconds / attempts))} attempts:${attempts}`;
}
