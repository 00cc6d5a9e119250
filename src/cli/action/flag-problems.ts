import type { Action } from '../../core/declare/action.ts';
import { flagAt, flagOf, placesOf, withMembers } from '../../core/declare/params.ts';
import { IdvError, type Problem, usageProblem } from '../../core/errors.ts';
import { type Check, lowestThreshold, possibleChecks } from '../../core/judge/judgement.ts';
import type { AnswerFormat, Vendor } from '../../vendors/vendor.ts';
import { oddsOfAll } from '../catalogue/threshold-help.ts';
import type { GlobalOptions } from '../flags/global-flags.ts';
import { queryProblem } from '../show/query.ts';

type Judging = Pick<Action, 'name' | 'judgement'>;

/** A threshold below the vendor's would turn its refusals into passes, and one above every score would refuse every person. */
export function thresholdProblems({ name, judgement }: Judging, threshold: number | undefined): Problem[] {
  const score = judgement?.score;
  const own = (score && lowestThreshold(score)) ?? 0;
  const most = score?.maximum ?? 100;
  if (threshold === undefined || (score && threshold >= own && threshold <= most)) return [];
  const tooLarge = `${threshold} is above the highest score, which is ${most}`;
  const outOfRange = threshold > most ? tooLarge : `${threshold} is below the service's own threshold of ${own}`;
  const message = score ? outOfRange : `${name} has no score`;
  return [
    usageProblem(
      '--threshold',
      message,
      score ? [`give ${own} to ${most}`, oddsOfAll(score)].filter((part) => part !== '').join('; ') : 'leave it out',
    ),
  ];
}

/** Refuses checks that the answer can never show, before the call is made. */
export function expectProblems({ name, judgement }: Judging, expect: readonly Check[] = []): Problem[] {
  const possible = judgement ? possibleChecks(judgement) : [];
  const never = expect.filter((check) => !possible.includes(check));
  if (never.length === 0) return [];
  const fix = possible.length === 0 ? 'leave it out' : `use ${possible.join(', ')}, or leave it out`;
  return [usageProblem('--expect', `${name} never checks ${never.join(' or ')}`, fix)];
}

/** The result cannot show a check that the token does not ask for. `tokenChecks` is undefined if they are not known. */
export function notAskedProblems(
  { judgement }: Judging,
  tokenChecks: readonly Check[] | undefined,
  { threshold, expect = [] }: Pick<GlobalOptions, 'threshold' | 'expect'>,
): Problem[] {
  if (!tokenChecks) return [];
  const problems = expect
    .filter((check) => !tokenChecks.includes(check))
    .map((check) =>
      usageProblem('--expect', `the token does not ask for ${check}`, 'choose the mode that checks it, or leave --expect out'),
    );
  const scored = judgement?.score?.of;
  if (threshold !== undefined && scored && !tokenChecks.includes(scored))
    problems.push(
      usageProblem(
        '--threshold',
        `the token does not ask for ${scored}, which has the score`,
        'choose the mode that checks it, or leave it out',
      ),
    );
  return problems;
}

/** The flags of a command that can wait for a result, in addition to its own. */
export interface WaitFlags {
  wait?: true;
  /** The text that the user typed. */
  waitTimeout?: string;
  open?: true;
  qr?: true;
}

/** Undefined if the flag is missing, or if `waitProblems` refuses its value. */
export const waitTimeoutS = ({ waitTimeout }: WaitFlags): number | undefined =>
  waitTimeout === undefined || waitTimeout.trim() === '' ? undefined : Number(waitTimeout);

export function waitProblems(flags: WaitFlags): Problem[] {
  const { wait, waitTimeout } = flags;
  if (waitTimeout === undefined) return [];
  const seconds = waitTimeoutS(flags) ?? Number.NaN;
  if (!Number.isFinite(seconds) || seconds <= 0)
    return [usageProblem('--wait-timeout', `'${waitTimeout}' is not valid`, 'give a number of seconds above 0')];
  return wait ? [] : [usageProblem('--wait-timeout', 'is only for --wait, which is not given', 'add --wait, or leave it out')];
}

/** Problems with the flags as typed. A flag with several names is stored by its first name, but the user may have typed another one. */
export function withTypedNames(problems: readonly Problem[], { params }: Action, argv: readonly string[]): Problem[] {
  const typed = new Set(argv.map((word) => word.split('=')[0]));
  const places = placesOf(params).flatMap(withMembers);
  return problems.map((problem) => {
    const place = places.find((candidate) => flagAt(candidate) === problem.flag);
    if (!place || typed.has(problem.flag)) return problem;
    const { param, prefix } = place;
    const other = [...(param.aliases ?? []), flagOf(param)].map((name) => `--${prefix}${name}`).find((name) => typed.has(name));
    return other === undefined ? problem : { ...problem, flag: other };
  });
}

/** An outcome that is misspelt, or that the action cannot have, is found before a sandbox runs, and in a dry run too. */
async function outcomeProblems(name: string, action: Action | undefined): Promise<Problem[]> {
  const { outcomeFor } = await import('../../sandbox/controls/choose-outcome.ts');
  try {
    await outcomeFor(name, action);
    return [];
  } catch (error) {
    if (!(error instanceof IdvError)) throw error;
    return [{ category: 'usage', flag: '--outcome', message: error.message, ...(error.hint ? { hint: error.hint } : {}) }];
  }
}

/** The problems of --query and --outcome. The parser does not check their values. */
export async function valueProblems({ query, outcome, sandbox }: GlobalOptions, action: Action | undefined): Promise<Problem[]> {
  const wrongQuery = query === undefined ? undefined : await queryProblem(query);
  const wrongOutcome = outcome !== undefined && sandbox ? await outcomeProblems(outcome, action) : [];
  return [...(wrongQuery ? [wrongQuery] : []), ...wrongOutcome];
}

/** The problem of a format in which the vendor has no answers. */
export const formatProblem = ({ name, answerFormats }: Vendor, wanted: AnswerFormat): Problem => ({
  category: 'usage',
  flag: '--wire-format',
  message: `${name} has no answers in ${wanted}`,
  hint: `leave it out, or give ${answerFormats.join(' or ')}`,
});
