import type { Check } from '../judge/judgement.ts';
import { readPath } from '../path.ts';
import type { Follow } from './action.ts';

/**
 * The checks that a token asks for. `read` finds a sent value by its dotted path; undefined for a mode that is not
 * documented, of which nothing can be required.
 */
export function askedChecks({ asks }: Pick<Follow, 'asks'>, read: (path: string) => unknown): readonly Check[] | undefined {
  if (!('param' in asks)) return asks;
  const mode = String(read(asks.param) ?? asks.fallback);
  return Object.hasOwn(asks.checks, mode) ? asks.checks[mode] : undefined;
}

/** The same of the values of a call. */
export const checksAskedBy = (follow: Pick<Follow, 'asks'>, values: Readonly<Record<string, unknown>>): readonly Check[] | undefined =>
  askedChecks(follow, (path) => readPath(values, path));
