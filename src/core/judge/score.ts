import { readPath } from '../json.ts';
import { grouped } from '../text/printable.ts';
import type { Check, Judgement, PublishedThreshold, Score } from './judgement.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A plain decimal, as the vendors write one into text: no sign, no exponent, no blank, no zero before it. */
const decimal = /^(0|[1-9]\d{0,2})(\.\d+)?$/;

/** From 0 to its maximum; undefined for anything that is no such number in its documented form. */
export function scoreAt({ path, asText, maximum = 100 }: Score, fields: Fields): number | undefined {
  const said = readPath(fields, path);
  const value = asText && typeof said === 'string' && decimal.test(said) ? Number(said) : said;
  if (asText && typeof said === 'number') return undefined;
  return typeof value === 'number' && value >= 0 && value <= maximum ? value : undefined;
}

/** The threshold that counts: the caller's or the vendor's, and never under the one that the answer itself names in its place. */
export function thresholdOf({ score }: Judgement, fields: Fields, asked: number | undefined): number | null {
  if (!score) return null;
  const { threshold: own, thresholds = [], ownThresholds } = score;
  if (own === null) return asked ?? null;
  const chosen = asked === undefined ? own : Math.max(lowestThreshold(score) ?? own, asked);
  const place = thresholds.findLastIndex((published) => published.score <= chosen);
  const listed = ownThresholds === undefined || place < 0 ? undefined : readPath(fields, ownThresholds);
  const theirs = Array.isArray(listed) ? (listed[place] as unknown) : undefined;
  return typeof theirs === 'number' ? Math.max(chosen, theirs) : chosen;
}

/** True where the answer names thresholds that cannot be read: one of them may be higher than ours. */
export function hasStrangeThresholds({ score }: Judgement, fields: Fields): boolean {
  const listed = score?.ownThresholds === undefined ? undefined : readPath(fields, score.ownThresholds);
  if (listed === undefined || listed === null) return false;
  const isThreshold = (value: unknown): boolean => typeof value === 'number' && value >= 0 && value <= 100;
  return !Array.isArray(listed) || listed.length !== (score?.thresholds?.length ?? 0) || !listed.every(isThreshold);
}

/** Under this no caller may go. */
export const lowestThreshold = ({ threshold, thresholds }: Score): number | null => thresholds?.[0]?.score ?? threshold;

/** `0.0001` -> `1 stranger in 10,000`. */
export const spokenRate = ({ falseAcceptRate }: PublishedThreshold): string => `1 stranger in ${grouped(Math.round(1 / falseAcceptRate))}`;

/** How often a stranger reaches a threshold, in words; nothing where the vendor does not say. */
export function oddsOf({ thresholds }: Score, threshold: number | null): string | undefined {
  const known = threshold === null ? undefined : thresholds?.findLast((candidate) => candidate.score <= threshold);
  return known && `${known.score < (threshold ?? 0) ? 'fewer than ' : ''}${spokenRate(known)}`;
}

const names: Readonly<Record<Check, string>> = {
  liveness: 'liveness rate',
  comparison: 'similarity',
  document: 'document score',
  deepfake: 'deepfake score',
};

/** What the score measures, as people call it. */
export const scoreName = (score: Score | undefined): string => names[score?.of ?? 'comparison'];
