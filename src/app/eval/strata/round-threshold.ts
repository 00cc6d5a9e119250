import type { ThresholdInterval } from './ladder.ts';

const step = (count: number, exponent: number): number => Number(`${count}e${exponent}`);

/** The number with the fewest digits in `above` < t <= `upTo`, and of those the highest: 70 rather than 69.873. */
function roundestIn(above: number, upTo: number): number {
  const largest = Math.max(Math.abs(above), Math.abs(upTo), 1e-300);
  for (let exponent = Math.floor(Math.log10(largest)) + 1; exponent > -324; exponent -= 1) {
    const unit = step(1, exponent);
    const count = Math.floor(upTo / unit);
    // The quotient may have been rounded across a whole number.
    for (const candidate of [count + 1, count, count - 1].map((value) => step(value, exponent))) {
      if (candidate > above && candidate <= upTo) return candidate;
    }
    if (Math.abs(count) > 2 ** 53) return upTo;
  }
  return upTo;
}

/**
 * One number for a rung's thresholds, which have equal rates. Above every score, it is slightly more than the highest score; at or below
 * the lowest, it is that score.
 */
export function roundThreshold({ above, upTo }: ThresholdInterval): number {
  if (upTo === null) {
    const size = Math.max(Math.abs(above ?? 0), 1e-300);
    const exponent = Math.floor(Math.log10(size)) - 2;
    const beyond = step(Math.floor((above ?? 0) / step(1, exponent)) + 1, exponent);
    return Number.isFinite(beyond) && beyond > (above ?? Number.NEGATIVE_INFINITY) ? beyond : Number.MAX_VALUE;
  }
  return above === null ? upTo : roundestIn(above, upTo);
}
