import { acceptedShare, intervalOfRung, type Ladder, lowestRung, refusedShare, type ThresholdInterval } from '../strata/ladder.ts';
import type { Stratum } from '../strata/stratum.ts';
import { acceptedAt, measuredWeight, refusedAt } from '../strata/weight.ts';
import { type Measure, type WeighedStrata, weighedOf } from './question.ts';

/** The two rates of a rung: strangers accepted, and genuine people refused. */
interface Rates {
  fmr: number;
  fnmr: number;
}

const ratesAt = (ladder: Ladder, weighedStrata: WeighedStrata, rung: number): Rates => ({
  fmr: acceptedShare(ladder, 1, weighedStrata, rung),
  fnmr: refusedShare(ladder, 0, weighedStrata, rung),
});

/** The rungs on both sides of the crossing; the same rung twice if the rates are equal on it. */
function crossing(ladder: Ladder, weighedStrata: WeighedStrata): { before: number; after: number } | undefined {
  const after = lowestRung(ladder, (rung) => {
    const { fmr, fnmr } = ratesAt(ladder, weighedStrata, rung);
    return fnmr >= fmr;
  });
  if (after === undefined) return undefined;
  const { fmr, fnmr } = ratesAt(ladder, weighedStrata, after);
  if (fmr === fnmr) return { before: after, after };
  // If the rates cross below the first known rung, the place is unknown.
  return after > ladder.first ? { before: after - 1, after } : undefined;
}

/**
 * The equal error rate as defined by FVC2000: of the two thresholds around the crossing, the one with the smaller sum of rates, and the
 * mean of its two rates.
 */
function fvc(ladder: Ladder, weighedStrata: WeighedStrata): { rung: number; rates: Rates } | undefined {
  const found = crossing(ladder, weighedStrata);
  if (!found) return undefined;
  const [before, after] = [ratesAt(ladder, weighedStrata, found.before), ratesAt(ladder, weighedStrata, found.after)];
  return before.fmr + before.fnmr <= after.fmr + after.fnmr ? { rung: found.before, rates: before } : { rung: found.after, rates: after };
}

/** The point at which the straight line between two points meets the diagonal. */
function meeting(from: Rates, to: Rates): number {
  const [gapFrom, gapTo] = [from.fmr - from.fnmr, to.fmr - to.fnmr];
  return gapFrom === gapTo ? from.fmr : from.fmr + (gapFrom / (gapFrom - gapTo)) * (to.fmr - from.fmr);
}

/** The point at which the lower convex hull of all points, from FMR 0 to FMR 1, meets the diagonal. */
function onHull({ strata, under, first, last }: Ladder, weighedStrata: WeighedStrata): number {
  const [genuine, impostor] = strata as readonly [Stratum, Stratum];
  const [genuineAt, impostorAt] = under as readonly [Int32Array, Int32Array];
  const [refused, accepted] = [weighedOf(weighedStrata, genuine), weighedOf(weighedStrata, impostor)];
  const all = [measuredWeight(genuine, refused), measuredWeight(impostor, accepted)] as const;
  const [fmr, fnmr] = [new Float64Array(last - first + 1), new Float64Array(last - first + 1)];
  let corners = 0;
  for (let rung = last; rung >= first; rung -= 1) {
    const x = acceptedAt(impostor, accepted, impostorAt[rung] as number) / all[1];
    const y = refusedAt(genuine, refused, genuineAt[rung] as number) / all[0];
    // Removes the last corner as long as the path turns right at it.
    for (; corners > 1; corners -= 1) {
      const [ax, ay] = [fmr[corners - 2] as number, fnmr[corners - 2] as number];
      const [bx, by] = [fmr[corners - 1] as number, fnmr[corners - 1] as number];
      if ((bx - ax) * (y - ay) > (by - ay) * (x - ax)) break;
    }
    fmr[corners] = x;
    fnmr[corners] = y;
    corners += 1;
  }
  const beyond = fmr.findIndex((x, corner) => x >= (fnmr[corner] as number));
  const corner = (at: number): Rates => ({ fmr: fmr[at] as number, fnmr: fnmr[at] as number });
  return meeting(corner(Math.max(0, beyond - 1)), corner(beyond));
}

export interface EqualError {
  /** The mean of `low` and `high`, with its interval. */
  value: Measure;
  low: number;
  high: number;
  threshold: ThresholdInterval;
  /** The point at which the straight line between the two neighbours meets the diagonal, and the same for the convex hull. */
  interpolated: number;
  convexHull: number;
}

/** Null if one of the classes has no score, or if the crossing is in the unknown range. `weighedStrata` counts each row once. */
export function equalError(ladder: Ladder, weighedStrata: WeighedStrata): EqualError | null {
  const found = fvc(ladder, weighedStrata);
  const around = crossing(ladder, weighedStrata);
  if (!found || !around) return null;
  const { fmr, fnmr } = found.rates;
  return {
    value: {
      ask: 'measure',
      of: ladder.strata,
      value: (resampled) => {
        const rates = fvc(ladder, resampled)?.rates;
        return rates ? (rates.fmr + rates.fnmr) / 2 : Number.NaN;
      },
    },
    low: Math.min(fmr, fnmr),
    high: Math.max(fmr, fnmr),
    threshold: intervalOfRung(ladder, found.rung),
    interpolated: meeting(ratesAt(ladder, weighedStrata, around.before), ratesAt(ladder, weighedStrata, around.after)),
    convexHull: onHull(ladder, weighedStrata),
  };
}
