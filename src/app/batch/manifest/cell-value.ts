import { exactJson } from '../../../core/exact-number.ts';
import type { RawValue } from '../../input/raw-input.ts';
import type { FlagColumn } from './columns.ts';

/** What is wrong with the value of a cell, and how to fix it. */
export interface CellProblem {
  problem: string;
  fix: string;
}

/** The type of a JSON value, in words. A number that was read with all its digits is a `Number` object. */
const inWords = (value: unknown): string =>
  Array.isArray(value)
    ? 'a list'
    : typeof value === 'number' || value instanceof Number
      ? 'a number'
      : typeof value === 'object'
        ? 'an object'
        : String(value);

const taken = {
  file: { what: 'the path of a file', fix: 'give a path in quotes', kinds: ['string'] },
  number: { what: 'a number', fix: 'give a number', kinds: ['string', 'number'] },
  boolean: { what: 'true or false', fix: 'give true or false', kinds: ['string', 'boolean'] },
  any: { what: 'a text', fix: 'give a text in quotes', kinds: ['string', 'number', 'boolean', 'object'] },
} as const satisfies Readonly<Record<FlagColumn['holds'], { what: string; fix: string; kinds: readonly string[] }>>;

const kindOf = (value: unknown): string => (value instanceof Number ? 'number' : typeof value);

/** One value as the text that a flag would have. */
function oneValue(value: unknown, holds: FlagColumn['holds']): string | CellProblem {
  const { what, fix, kinds } = taken[holds];
  if (value === null || Array.isArray(value) || !(kinds as readonly string[]).includes(kindOf(value)))
    return { problem: `holds ${inWords(value)}, and ${what} is expected`, fix };
  return kindOf(value) === 'object' ? exactJson(value) : String(value);
}

/** The value of a cell as a flag would have it. Cells of CSV are always text. */
export function cellValue(value: unknown, { many, holds }: Pick<FlagColumn, 'many' | 'holds'>): RawValue | CellProblem {
  if (!Array.isArray(value)) return oneValue(value, holds);
  if (!many) return { problem: 'holds a list, and one value is expected', fix: 'give one value' };
  const texts = value.map((entry) => oneValue(entry, holds));
  return texts.find((text) => typeof text !== 'string') ?? (texts as string[]);
}

/** Checks a cell that names the row or is copied for `idv eval`: a list or an object is a problem. */
export function plainCell(value: unknown): CellProblem | undefined {
  if (kindOf(value) !== 'object') return undefined;
  return { problem: `holds ${inWords(value)}, and a text is expected`, fix: 'give a text in quotes' };
}
