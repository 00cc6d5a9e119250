import { type Problem, usageProblem } from '../../core/errors.ts';
import { evalFlags } from './eval-flags.ts';

/** The values of the flags of `idv eval`, by attribute of the parser. */
export type RawEvalFlags = Readonly<Record<string, unknown>>;

/** The parser keeps every value of a flag. */
export const listOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
export const textOf = (value: unknown): string | undefined => listOf(value)[0];

/** `--max-fmr` -> `maxFmr`, as the parser names it. */
export const attributeOf = (flag: string): string => flag.slice(2).replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

const numeric = /^[+-]?(\d+(?:\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

export function numberOf(flag: string, text: string | undefined, problems: Problem[]): number | undefined {
  if (text === undefined) return undefined;
  const value = numeric.test(text.trim()) ? Number(text) : Number.NaN;
  if (Number.isFinite(value)) return value;
  problems.push(
    usageProblem(flag, `'${text.slice(0, 40)}' is not a number`, /^\d+,\d+$/.test(text) ? 'write a decimal point' : 'as in 70.5'),
  );
  return undefined;
}

/** A whole number from 0, or `fallback` if the flag is not given. */
export function countOf(flag: string, text: string | undefined, most: number, fallback: number, problems: Problem[]): number {
  if (text === undefined) return fallback;
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value <= most) return value;
  problems.push(usageProblem(flag, `'${text.slice(0, 40)}' is not a whole number from 0 to ${most}`, `leave it out to use ${fallback}`));
  return fallback;
}

export function choiceOf<T extends string>(flag: string, raw: unknown, problems: Problem[]): T {
  const choices = evalFlags.find(({ flags }) => flags.startsWith(`${flag} `))?.choices ?? [];
  const text = textOf(raw) ?? choices[0];
  if (text === undefined || !choices.includes(text))
    problems.push(usageProblem(flag, `'${text}' is not valid`, `use ${choices.join(' or ')}`));
  return text as T;
}

/** As a share. */
export function readConfidence(text: string | undefined, problems: Problem[]): number {
  const percent = text === undefined ? 95 : Number(text.replace(/%$/, ''));
  if (percent >= 50 && percent < 100) return Number(`${percent}e-2`);
  problems.push(usageProblem('--confidence', `'${text}' is not a percentage from 50 to under 100`, 'as in 95'));
  return 0.95;
}

/** Each tail of an interval needs at least this many resamples; with fewer, its ends are random. */
const leastInTail = 5;

export function resamplesOf(text: string | undefined, confidence: number, problems: Problem[]): number {
  const resamples = countOf('--resamples', text, 1_000_000, 2000, problems);
  const least = Math.ceil(Number(((2 * leastInTail) / (1 - confidence)).toFixed(6)));
  if (resamples > 0 && resamples < least)
    problems.push(
      usageProblem('--resamples', `${resamples} is too few for intervals at this confidence`, `give ${least} or more, or 0 for none`),
    );
  return resamples;
}

/** `--threshold 65 70 results.csv` also parses the file as a threshold, so a value that is not a number is a file. */
export function thresholdsOf(raw: RawEvalFlags, problems: Problem[]): { thresholds: number[]; files: string[] } {
  const texts = listOf(raw.threshold);
  const files = texts.filter((text) => !/^[-+.\d][\d.,e+-]*%?$/i.test(text));
  const numbers = texts.filter((text) => !files.includes(text)).map((text) => numberOf('--threshold', text, problems));
  if (texts.length > 0 && files.length === texts.length) numberOf('--threshold', texts[0], problems);
  return { thresholds: [...new Set(numbers.filter((value) => value !== undefined))], files };
}
