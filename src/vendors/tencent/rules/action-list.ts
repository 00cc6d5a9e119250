import type { Rule } from '../../../core/declare/action.ts';
import type { WireValue } from '../../../core/declare/params.ts';

type Members = Readonly<Record<string, WireValue | undefined>>;

/** What is wrong with an ActionList for its security level: the service reports an error for one without movements. */
function misfit(
  { ActionList }: Members,
  level: WireValue | undefined,
  flag: string,
  withMovements: readonly string[],
): { message: string; hint: string } | undefined {
  if (ActionList === undefined || withMovements.includes(String(level))) return undefined;
  const fitting = withMovements.join(' or ');
  return {
    message: `asks for movements, which ${flag} ${String(level)} has not`,
    hint: `use ${flag} ${fitting}, or leave the movements out`,
  };
}

/** For an ActionList beside a level that is 4 by default. */
export const actionListRule = (level: 'SecureLevel' | 'SecurityLevel'): Rule => {
  const flag = level === 'SecureLevel' ? '--secure-level' : '--security-level';
  return {
    param: 'ActionList',
    help: `--action-list needs ${flag} 2 or 4`,
    check: (input) => misfit(input, input[level] ?? 4, flag, ['2', '4']),
  };
};

/** For the ActionList of a Config, whose level is 3 by default. */
export const configActionListRule: Rule = {
  param: 'Config',
  help: '--config.action-list needs --config.security-level 2, 4 or 5',
  check({ Config }) {
    if (typeof Config !== 'object' || Array.isArray(Config)) return undefined;
    const members = Config as Members;
    return misfit(members, members.SecurityLevel ?? 3, '--config.security-level', ['2', '4', '5']);
  },
};
