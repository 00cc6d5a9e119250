import type { PassConditions } from '../../app/batch/journal/record.ts';
import type { Action } from '../../core/declare/action.ts';
import { type Problem, usageProblem } from '../../core/errors.ts';
import { allActions } from '../../vendors/catalogue.ts';
import { expectProblems, thresholdProblems } from '../action/flag-problems.ts';
import type { GlobalOptions } from '../flags/global-flags.ts';

type PassFlags = Pick<GlobalOptions, 'threshold' | 'expect'>;

/** The conditions for a pass, in the form in which a journal or a key file stores them. */
export const passConditionsOf = ({ threshold, expect = [] }: PassFlags): PassConditions => ({
  ...(threshold === undefined ? {} : { threshold }),
  ...(expect.length === 0 ? {} : { expect: [...new Set(expect)].sort() }),
});

const names = ['threshold', 'expect'] as const;

/** `--threshold 90 --expect liveness`, with a blank before each flag. */
export const passConditionFlags = (conditions: PassConditions): string =>
  names.map((name) => (conditions[name] === undefined ? '' : ` --${name} ${conditions[name]}`)).join('');

/** The problems of values that no result of the action can have. The results of a token are those of the action that reads them. */
export function passConditionProblems(action: Action, { threshold, expect }: PassFlags): Problem[] {
  const judging = allActions.find(({ vendor, name }) => vendor === action.vendor && name === action.follow?.action) ?? action;
  return [...thresholdProblems(judging, threshold), ...expectProblems(judging, expect)];
}

interface ChangeTexts {
  /** Says that the flags differ: `begun` and `now` are words such as `with --threshold 90` and `without --threshold`. */
  differs(begun: string, now: string): string;
  /** Says that the earlier flags are not known. */
  unknown: string;
  /** What the user can do in place of giving the same flags. */
  elsewhere: string;
}

/**
 * Compares the flags with those of an earlier command. Answers are saved with the verdict of that command, and with other flags the verdict
 * could be different.
 */
export function changedConditionProblems(
  before: PassConditions | undefined,
  flags: PassFlags,
  { differs, unknown, elsewhere }: ChangeTexts,
): Problem[] {
  const now = passConditionsOf(flags);
  return names.flatMap((name) => {
    const flag = `--${name}`;
    const [then, given] = [before?.[name], now[name]].map((value) => (value === undefined ? undefined : String(value)));
    if (then === given) return [];
    if (!before) return [usageProblem(flag, unknown, `leave it out, ${elsewhere}`)];
    const [begun, wanted] = [then, given].map((value) => (value === undefined ? `without ${flag}` : `with ${flag} ${value}`));
    const fix = then === undefined ? 'leave it out' : `give ${flag} ${then}`;
    return [usageProblem(flag, differs(begun ?? '', wanted ?? ''), `${fix}, ${elsewhere}`)];
  });
}

/** Compares the flags of a command with those with which a journal was begun. */
export const journalConditionProblems = (
  before: PassConditions | undefined,
  flags: PassFlags,
  path: string,
  elsewhere = 'or name another file with --journal: every row is then called again',
): Problem[] =>
  changedConditionProblems(before, flags, {
    differs: (begun) => `${path} was begun ${begun}, and its answers are judged by that`,
    unknown: `${path} does not say if its rows were judged with it`,
    elsewhere,
  });
