import fc from 'fast-check';
import { type Check, checks } from '../../../src/core/judge/judgement.ts';
import { written } from '../changes.ts';
import type { Fields } from '../table.ts';

/** Random answers, and the functions with which an attack says which of them may pass. */

/** What the caller requires, in addition to the checks that the action always makes. */
export interface Asked {
  required: readonly Check[];
  threshold: number | undefined;
}

export interface Attack {
  action: string;
  answers: fc.Arbitrary<Fields>;
  /** The checks that a pass shows; undefined if the answer may not pass. */
  mayPass(fields: Fields, asked: Asked): readonly Check[] | undefined;
}

export const strange = [
  null,
  undefined,
  '',
  ' ',
  0,
  1,
  -1,
  0.5,
  70,
  91,
  '0',
  '1',
  '91',
  true,
  false,
  [],
  {},
  [0],
  ['0'],
  [null],
  [{}],
  { 0: '0' },
  'true',
  'Success',
  'success',
  '００',
  'О',
  '0 ',
  '00',
  'constructor',
  '__proto__',
  written('-0'),
  written('0.0'),
  written('70.0'),
  written('1e-400'),
  written('1e400'),
  2 ** 53,
];

/** Mostly one of the good values. */
export const mostly = (...good: readonly unknown[]) =>
  fc.oneof({ weight: 5 * good.length, arbitrary: fc.constantFrom(...good) }, { weight: 2, arbitrary: fc.constantFrom(...strange) });

export const members = (of: Record<string, fc.Arbitrary<unknown>>) => fc.record(of, { noNullPrototype: true });
export const listOf = (entry: fc.Arbitrary<unknown>, minLength = 0, maxLength = 3) => {
  const entries = fc.oneof({ weight: 9, arbitrary: entry }, { weight: 1, arbitrary: fc.constantFrom(...strange) });
  return fc.oneof(
    { weight: 9, arbitrary: fc.array(entries, { minLength, maxLength }) },
    { weight: 1, arbitrary: fc.constantFrom(...strange) },
  );
};

/** An object as `JSON.parse` returns it. */
export type Read = Record<string, unknown>;
export const isObject = (value: unknown): value is Read => typeof value === 'object' && value !== null && !Array.isArray(value);
export const isNone = (value: unknown): boolean => value === null || value === undefined;
const last = (list: unknown): unknown => (Array.isArray(list) ? list.at(-1) : undefined);
/** The last entry of a list; `none` if the list is empty or missing; undefined for any other value. */
export const lastOf = (list: unknown): Read | 'none' | undefined => {
  if (isNone(list) || (Array.isArray(list) && list.length === 0)) return 'none';
  const entry = last(list);
  return isObject(entry) ? entry : undefined;
};
export const isEmptyList = (value: unknown): boolean => isNone(value) || (Array.isArray(value) && value.length === 0);
export const isScore = (value: unknown): value is number => typeof value === 'number' && value >= 70 && value <= 100;
export const isRequestId = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';

export const enough = (shown: readonly Check[], { required, threshold }: Asked, score: unknown): readonly Check[] | undefined => {
  if (!required.every((check) => shown.includes(check))) return undefined;
  if (threshold !== undefined && !(typeof score === 'number' && shown.includes('comparison') && score >= threshold)) return undefined;
  return checks.filter((check) => shown.includes(check));
};

export const requestId = mostly('r-1', 'r-2', 'r-3', 'r-4');
