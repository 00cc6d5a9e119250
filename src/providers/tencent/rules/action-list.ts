import type { Rule } from '../../../core/action.ts';
import type { WireValue } from '../../../core/params.ts';

type Members = Readonly<Record<string, WireValue | undefined>>;

/** What is wrong with an ActionList beside its security level: only levels 2 and 4 have movements. */
function misfit({ ActionList }: Members, level: WireValue | undefined, flag: string): { message: string; cure: string } | undefined {
  if (ActionList === undefined || level === '2' || level === '4' || level === 2 || level === 4) return undefined;
  return { message: `asks for movements, which ${flag} ${String(level)} has not`, cure: `use ${flag} 2 or 4, or leave the movements out` };
}

/** For an ActionList beside a level that is 4 by default. */
export const actionListRule = (level: 'SecureLevel' | 'SecurityLevel'): Rule => {
  const flag = level === 'SecureLevel' ? '--secure-level' : '--security-level';
  return {
    param: 'ActionList',
    help: `--action-list needs ${flag} 2 or 4`,
    check: (input) => misfit(input, input[level] ?? 4, flag),
  };
};

/** For the ActionList of a Config, whose level is 3 by default. */
export const configActionListRule: Rule = {
  param: 'Config',
  help: '--config.action-list needs --config.security-level 2 or 4',
  check({ Config }) {
    if (typeof Config !== 'object' || Array.isArray(Config)) return undefined;
    const members = Config as Members;
    return misfit(members, members.SecurityLevel ?? 3, '--config.security-level');
  },
};
