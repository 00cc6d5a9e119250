const folded = (word: string): string => word.toLowerCase().replace(/[^a-z0-9]/g, '');

/** How many letters are changed, missing, added, or swapped with their neighbour. */
function editDistance(a: string, b: string): number {
  let previous = [...Array(b.length + 1).keys()];
  let beforePrevious = previous;
  for (const [row, letter] of [...a].entries()) {
    const current = [row + 1];
    for (const [column, other] of [...b].entries()) {
      const kept = (previous[column] ?? 0) + (letter === other ? 0 : 1);
      const isSwapped = row > 0 && column > 0 && letter === b[column - 1] && other === a[row - 1];
      const swapped = isSwapped ? (beforePrevious[column - 1] ?? 0) + 1 : kept;
      current.push(Math.min(kept, swapped, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous.at(-1) ?? 0;
}

/**
 * Up to three candidates that were perhaps meant: first those that contain the word, then those with a similar spelling. For a dotted code,
 * its last part is compared too.
 */
export function suggestions(word: string, candidates: readonly string[]): string[] {
  const wanted = folded(word.slice(0, 80));
  if (wanted === '') return [];
  const distance = (candidate: string): number => {
    if (wanted.length > 3 && folded(candidate).includes(wanted)) return 0;
    const parts = [candidate, candidate.split('.').at(-1) ?? candidate];
    return Math.min(...parts.map((part) => editDistance(wanted, folded(part))));
  };
  return (
    candidates
      .map((candidate) => ({ candidate, distance: distance(candidate) }))
      // A candidate that differs in every letter is not similar, such as `0` for `1`. Neither is an empty one.
      .filter(({ candidate, distance }) => folded(candidate) !== '' && distance < wanted.length)
      .filter(({ distance }) => distance <= Math.max(1, Math.floor(wanted.length / 3)))
      .sort((a, b) => a.distance - b.distance || a.candidate.length - b.candidate.length)
      .slice(0, 3)
      .map(({ candidate }) => candidate)
  );
}

/** The candidate that was most likely meant. */
export const suggest = (word: string, candidates: readonly string[]): string | undefined => suggestions(word, candidates)[0];
