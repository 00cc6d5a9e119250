import { type Answer, refusalError, unreadable, valueInWords } from '../answer.ts';
import { findCode } from '../declare/codes.ts';
import { readPath } from '../json.ts';
import { codeOf, entryOf, isGood, reasonCode, saidBy, scoreOf, signalInWords, typedValue } from './evidence.ts';
import type { JudgeContext } from './judged.ts';
import { hasStrangeThresholds, type Judgement, oddsOf, type Signal, scoreAt, scoreName } from './judgement.ts';
import { type Finding, findingOf, judgeSuccess } from './success.ts';

type Fields = Readonly<Record<string, unknown>>;
type Result = Extract<Answer, { kind: 'result' }>;

/** What the deciding member says; of a score, on which side of the threshold it is. Undefined for another type than the documented one. */
function decidedValue({ decision, score }: Judgement, answer: Answer, threshold: number | null): string | number | boolean | undefined {
  if (answer.kind === 'refusal') return answer.code;
  const value = decision.type === 'Score' && score ? scoreAt(score, answer.fields) : typedValue(decision, answer.fields);
  return value === undefined ? undefined : saidBy(decision, value, threshold);
}

/** A score that is itself the result, in a sentence. */
function measured({ decision, score: declared }: Judgement, score: number | null, threshold: number | null): string | undefined {
  if (decision.type !== 'Score' || !declared || score === null || threshold === null) return undefined;
  const odds = oddsOf(declared, threshold);
  const side = score > threshold ? 'above' : score === threshold ? 'at' : 'below';
  const aside = odds === undefined ? '' : ` (${odds} reaches it)`;
  return `${scoreName(declared)} ${score} is ${side} the threshold of ${threshold}${aside}`;
}

/** Why a member is not there, where the member that holds it is text: JSON that is cut off or shortened, most often. */
function whyMissing(path: string, fields: Fields): string {
  const holders = path.split('.').map((_step, index, steps) => steps.slice(0, index).join('.'));
  const text = holders.find((holder) => holder !== '' && typeof readPath(fields, holder) === 'string');
  return text === undefined ? '' : `: ${text} is text, not a JSON object`;
}

/** A signal that nothing is decided without. */
function refuseUnknown(signal: Signal, value: string | number | boolean | undefined, answer: Answer, fields: Fields): never {
  const { path } = signal;
  if (value === undefined)
    throw unreadable(
      'no-decision',
      `${path} is ${signalInWords(signal, fields)}, and decides whether there is a result${whyMissing(path, fields)}`,
      answer,
    );
  throw unreadable('unknown-result', `${path} is ${signalInWords(signal, fields)}, which idv does not know`, answer);
}

/** What outranks the decision. Throws where a required member of that kind is unknown, or says that the service failed. */
export function vetoOf({ vetoes = [] }: Judgement, answer: Result, context: JudgeContext): Finding | undefined {
  const { fields } = answer;
  for (const signal of vetoes) {
    const value = typedValue(signal, fields);
    if (value !== undefined && isGood(signal, value)) continue;
    const code = value === undefined ? '' : codeOf(signal, value);
    const entry = value === undefined ? undefined : entryOf(signal, code, context.codes);
    if (!entry && signal.required) refuseUnknown(signal, value, answer, fields);
    if (!entry) continue;
    const finding = findingOf(reasonCode(signal, code), entry);
    if (finding) return signal.required ? { ...finding, measured: false } : finding;
    // A service that failed has judged no person.
    if (signal.required) throw refusalError({ code, message: entry.meaning, requestId: answer.requestId }, context, entry);
  }
  return undefined;
}

/** What the last attempt says, where the decision only says that the process is over. A success of it does not count: the result is not one. A page that is over does not go on. */
function settledBy({ settled }: Judgement, code: string, fields: Fields): Finding | undefined {
  if (!settled?.values.includes(code)) return undefined;
  const value = typedValue(settled.attempt, fields);
  const entry = value === undefined ? undefined : entryOf(settled.attempt, String(value), {});
  const finding = entry && findingOf(String(value), entry);
  return finding?.verdict === 'pending' ? undefined : finding;
}

/** A refusal that is in fact a verdict, or the error that it is. */
function decideRefusal({ decision, refusals = [] }: Judgement, answer: Exclude<Answer, Result>, context: JudgeContext): Finding {
  const code = codeOf(decision, answer.code);
  // Error codes that are verdicts are subcodes, or declared as such; a result's word as an error code is not a result.
  const own = code.includes('.') || refusals.includes(code) ? entryOf(decision, code, context.codes) : undefined;
  const entry = own ?? findCode(context.codes, code);
  const message = answer.message || entry?.meaning || code;
  const finding = own && findingOf(code, own);
  if (finding) return { ...finding, message };
  throw refusalError({ ...answer, message }, context, entry);
}

function pendingOr(decision: Signal, raw: unknown, answer: Answer): Finding {
  if (!decision.nullIsPending)
    throw unreadable('no-decision', `the answer has no ${decision.path}${raw === null ? ' (null)' : ''}`, answer);
  return { verdict: 'pending', code: 'pending', message: 'the service has no result yet', hint: 'ask again, or use --wait' };
}

function refuseStrangeThresholds(judgement: Judgement, answer: Answer, fields: Fields): void {
  if (!hasStrangeThresholds(judgement, fields)) return;
  const path = judgement.score?.ownThresholds ?? '';
  throw unreadable(
    'wrong-type',
    `${path} is ${valueInWords(readPath(fields, path), [])}, and not the thresholds that are documented`,
    answer,
  );
}

/** What the deciding member says, with the score that goes with it. */
export function decide(
  judgement: Judgement,
  answer: Answer,
  context: JudgeContext,
  threshold: number | null,
  veto: Finding | undefined,
): { finding: Finding; score: number | null } {
  const { decision, description } = judgement;
  if (answer.kind === 'refusal') return { finding: decideRefusal(judgement, answer, context), score: null };
  const { fields } = answer;
  refuseStrangeThresholds(judgement, answer, fields);
  const value = decidedValue(judgement, answer, threshold);
  const score = scoreOf(judgement, fields, value === undefined ? '' : codeOf(decision, value));
  if (veto) return { finding: veto, score };
  const raw = readPath(fields, decision.path) ?? null;
  if (raw === null) return { finding: pendingOr(decision, readPath(fields, decision.path), answer), score };
  if (value === undefined)
    throw unreadable('wrong-type', `${decision.path} is ${signalInWords(decision, fields)}, not of type ${decision.type}`, answer);
  const code = codeOf(decision, value);
  const entry = entryOf(decision, code, context.codes);
  const text = description && readPath(fields, description);
  const said = typeof text === 'string' && text !== '' ? text : undefined;
  const message = said ?? measured(judgement, score, threshold) ?? entry?.meaning ?? code;
  if (isGood(decision, value)) {
    const required = [...(context.required ?? []), ...(context.threshold !== undefined && judgement.score ? [judgement.score.of] : [])];
    const { output = [] } = context.action;
    const success = { answer, fields, output, score, threshold, asked: context.threshold, required };
    return { finding: judgeSuccess(judgement, success, message), score };
  }
  const settled = settledBy(judgement, code, fields);
  if (settled) return { finding: settled, score: scoreOf(judgement, fields, settled.code) };
  const finding = entry && findingOf(code, entry);
  if (finding) return { finding: { ...finding, message }, score };
  if (entry) throw refusalError({ code, message, requestId: answer.requestId }, context, entry);
  throw unreadable('unknown-result', `${decision.path} is ${signalInWords(decision, fields)}, which idv does not know`, answer);
}
