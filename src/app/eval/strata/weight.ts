import type { Stratum, Weighed } from './stratum.ts';

const between = ({ sums }: Weighed, [from, to]: readonly [number, number]): number => (sums[to] as number) - (sums[from] as number);

/** Of all rows of a stratum. */
export const totalWeight = ({ size }: Stratum, { sums }: Weighed): number => sums[size] as number;

/** Of the rows in one place. */
export const weightOf = ({ ranges }: Stratum, weighed: Weighed, place: keyof Stratum['ranges']): number => between(weighed, ranges[place]);

/** Of the rows that a threshold accepts: `under` rows have a score below it, and passes without a score lie over it. */
export const acceptedAt = (stratum: Stratum, weighed: Weighed, under: number): number =>
  between(weighed, [under, stratum.scored]) + weightOf(stratum, weighed, 'over');

/** Of the rows that it refuses. */
export const refusedAt = (stratum: Stratum, weighed: Weighed, under: number): number =>
  (weighed.sums[under] as number) + weightOf(stratum, weighed, 'under');

/** Of the rows that have a score, or lie on a known side of the service's threshold. */
export const measuredWeight = (stratum: Stratum, weighed: Weighed): number =>
  (weighed.sums[stratum.scored] as number) + weightOf(stratum, weighed, 'under') + weightOf(stratum, weighed, 'over');
