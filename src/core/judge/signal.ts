import type { CodeEntry, CodeTable } from '../declare/codes.ts';
import { readPath } from '../path.ts';
import type { Judgement, Signal } from './judgement.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Members besides the decision that lead to a verdict of their own. */
export const outranking = ({ vetoes = [], witnesses = [] }: Judgement): Signal[] => [
  ...vetoes,
  ...witnesses.filter(({ overrules }) => overrules),
];

/** The signals of the evidence that has one. */
export const evidenceSignals = ({ evidence = [] }: Judgement): Signal[] => evidence.flatMap(({ signal }) => signal ?? []);

/** Every member that must not contradict a success. */
export const allWitnesses = (judgement: Judgement): Signal[] => [...(judgement.witnesses ?? []), ...evidenceSignals(judgement)];

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

const spells = ({ capitals, spellings = {} }: Signal, documented: string, value: string): boolean =>
  value === documented ||
  (capitals === true && value === documented.toUpperCase()) ||
  (Object.hasOwn(spellings, documented) && spellings[documented]?.includes(value) === true);

export const isGood = (signal: Signal, value: string | number | boolean | undefined): boolean =>
  typeof value === 'string' && typeof signal.success === 'string'
    ? spells(signal, signal.success, value)
    : Object.is(value, signal.success);

/** The documented spelling of a value, where the vendor has several. */
export const codeOf = (signal: Signal, value: string | number | boolean): string =>
  [String(signal.success), ...signal.results].find((result) => spells(signal, result, String(value))) ?? String(value);

/** True where the member says nothing, or says in the vendor's way that nothing was done. */
export function isNotDone({ path, notDone = [] }: Signal, fields: Fields): boolean {
  const value = readPath(fields, path) ?? null;
  return value === null || notDone.some((none) => none === value);
}

/** What a value says: itself, or of a score, on which side of the threshold it is. */
export function saidBy(signal: Signal, value: string | number | boolean, threshold: number | null): string | number | boolean {
  if (signal.type !== 'Score') return value;
  return Number(value) >= (threshold ?? Number.POSITIVE_INFINITY) ? signal.success : (signal.results[0] ?? '');
}

/** What stands in a result as its code: a value that says nothing without its member comes with it. */
export const reasonCode = ({ path }: Pick<Signal, 'path'>, code: string): string => (/^[A-Z]./.test(code) ? code : `${path}=${code}`);
