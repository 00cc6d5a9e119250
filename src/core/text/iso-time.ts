/** Milliseconds since 1970 as `2026-01-02T03:04:05.000Z`; undefined if it is not a number, or too large for a `Date`. */
export function isoTime(milliseconds: unknown): string | undefined {
  const moment = new Date(typeof milliseconds === 'number' ? milliseconds : Number.NaN);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}
