import { readPath } from '../json.ts';
import type { Check } from '../judge/judgement.ts';
import type { Follow, Need, Repeated, SentValue } from './action.ts';

/** Checks by the value of one parameter. `fallback` is the service's own default. Undefined for a value that is not documented. */
export const checksByValue =
  (param: string, fallback: string, checks: Readonly<Record<string, readonly Check[]>>) =>
  (sent: SentValue): readonly Check[] | undefined => {
    const mode = String(sent(param) ?? fallback);
    return Object.hasOwn(checks, mode) ? checks[mode] : undefined;
  };

/** The checks that a token requests; undefined if they are not known, so that none can be required of its result. */
export const askedChecks = ({ asks }: Pick<Follow, 'asks'>, sent: SentValue): readonly Check[] | undefined =>
  typeof asks === 'function' ? asks(sent) : asks;

/** What is required of a result besides checks: members that it must have, and members that must repeat a sent value. */
export interface AskedOfResult {
  needs: readonly Omit<Need, 'when'>[];
  repeated: readonly Repeated[];
}

/**
 * What is required of the result of a token that was requested with these values. AUTO leaves the choice to the service, so the result
 * need not repeat it.
 */
export function askedOfResult(
  { needs = [], repeats = {} }: Pick<Follow, 'needs' | 'repeats'>,
  values: Readonly<Record<string, unknown>>,
): AskedOfResult {
  const sent: SentValue = (path) => readPath(values, path);
  return {
    needs: needs.filter(({ when }) => when?.(sent) ?? true).map(({ path, type }) => ({ path, type })),
    repeated: Object.entries(repeats).flatMap(([path, param]) => {
      const value = sent(param);
      return typeof value === 'string' && value !== 'AUTO' ? [{ path, value }] : [];
    }),
  };
}

/** The checks that a token requests, from the values of its call. */
export const checksAskedBy = (follow: Pick<Follow, 'asks'>, values: Readonly<Record<string, unknown>>): readonly Check[] | undefined =>
  askedChecks(follow, (path) => readPath(values, path));
