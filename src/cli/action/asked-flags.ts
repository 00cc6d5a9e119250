import type { Action } from '../../core/declare/action.ts';
import { type Problem, usageProblem } from '../../core/errors.ts';
import { type Check, possibleChecks } from '../../core/judge/judgement.ts';
import { lowestThreshold } from '../../core/judge/score.ts';
import { oddsOfAll } from '../catalogue/threshold-help.ts';
import type { GlobalOptions } from '../flags/global-flags.ts';

type Judging = Pick<Action, 'name' | 'judgement'>;

/** A lower threshold than the vendor's would turn its refusals into passes, and one above every score would refuse every person. */
export function thresholdProblems({ name, judgement }: Judging, threshold: number | undefined): Problem[] {
  const score = judgement?.score;
  const own = (score && lowestThreshold(score)) ?? 0;
  const most = score?.maximum ?? 100;
  if (threshold === undefined || (score && threshold >= own && threshold <= most)) return [];
  const tooLarge = `${threshold} is above the highest score, which is ${most}`;
  const outside = threshold > most ? tooLarge : `${threshold} is below the service's own threshold of ${own}`;
  const message = score ? outside : `${name} has no score`;
  return [
    usageProblem(
      '--threshold',
      message,
      score ? [`give ${own} to ${most}`, oddsOfAll(score)].filter((part) => part !== '').join('; ') : 'leave it out',
    ),
  ];
}

/** What the answer can never show is not worth the call. */
export function expectProblems({ name, judgement }: Judging, expect: readonly Check[] = []): Problem[] {
  const possible = judgement ? possibleChecks(judgement) : [];
  const never = expect.filter((check) => !possible.includes(check));
  if (never.length === 0) return [];
  const fix = possible.length === 0 ? 'leave it out' : `use ${possible.join(', ')}, or leave it out`;
  return [usageProblem('--expect', `${name} never checks ${never.join(' or ')}`, fix)];
}

/** What the token does not ask for, its result cannot show. `asked` is undefined where that is not known. */
export function notAskedProblems(
  { judgement }: Judging,
  asked: readonly Check[] | undefined,
  { threshold, expect = [] }: Pick<GlobalOptions, 'threshold' | 'expect'>,
): Problem[] {
  if (!asked) return [];
  const problems = expect
    .filter((check) => !asked.includes(check))
    .map((check) =>
      usageProblem('--expect', `the token does not ask for ${check}`, 'choose the mode that checks it, or leave --expect out'),
    );
  const scored = judgement?.score?.of;
  if (threshold !== undefined && scored && !asked.includes(scored))
    problems.push(
      usageProblem(
        '--threshold',
        `the token does not ask for ${scored}, which has the score`,
        'choose the mode that checks it, or leave it out',
      ),
    );
  return problems;
}
