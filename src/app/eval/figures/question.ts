import type { Stratum, Weighed } from '../strata/stratum.ts';
import { clopperPearson, type Interval, upperBound, wilson } from './exact.ts';

/** The weight sums of every stratum of a sample. */
export type LabelledData = ReadonlyMap<Stratum, Weighed>;

const nothing: Weighed = { sums: new Float64Array(1), byTally: new Float64Array(0) };
export const weighedOf = (world: LabelledData, stratum: Stratum): Weighed => world.get(stratum) ?? nothing;

/** A share of rows, `k` of `n`, asked before anything is counted: weights of 1 give the figure, those of a resample its spread. */
export interface Proportion {
  ask: 'proportion';
  of: Stratum;
  k(weighed: Weighed): number;
  n(weighed: Weighed): number;
  /** What is counted in a resample in place of k / n: a threshold that is chosen by a rule is chosen anew in each. */
  resampled?(world: LabelledData): number;
}

/** A number that is not a share of rows, with an interval of its own where there is a formula for one. */
export interface Measure {
  ask: 'measure';
  of: readonly Stratum[];
  value(world: LabelledData): number;
  interval?: Interval | undefined;
  method?: string;
}

export type Question = Proportion | Measure;

/** A share, and how sure it is. */
export interface Figure {
  k: number;
  n: number;
  rate: number;
  /** Different people in these rows, where one of them is in several; null where each row is about people of its own. */
  people: number | null;
  /** The outer of all intervals that apply. */
  interval: Interval;
  /** One-sided: the rate is at most this. */
  upper: number;
  method: string;
  clopperPearson: Interval;
  wilson: Interval;
  /** Null where no person is in several rows, or where it was turned off. */
  bootstrap: Interval | null;
}

export interface Measured {
  value: number;
  interval: Interval | null;
  method: string | null;
}

/** The same tree with figures in place of questions; null where there is no row to count. */
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

/** What the resamples made of a question: its interval, and its one-sided bound. */
export interface Spread {
  interval: Interval;
  upper: number;
}

const outer = (intervals: readonly Interval[]): Interval => [
  Math.min(...intervals.map(([low]) => low)),
  Math.max(...intervals.map(([, high]) => high)),
];

/**
 * The outer of Clopper-Pearson and of the bootstrap by subject. Resamples of rows without an error have no
 * error either, so people count in place of rows there. One person says nothing about others.
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

/** Of fewer errors than this a bootstrap makes less than there may be. */
const fewErrors = 5;

/**
 * The most that a rate may be, where that is to be shown. One error of few people must not look better than none, for which people
 * count in place of rows.
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
