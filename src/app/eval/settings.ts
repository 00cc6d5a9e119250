import { type Problem, usageProblem } from '../../core/errors.ts';
import type { LimitName } from './limit-names.ts';

/** A share that a figure may reach and not exceed. */
export interface Limit {
  figure: LimitName;
  most: number;
}

/** How a threshold is chosen: the one with the lowest cost at which a figure keeps a limit, or the one with equal errors. */
export type NamedRule = { text: string; figure: Exclude<LimitName, 'retake'>; most: number } | { text: string; figure: 'eer' };

export interface EvalSettings {
  distances: boolean;
  unit: 'attempt' | 'transaction';
  thresholds: readonly number[];
  rules: readonly NamedRule[];
  /** The field that splits rows, or `half`; if undefined, the split field if the rows have one, else halves. */
  split: string | undefined;
  baselineThreshold: number | undefined;
  group: string | undefined;
  limits: readonly Limit[];
  gate: 'bound' | 'rate';
  /** A share: 0.95. */
  confidence: number;
  resamples: number;
  seed: number;
  showPii: boolean;
}

/** `0.001`, `0.1%` or `1/1000` as a share; undefined for anything else, and for a number that is not between 0 and 1. */
function readShare(text: string): number | undefined {
  const parts = /^((?:\d+(?:\.\d+)?|\.\d+)(?:e-?\d+)?)(?:\s*(%|\/\s*((?:\d+(?:\.\d+)?|\.\d+)(?:e\d+)?)))?$/i.exec(text.trim());
  if (!parts) return undefined;
  const [, number, unit, divisor] = parts;
  // 0.1 / 100 is not exactly 0.001 as a double, and a share equal to its limit must keep it.
  const share = unit === '%' ? Number(`${number}e-2`) : Number(number) / (divisor === undefined ? 1 : Number(divisor));
  return share >= 0 && share <= 1 ? share : undefined;
}

const shareForms = 'as 0.001, 0.1% or 1/1000';

export function readLimit(figure: LimitName, text: string): Limit | Problem {
  const most = readShare(text);
  return most === undefined ? usageProblem(`--max-${figure}`, `'${text}' is not a share`, `give it ${shareForms}`) : { figure, most };
}

/** `fmr<=0.001` or `eer`. */
export function readRule(given: string): NamedRule | Problem {
  const text = given.replace(/\s/g, '').toLowerCase();
  if (text === 'eer') return { text, figure: 'eer' };
  const [, name, share] = /^(fmr|fnmr|far|frr|apcer|bpcer)(?:<=|≤)(.+)$/.exec(text) ?? [];
  const most = share === undefined ? undefined : readShare(share);
  if (name === undefined || most === undefined) {
    return usageProblem(
      '--choose',
      `'${given.slice(0, 40)}' is not a rule`,
      `a figure and its limit ${shareForms}, as 'fmr<=0.001', or eer`,
    );
  }
  return { text, figure: name as Exclude<LimitName, 'retake'>, most };
}
