import { type Answer, refusalError, unreadableError, valueInWords } from '../answer.ts';
import { findCode } from '../declare/codes.ts';
import type { IdvError } from '../errors.ts';
import { readPath } from '../json.ts';
import { codeOf, entryOf, signalInWords, typedValue } from './evidence.ts';
import type { JudgeContext } from './judged.ts';
import type { Judgement, Signal } from './judgement.ts';
import { type Finding, findingOf } from './success.ts';

/** Handles answers whose deciding member decides nothing: it is missing, unknown or pending, or the answer is a refusal. */

type Fields = Readonly<Record<string, unknown>>;
type Result = Extract<Answer, { kind: 'result' }>;

/** The reason why a member is missing, if the member above it is text: usually JSON that was cut off. */
function whyMissing(path: string, fields: Fields): string {
  const holders = path.split('.').map((_step, index, steps) => steps.slice(0, index).join('.'));
  const text = holders.find((holder) => holder !== '' && typeof readPath(fields, holder) === 'string');
  return text === undefined ? '' : `: ${text} is text, not a JSON object`;
}

/** Throws for a signal without which nothing can be decided. */
export function refuseUnknown(signal: Signal, value: string | number | boolean | undefined, answer: Answer, fields: Fields): never {
  const { path } = signal;
  if (value === undefined)
    throw unreadableError(
      'no-decision',
      `${path} is ${signalInWords(signal, fields)}, and decides whether there is a result${whyMissing(path, fields)}`,
      answer,
    );
  throw unreadableError('unknown-result', `${path} is ${signalInWords(signal, fields)}, which idv does not know`, answer);
}

/**
 * The finding of the last attempt, if the decision only means that the process is over. A successful attempt does not count, because the
 * result of the process is not a success. Nor does a pending one, because the process does not continue.
 */
export function findingOfLastAttempt({ settled }: Judgement, code: string, fields: Fields): Finding | undefined {
  if (!settled?.values.includes(code)) return undefined;
  const value = typedValue(settled.attempt, fields);
  const entry = value === undefined ? undefined : entryOf(settled.attempt, String(value), {});
  const finding = entry && findingOf(String(value), entry);
  return finding?.verdict === 'pending' ? undefined : finding;
}

/** Throws if the service says that two faces differ, but gives a score that reaches its own threshold for equal faces. */
export function refuseMismatchWithHighScore(
  { decision, score: declared }: Judgement,
  found: Finding,
  score: number | null,
  answer: Answer,
): void {
  const own = declared?.of === 'comparison' && decision.type !== 'Score' ? declared.threshold : null;
  if (own === null || own === undefined || found.verdict !== 'mismatch' || score === null || score < own) return;
  throw unreadableError(
    'contradiction',
    `the service said ${found.code} with ${declared?.path} ${score}, which reaches its own threshold of ${own}`,
    answer,
  );
}

/** The finding of a refusal that is a verdict. Throws the error for any other refusal. */
export function decideRefusal({ decision, refusals = [] }: Judgement, answer: Exclude<Answer, Result>, context: JudgeContext): Finding {
  const code = codeOf(decision, answer.code);
  // An error code is a verdict only if it is a subcode, or is declared as a verdict. An error code that looks like a result is not one.
  const own = code.includes('.') || refusals.includes(code) ? entryOf(decision, code, context.codes) : undefined;
  const entry = own ?? findCode(context.codes, code);
  const message = answer.message || entry?.meaning || code;
  const finding = own && findingOf(code, own);
  if (finding) return { ...finding, message };
  throw refusalError({ ...answer, message }, context, entry);
}

export function pendingFinding(decision: Signal, raw: unknown, answer: Answer): Finding {
  if (!decision.nullIsPending)
    throw unreadableError('no-decision', `the answer has no ${decision.path}${raw === null ? ' (null)' : ''}`, answer);
  return { verdict: 'pending', code: 'pending', message: 'the service has no result yet', hint: 'ask again, or use --wait' };
}

/** The error for an answer whose thresholds contradict each other. */
export const contradictoryThresholds = ({ score }: Judgement, answer: Answer): IdvError =>
  unreadableError('contradiction', `${score?.ownThresholds} does not ascend, so a stricter threshold is lower than a looser one`, answer);

/** The error for an answer with thresholds that cannot be read: one of them may be higher than ours. */
export function unreadableThresholds({ score }: Judgement, answer: Answer, fields: Fields): IdvError {
  const path = score?.ownThresholds ?? '';
  return unreadableError(
    'wrong-type',
    `${path} is ${valueInWords(readPath(fields, path), [])}, and not the thresholds that are documented`,
    answer,
  );
}
