import { askedChecks } from '../core/declare/asked-checks.ts';
import type { Check } from '../core/judge/judgement.ts';
import { allActions } from '../providers/catalogue.ts';
import type { Token } from './sealed-token.ts';

/** The checks that a token asks for: its result itself does not say which mode it was. Undefined for a mode that is not documented. */
export function checksOf({ action, values }: Token): readonly Check[] | undefined {
  const follow = allActions.find(({ name }) => name === action)?.follow;
  return follow && askedChecks(follow, (path) => values[path]);
}
