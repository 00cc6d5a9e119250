import { readPath } from '../json.ts';
import type { Check } from '../judge/judgement.ts';
import type { Follow, Need, Repeated, SentValue } from './action.ts';

/** Checks by the value of one parameter; `fallback` is the service's own default. Of a value that is not documented, nothing is known. */
export const checksByValue =
  (param: string, fallback: string, checks: Readonly<Record<string, readonly Check[]>>) =>
  (sent: SentValue): readonly Check[] | undefined => {
    const mode = String(sent(param) ?? fallback);
    return Object.hasOwn(checks, mode) ? checks[mode] : undefined;
  };

/** The checks that a token asks for; undefined where nothing can be required of its result. */
export const askedChecks = ({ asks }: Pick<Follow, 'asks'>, sent: SentValue): readonly Check[] | undefined =>
  typeof asks === 'function' ? asks(sent) : asks;

/** What was asked of a result besides checks: members that it must have, and members that must say what was sent. */
export interface AskedOfResult {
  needs: readonly Omit<Need, 'when'>[];
  repeated: readonly Repeated[];
}

/** What a token that was asked for with these values asks of its result. A value such as AUTO, which leaves the choice to the service, is not repeated. */
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

/** The same of the values of a call. */
export const checksAskedBy = (follow: Pick<Follow, 'asks'>, values: Readonly<Record<string, unknown>>): readonly Check[] | undefined =>
  askedChecks(follow, (path) => readPath(values, path));
