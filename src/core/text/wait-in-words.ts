/** `65_000` -> `1 min 5 s`. */
export function waitInWords(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes >= 48 * 60) return minutes < 100 * 24 * 60 ? `${Math.floor(minutes / (24 * 60))} days` : 'more than 99 days';
  if (minutes >= 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
}
