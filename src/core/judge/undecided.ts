import { type Answer, refusalError, unreadable, valueInWords } from '../answer.ts';
import { findCode } from '../declare/codes.ts';
import type { IdvError } from '../errors.ts';
import { readPath } from '../json.ts';
import { codeOf, entryOf, signalInWords, typedValue } from './evidence.ts';
import type { JudgeContext } from './judged.ts';
import type { Judgement, Signal } from './judgement.ts';
import { type Finding, findingOf } from './success.ts';

/** What an answer comes to whose deciding member decides nothing: it is missing, unknown, still to come, or stands in a refusal. */

type Fields = Readonly<Record<string, unknown>>;
type Result = Extract<Answer, { kind: 'result' }>;

/** Why a member is not there, where the member that holds it is text: JSON that is cut off or shortened, most often. */
function whyMissing(path: string, fields: Fields): string {
  const holders = path.split('.').map((_step, index, steps) => steps.slice(0, index).join('.'));
  const text = holders.find((holder) => holder !== '' && typeof readPath(fields, holder) === 'string');
  return text === undefined ? '' : `: ${text} is text, not a JSON object`;
}

/** A signal that nothing is decided without. */
export function refuseUnknown(signal: Signal, value: string | number | boolean | undefined, answer: Answer, fields: Fields): never {
  const { path } = signal;
  if (value === undefined)
    throw unreadable(
      'no-decision',
      `${path} is ${signalInWords(signal, fields)}, and decides whether there is a result${whyMissing(path, fields)}`,
      answer,
    );
  throw unreadable('unknown-result', `${path} is ${signalInWords(signal, fields)}, which idv does not know`, answer);
}

/** What the last attempt says, where the decision only says that the process is over. A success of it does not count: the result is not one. A page that is over does not go on. */
export function settledBy({ settled }: Judgement, code: string, fields: Fields): Finding | undefined {
  if (!settled?.values.includes(code)) return undefined;
  const value = typedValue(settled.attempt, fields);
  const entry = value === undefined ? undefined : entryOf(settled.attempt, String(value), {});
  const finding = entry && findingOf(String(value), entry);
  return finding?.verdict === 'pending' ? undefined : finding;
}

/** Throws where the service says that two faces differ, and shows a score at which, by its own threshold, they are the same. */
export function refuseHighMismatch({ decision, score: declared }: Judgement, found: Finding, score: number | null, answer: Answer): void {
  const own = declared?.of === 'comparison' && decision.type !== 'Score' ? declared.threshold : null;
  if (own === null || own === undefined || found.verdict !== 'mismatch' || score === null || score < own) return;
  throw unreadable(
    'contradiction',
    `the service said ${found.code} with ${declared?.path} ${score}, which reaches its own threshold of ${own}`,
    answer,
  );
}

/** A refusal that is in fact a verdict, or the error that it is. */
export function decideRefusal({ decision, refusals = [] }: Judgement, answer: Exclude<Answer, Result>, context: JudgeContext): Finding {
  const code = codeOf(decision, answer.code);
  // Error codes that are verdicts are subcodes, or declared as such; a result's word as an error code is not a result.
  const own = code.includes('.') || refusals.includes(code) ? entryOf(decision, code, context.codes) : undefined;
  const entry = own ?? findCode(context.codes, code);
  const message = answer.message || entry?.meaning || code;
  const finding = own && findingOf(code, own);
  if (finding) return { ...finding, message };
  throw refusalError({ ...answer, message }, context, entry);
}

export function pendingOr(decision: Signal, raw: unknown, answer: Answer): Finding {
  if (!decision.nullIsPending)
    throw unreadable('no-decision', `the answer has no ${decision.path}${raw === null ? ' (null)' : ''}`, answer);
  return { verdict: 'pending', code: 'pending', message: 'the service has no result yet', hint: 'ask again, or use --wait' };
}

/** An answer whose thresholds cannot be read: one of them may be higher than ours. */
export function strangeThresholds({ score }: Judgement, answer: Answer, fields: Fields): IdvError {
  const path = score?.ownThresholds ?? '';
  return unreadable(
    'wrong-type',
    `${path} is ${valueInWords(readPath(fields, path), [])}, and not the thresholds that are documented`,
    answer,
  );
}
