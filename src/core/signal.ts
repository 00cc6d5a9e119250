import type { Judgement, Signal } from './action.ts';
import type { CodeEntry, CodeTable } from './codes.ts';
import { readPath } from './path.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Members beside the decision that bring about a verdict of their own. */
export const outranking = ({ vetoes = [], witnesses = [] }: Judgement): Signal[] => [
  ...vetoes,
  ...witnesses.filter(({ overrules }) => overrules),
];

export const entryOf = (signal: Signal, code: string, codes: CodeTable): CodeEntry | undefined => {
  if (signal.codes && Object.hasOwn(signal.codes, code)) return signal.codes[code];
  return Object.hasOwn(codes, code) ? codes[code] : undefined;
};

/** The value of a signal in its documented type; a value of another type is no value. */
export function typedValue(
  { path, type }: { path: string; type: Signal['type'] | 'Float' },
  fields: Fields,
): string | number | boolean | undefined {
  const value = readPath(fields, path);
  if (type === 'Score') return typeof value === 'number' && value >= 0 && value <= 100 ? value : undefined;
  if (type === 'Integer') return Number.isSafeInteger(value) ? (value as number) : undefined;
  if (type === 'Float') return Number.isFinite(value) ? (value as number) : undefined;
  return typeof value === type.toLowerCase() ? (value as string | boolean) : undefined;
}

export function isGood(signal: Signal, value: string | number | boolean | undefined): boolean {
  if (signal.anyCase && typeof value === 'string') return value.toLowerCase() === String(signal.success).toLowerCase();
  return value === signal.success;
}

/** The documented spelling of a value, where the vendor has several. */
export const codeOf = (signal: Signal, value: string | number | boolean): string => {
  const text = String(value);
  return (signal.anyCase && signal.results.find((result) => result.toLowerCase() === text.toLowerCase())) || text;
};

/** What a value says: itself, or of a score, on which side of the bar it is. */
export function saidBy(signal: Signal, value: string | number | boolean, bar: number | null): string | number | boolean {
  if (signal.type !== 'Score') return value;
  return Number(value) >= (bar ?? Number.POSITIVE_INFINITY) ? signal.success : (signal.results[0] ?? '');
}

/** What stands in a result as its code: a value that says nothing without its member comes with it. */
export const reasonCode = ({ path }: Signal, code: string): string => (/^[A-Z]/.test(code) ? code : `${path}=${code}`);
