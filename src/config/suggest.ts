/** Number of insertions, deletions and replacements between two words. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}

const folded = (word: string): string => word.toLowerCase().replace(/[-_.]/g, '');

/** The candidate that the user most likely meant: `secret_key` -> `secretKey`, `regoin` -> `region`. */
export function suggest(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > 40) return undefined;
  const allowed = Math.max(1, Math.floor(folded(word).length / 3));
  return candidates
    .map((candidate) => ({ candidate, distance: editDistance(folded(word), folded(candidate)) }))
    .filter(({ distance }) => distance <= allowed)
    .sort((a, b) => a.distance - b.distance)[0]?.candidate;
}
