/** Rates and their bands, counted and computed without the code of `idv eval`. */

/** The 0.975 quantile of the normal distribution, as printed in tables. */
const z = 1.959964;

/** Wilson's interval, solved for the share: the two shares that are z standard errors from what was counted. */
export function wilsonBand(k: number, n: number): [low: number, high: number] {
  const [a, b, c] = [n + z * z, -(2 * k + z * z), (k * k) / n];
  const root = Math.sqrt(Math.max(0, b * b - 4 * a * c));
  return [Math.max(0, (-b - root) / (2 * a)), Math.min(1, (-b + root) / (2 * a))];
}

/** How many of these scores a threshold accepts. */
export const acceptedOf = (scores: readonly number[], threshold: number, distances: boolean): number =>
  scores.filter((score) => (distances ? score <= threshold : score >= threshold)).length;

/** One threshold between all neighbouring scores, one below and one above all of them, from the lowest on. The scores must be whole numbers. */
export function thresholdsOf(scores: readonly number[]): number[] {
  const distinct = [...new Set(scores)].sort((a, b) => a - b);
  return [...distinct.map((score, index) => (score + (distinct[index - 1] ?? score - 1)) / 2), (distinct.at(-1) ?? 0) + 0.5];
}
