import type { Stratum, Weighed } from '../strata/stratum.ts';
import { clopperPearson, type Interval, upperBound, wilson } from './exact.ts';

/** The weight sums of every stratum of a sample. */
export type WeighedStrata = ReadonlyMap<Stratum, Weighed>;

const nothing: Weighed = { sums: new Float64Array(1), byTally: new Float64Array(0) };
export const weighedOf = (weighedStrata: WeighedStrata, stratum: Stratum): Weighed => weighedStrata.get(stratum) ?? nothing;

/**
 * A share of rows, `k` of `n`, declared before anything is counted. Weights of 1 give the figure; the weights of the resamples give its
 * spread.
 */
export interface Proportion {
  ask: 'proportion';
  of: Stratum;
  k(weighed: Weighed): number;
  n(weighed: Weighed): number;
  /** Replaces k / n in a resample: a threshold that a rule chooses is chosen again in each resample. */
  resampled?(weighedStrata: WeighedStrata): number;
}

/** A number that is not a share of rows, with an interval if there is a formula for it. */
export interface Measure {
  ask: 'measure';
  of: readonly Stratum[];
  value(weighedStrata: WeighedStrata): number;
  interval?: Interval | undefined;
  method?: string;
}

export type Question = Proportion | Measure;

/** A share, with its intervals. */
export interface Figure {
  k: number;
  n: number;
  rate: number;
  /** The number of different people in these rows; null if no person is in several rows. */
  people: number | null;
  /** The outer bounds of all intervals that apply. */
  interval: Interval;
  /** One-sided: the rate is at most this. */
  upper: number;
  method: string;
  clopperPearson: Interval;
  wilson: Interval;
  /** Null if no person is in several rows, or if the bootstrap was turned off. */
  bootstrap: Interval | null;
}

export interface Measured {
  value: number;
  interval: Interval | null;
  method: string | null;
}

/** The same tree with figures in place of questions. A figure is null if there is no row to count. */
export type Answered<T> = T extends Proportion
  ? Figure | null
  : T extends Measure
    ? Measured | null
    : T extends readonly (infer Item)[]
      ? Answered<Item>[]
      : T extends object
        ? { [Key in keyof T]: Answered<T[Key]> }
        : T;

export const isQuestion = (value: unknown): value is Question => typeof value === 'object' && value !== null && 'ask' in value;

/** The interval and the one-sided bound that the resamples give for a question. */
export interface Spread {
  interval: Interval;
  upper: number;
}

const outer = (intervals: readonly Interval[]): Interval => [
  Math.min(...intervals.map(([low]) => low)),
  Math.max(...intervals.map(([, high]) => high)),
];

/**
 * The outer bounds of Clopper-Pearson and of the bootstrap by subject. If the rows have no error, no resample has one, so then people are
 * counted in place of rows. Rows about a single person say nothing about others.
 */
export function figureOf({ of }: Proportion, k: number, n: number, spread: Spread | undefined, confidence: number): Figure | null {
  if (n === 0) return null;
  const byRows = clopperPearson(k, n, confidence);
  const fixed = {
    k,
    n,
    rate: k / n,
    people: of.repeated ? of.people : null,
    clopperPearson: byRows,
    wilson: wilson(k, n, confidence),
    bootstrap: spread?.interval ?? null,
  };
  const upper = upperBound(k, n, confidence);
  if (!of.repeated) return { ...fixed, interval: byRows, upper, method: 'Clopper-Pearson' };
  if (of.people < 2) return { ...fixed, interval: [0, 1], upper: 1, method: 'none: all rows are about one person' };
  if (k === 0 || k === n) {
    const shown = k === 0 ? 0 : of.people;
    const byPeople = clopperPearson(shown, of.people, confidence);
    return {
      ...fixed,
      interval: outer([byRows, byPeople]),
      upper: Math.max(upper, upperBound(shown, of.people, confidence)),
      method: 'outer of Clopper-Pearson over rows and over subjects',
    };
  }
  if (!spread) return { ...fixed, interval: byRows, upper, method: 'Clopper-Pearson over rows, though subjects repeat' };
  const interval = outer([byRows, spread.interval]);
  return { ...fixed, interval, upper: Math.max(upper, spread.upper), method: 'outer of Clopper-Pearson and bootstrap by subject' };
}

/** With fewer errors than this, the bound of a bootstrap is too low. */
const fewErrors = 5;

/**
 * The upper bound of a rate, as evidence for a limit. Without an error, people are counted in place of rows. So with one error among few
 * people, the bound must not be lower than with none.
 */
export const shownBound = ({ k, upper, people }: Figure, confidence: number): number =>
  people !== null && k < fewErrors ? Math.max(upper, upperBound(0, people, confidence)) : upper;

export function measuredOf({ of, interval, method }: Measure, value: number, spread: Spread | undefined): Measured | null {
  if (!Number.isFinite(value)) return null;
  const applies = spread && (!interval || of.some((stratum) => stratum.repeated));
  if (!applies) return { value, interval: interval ?? null, method: (interval && method) ?? null };
  if (!interval) return { value, interval: spread.interval, method: 'bootstrap by subject' };
  return { value, interval: outer([interval, spread.interval]), method: `outer of ${method} and bootstrap by subject` };
}
