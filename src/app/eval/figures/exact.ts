import jstat from 'jstat';

/** An interval from low to high, both as shares from 0 to 1. */
export type Interval = readonly [low: number, high: number];

/**
 * Bounds of a share, from `k` of `n` trials, at a confidence such as 0.95. The beta quantile is jstat's, within 1.5e-8 of
 * scipy's; if there is no error, or nothing but errors, there is a closed form.
 */

/** One-sided: the share is at most this. An exact form of the rule of three. */
export function upperBound(k: number, n: number, confidence: number): number {
  if (k >= n) return 1;
  return k === 0 ? -Math.expm1(Math.log(1 - confidence) / n) : jstat.beta.inv(confidence, k + 1, n - k);
}

/** Two-sided and exact: never too narrow for independent rows. */
export function clopperPearson(k: number, n: number, confidence: number): Interval {
  const oneSided = (1 + confidence) / 2;
  const low = k === 0 ? 0 : k === n ? (1 - oneSided) ** (1 / n) : jstat.beta.inv(1 - oneSided, k, n - k + 1);
  return [low, upperBound(k, n, oneSided)];
}

/** The quantile of the standard normal distribution. */
export const probit = (share: number): number => jstat.normal.inv(share, 0, 1);

/** Two-sided, without continuity correction: good enough for the band around a curve, but too narrow for a claim. */
export function wilson(k: number, n: number, confidence: number): Interval {
  const z = probit((1 + confidence) / 2);
  const share = k / n;
  const centre = share + (z * z) / (2 * n);
  const half = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  // Without an error the lower bound is exactly 0, and with nothing but errors the upper one is exactly 1; rounding would miss them.
  return [k === 0 ? 0 : (centre - half) / scale, k === n ? 1 : (centre + half) / scale];
}

/**
 * The probability of at most `k` errors in `n` trials with the given error rate. It is summed in logarithms, because the terms themselves
 * underflow.
 */
export function atMost(k: number, n: number, share: number): number {
  if (k >= n) return 1;
  const odds = Math.log(share) - Math.log1p(-share);
  let term = n * Math.log1p(-share);
  let most = term;
  let sum = 1;
  for (let i = 0; i < k; i += 1) {
    term += Math.log((n - i) / (i + 1)) + odds;
    if (term > most) {
      sum = sum * Math.exp(most - term) + 1;
      most = term;
    } else sum += Math.exp(term - most);
  }
  return Math.min(1, sum * Math.exp(most));
}

/** The smallest number of trials in which `errors` errors show that the share is at most `limit`; undefined if there is none. */
export function trialsNeeded(limit: number, errors: number, confidence: number): number | undefined {
  if (limit <= 0) return undefined;
  if (limit >= 1) return errors + 1;
  const shows = (n: number): boolean => atMost(errors, n, limit) <= 1 - confidence;
  let enough = Math.max(1, errors + 1);
  while (!shows(enough)) enough *= 2;
  let few = errors;
  while (enough - few > 1) {
    const middle = Math.floor((few + enough) / 2);
    if (shows(middle)) enough = middle;
    else few = middle;
  }
  return enough;
}
