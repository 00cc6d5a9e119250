import type { Bar, Judgement } from './action.ts';
import { grouped } from './grouped.ts';
import { readPath } from './path.ts';

type Score = NonNullable<Judgement['score']>;
type Fields = Readonly<Record<string, unknown>>;

/** A plain decimal, as the vendors write one into text: no sign, no exponent, no blank. */
const decimal = /^\d{1,3}(\.\d+)?$/;

/** From 0 to 100; undefined for anything that is no such number in its documented form. */
export function scoreAt({ path, asText }: Score, fields: Fields): number | undefined {
  const said = readPath(fields, path);
  const value = asText && typeof said === 'string' && decimal.test(said) ? Number(said) : said;
  if (asText && typeof said === 'number') return undefined;
  return typeof value === 'number' && value >= 0 && value <= 100 ? value : undefined;
}

/** The bar that counts: the caller's or the vendor's, and never under the one that the answer itself names in its place. */
export function barOf({ score }: Judgement, fields: Fields, threshold: number | undefined): number | null {
  if (!score) return null;
  const { threshold: own, bars = [], ownBars } = score;
  if (own === null) return threshold ?? null;
  const chosen = threshold === undefined ? own : Math.max(lowestBar(score) ?? own, threshold);
  const place = bars.findLastIndex((bar) => bar.score <= chosen);
  const listed = ownBars === undefined || place < 0 ? undefined : readPath(fields, ownBars);
  const theirs = Array.isArray(listed) ? (listed[place] as unknown) : undefined;
  return typeof theirs === 'number' ? Math.max(chosen, theirs) : chosen;
}

/** True where the answer names bars that cannot be read: one of them may be higher than ours. */
export function hasStrangeBars({ score }: Judgement, fields: Fields): boolean {
  const listed = score?.ownBars === undefined ? undefined : readPath(fields, score.ownBars);
  if (listed === undefined || listed === null) return false;
  const isBar = (bar: unknown): boolean => typeof bar === 'number' && bar >= 0 && bar <= 100;
  return !Array.isArray(listed) || listed.length !== (score?.bars?.length ?? 0) || !listed.every(isBar);
}

/** Under this no caller may go. */
export const lowestBar = ({ threshold, bars }: Score): number | null => bars?.[0]?.score ?? threshold;

/** `0.0001` -> `1 in 10,000`. */
export const spokenRate = ({ falseAcceptRate }: Bar): string => `1 in ${grouped(Math.round(1 / falseAcceptRate))}`;

/** How often a stranger reaches a bar, in words; nothing where the vendor does not say. */
export function oddsOf({ score }: Judgement, bar: number | null): string | undefined {
  const known = bar === null ? undefined : score?.bars?.findLast((candidate) => candidate.score <= bar);
  return known && `${known.score < (bar ?? 0) ? 'fewer than ' : ''}${spokenRate(known)} strangers`;
}
