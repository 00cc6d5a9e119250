import type { Stratum, Weighed } from './stratum.ts';

const between = ({ sums }: Weighed, [from, to]: readonly [number, number]): number => (sums[to] as number) - (sums[from] as number);

/** The weight of all rows of a stratum. */
export const totalWeight = ({ size }: Stratum, { sums }: Weighed): number => sums[size] as number;

/** The weight of the rows in one place. */
export const weightOf = ({ ranges }: Stratum, weighed: Weighed, place: keyof Stratum['ranges']): number => between(weighed, ranges[place]);

/** The weight of the rows that a threshold accepts. `under` rows have a score below it; passes without a score are over it. */
export const acceptedAt = (stratum: Stratum, weighed: Weighed, under: number): number =>
  between(weighed, [under, stratum.scored]) + weightOf(stratum, weighed, 'over');

/** The weight of the rows that a threshold refuses. */
export const refusedAt = (stratum: Stratum, weighed: Weighed, under: number): number =>
  (weighed.sums[under] as number) + weightOf(stratum, weighed, 'under');

/** The weight of the rows that have a score, or are on a known side of the service's threshold. */
export const measuredWeight = (stratum: Stratum, weighed: Weighed): number =>
  (weighed.sums[stratum.scored] as number) + weightOf(stratum, weighed, 'under') + weightOf(stratum, weighed, 'over');
