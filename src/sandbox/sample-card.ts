import type { Field } from '../core/declare/action.ts';
import type { Token } from './sealed-token.ts';

/** What the names of a country's documents begin with, or hold. */
const countries: Readonly<Record<string, string>> = {
  BGD: 'BANGLADESH',
  HKG: 'HK',
  IDN: 'INDONESIA',
  JPN: 'JAPAN',
  MYS: 'ML',
  NGA: 'NIGERIA',
  PAK: 'PAKISTAN',
  PHL: 'PHILIPPINES',
  SGP: 'SINGAPORE',
  THA: 'THAILAND',
  TWN: 'TAIWAN',
};

function wordsOf({ values }: Token): { country: string | undefined; kind: string | undefined } {
  const type = Object.entries(values).find(([path]) => /card_?type$/i.test(path))?.[1];
  const kind = type === undefined ? undefined : String(type).replaceAll('_', '').toUpperCase();
  return { country: countries[String(values.Nationality)], kind: kind?.includes('PASSPORT') ? 'PASSPORT' : kind };
}

/** Of the kinds of card that an answer can hold, the one that the token was asked for; the first where it does not say. */
export function cardOf(members: readonly Field[], token: Token | undefined): Field | undefined {
  const { country, kind } = token ? wordsOf(token) : {};
  const rank = ({ name }: Field): number => {
    const has = (word: string | undefined): boolean => word !== undefined && name.toUpperCase().includes(word);
    return (has(country) ? 2 : 0) + (has(kind) ? 1 : 0);
  };
  const best = Math.max(...members.map(rank));
  return members.find((member) => rank(member) === best);
}
