import type { Action } from '../../core/declare/action.ts';
import { IdvError, type Problem, usageProblem } from '../../core/errors.ts';
import { type Verdict, verdictTable } from '../../core/exit.ts';
import { suggest } from '../../core/text/suggest.ts';
import { allActions } from '../../vendors/catalogue.ts';
import type { GlobalOptions } from '../flags/global-flags.ts';
import { flagText, numbersOf, type RawFlags } from './flag-values.ts';

/** The flags of `idv batch run`, after they were read. */
export interface RunRequest {
  manifest: string;
  out: string | undefined;
  ordered: boolean;
  mediaRoot: string | undefined;
  journal: string;
  concurrency: number;
  rate: number | undefined;
  price: number | undefined;
  budget: number | undefined;
  maxCalls: number | undefined;
  yes: boolean;
  skipInvalid: boolean;
  failOn: readonly Verdict[];
  waitTimeoutS: number | undefined;
  retry: 'failed' | 'unsure' | undefined;
  payAgain: boolean;
}

/** Actions whose rows have a verdict, either at once or later. */
const judging = (): Action[] => allActions.filter(({ judgement, follow }) => judgement !== undefined || follow !== undefined);

/** The action in `--action`: words of a command, in any case, or the vendor's name. */
export function actionNamed(text: unknown): Action | Problem {
  const words = judging().map(({ command }) => command.join(' '));
  if (typeof text !== 'string' || text.trim() === '')
    return usageProblem('--action', 'is missing', `one of ${words.join(', ')}, or the name of an action`);
  const wanted = text.trim().toLowerCase().replace(/\s+/g, ' ');
  const found = allActions.find(({ name, command }) => name.toLowerCase() === wanted || command.join(' ') === wanted);
  if (!found) {
    const meant = suggest(wanted, [...words, ...judging().map(({ name }) => name)]);
    return usageProblem(
      '--action',
      `there is no '${text.slice(0, 60)}'`,
      meant === undefined ? `one of ${words.join(', ')}` : `did you mean '${meant}'?`,
    );
  }
  if (!judging().includes(found)) return usageProblem('--action', `${found.name} gives no verdict`, `one of ${words.join(', ')}`);
  return found;
}

/** The action of a submitted batch. Throws IdvError `config` if this version does not have it. */
export function actionOfBatch({ provider, action }: { provider: string; action: string }): Action {
  const found = allActions.find(({ name, vendor }) => name === action && vendor === provider);
  if (found) return found;
  const hint = 'use the version that submitted it';
  throw new IdvError('config', `${action} is not an action of this version`, { code: 'unknown-action', hint });
}

export function failOnOf(text: unknown, problems: Problem[]): Verdict[] {
  const known = verdictTable.map(({ verdict }) => verdict);
  const words =
    text === undefined
      ? []
      : String(text)
          .split(',')
          .map((word) => word.trim().toLowerCase());
  return words.flatMap((word) => {
    const found = known.find((verdict) => verdict === word);
    if (!found) problems.push(usageProblem('--fail-on', `'${word.slice(0, 40)}' is not a verdict`, `use ${known.join(', ')}`));
    return found ?? [];
  });
}

function retryOf({ retry, payAgain }: RawFlags, problems: Problem[]): RunRequest['retry'] {
  const wanted = (['failed', 'unsure'] as const).find((each) => each === retry);
  if (retry !== undefined && !wanted)
    problems.push(usageProblem('--retry', `'${String(retry).slice(0, 40)}' is not valid`, 'use failed or unsure'));
  if (wanted === 'unsure' && payAgain !== true)
    problems.push(usageProblem('--retry', 'unsure rows may have been paid', 'add --pay-again to call them again, and perhaps pay twice'));
  if (payAgain === true && retry === undefined)
    problems.push(usageProblem('--pay-again', 'has no effect here', 'add --retry failed or --retry unsure'));
  return wanted;
}

/** Global flags that make no sense for many rows. */
export function batchFlagProblems(options: GlobalOptions): Problem[] {
  return [
    ...notForBatch('--nonce', options.nonce, 'is for one call, but this command makes many'),
    ...notForBatch('--timestamp', options.timestamp, 'is for one call, but this command makes many'),
    ...lineFlagProblems(options),
  ];
}

const notForBatch = (flag: string, given: unknown, why: string): Problem[] =>
  given === undefined ? [] : [usageProblem(flag, why, 'leave it out')];

/** The problems of flags for one result, given to a command that prints one line for each row. */
export const lineFlagProblems = ({ raw, query, output }: GlobalOptions): Problem[] => [
  ...notForBatch('--raw', raw, 'is for one answer'),
  ...notForBatch('--query', query, 'is for one result; use jq on the lines'),
  ...notForBatch('--output', output === undefined || output === 'json' ? undefined : output, 'is always one JSON object per line here'),
];

/** Reads the flags of `idv batch run`, and collects all problems. */
export function readRunRequest(raw: RawFlags, args: readonly string[]): { request: RunRequest; problems: Problem[] } {
  const problems: Problem[] = [];
  const [manifest = ''] = args;
  const numbers = numbersOf(raw, problems);
  const text = (attribute: string): string | undefined => flagText(raw, attribute, problems);
  if (manifest === '-') problems.push(usageProblem('<manifest>', 'cannot be standard input', 'write it into a file: it is read twice'));
  if (numbers.budget !== undefined && numbers.price === undefined)
    problems.push(usageProblem('--budget', 'has no effect without the price of a call', 'add --price'));
  return {
    request: {
      manifest,
      out: text('out'),
      ordered: raw.ordered === true,
      mediaRoot: text('mediaRoot'),
      journal: text('journal') ?? `${manifest}.journal`,
      concurrency: numbers.concurrency ?? 16,
      rate: numbers.rate,
      price: numbers.price,
      budget: numbers.budget,
      maxCalls: numbers.maxCalls,
      yes: raw.yes === true,
      skipInvalid: raw.skipInvalid === true,
      failOn: failOnOf(raw.failOn, problems),
      waitTimeoutS: numbers.waitTimeout,
      retry: retryOf(raw, problems),
      payAgain: raw.payAgain === true,
    },
    problems,
  };
}
