import { readPath } from '../json.ts';
import type { Check } from '../judge/judgement.ts';
import type { Follow, SentValue } from './action.ts';

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

/** The same of the values of a call. */
export const checksAskedBy = (follow: Pick<Follow, 'asks'>, values: Readonly<Record<string, unknown>>): readonly Check[] | undefined =>
  askedChecks(follow, (path) => readPath(values, path));
