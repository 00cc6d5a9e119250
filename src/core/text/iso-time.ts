/** `2026-01-02T03:04:05.000Z` of milliseconds since 1970; undefined for what is not a number, and for a time beyond what a date can be. */
export function isoTime(milliseconds: unknown): string | undefined {
  const moment = new Date(typeof milliseconds === 'number' ? milliseconds : Number.NaN);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}
