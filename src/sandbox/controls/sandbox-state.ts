const windowMs = 1000;

/** Counts calls under a key; the returned function is false for one more than `perSecond` within any second. */
export function createRate(): (key: string, perSecond: number, nowMs: number) => boolean {
  const calls = new Map<string, number[]>();
  return (key, perSecond, nowMs) => {
    // Absolute, so that a clock set back does not lock the key until it has caught up.
    const recent = (calls.get(key) ?? []).filter((atMs) => Math.abs(nowMs - atMs) < windowMs);
    const allowed = recent.length < perSecond;
    calls.set(key, allowed ? [...recent, nowMs] : recent);
    return allowed;
  };
}
