import { type Answer, refusalError, unreadableError } from '../answer.ts';
import type { Need } from '../declare/action.ts';
import type { AskedOfResult } from '../declare/asked-checks.ts';
import type { IdvError } from '../errors.ts';
import { isRecord, readPath } from '../json.ts';
import { everyFace, judgedWithoutOneFace, requireRectangles, shownFaces, worseOf } from './each-face.ts';
import { checksOfFailure, codeOf, entryOf, isGood, meaningOf, reasonCode, scoreOf, signalInWords, typedValue } from './evidence.ts';
import type { JudgeContext, Judged } from './judged.ts';
import { hasDescendingThresholds, hasUnreadableThresholds, type Judgement, oddsOf, scoreAt, scoreName, thresholdOf } from './judgement.ts';
import { type Finding, findingOf, judgeSuccess } from './success.ts';
import {
  contradictoryThresholds,
  decideRefusal,
  findingOfLastAttempt,
  pendingFinding,
  refuseMismatchWithHighScore,
  refuseUnknown,
  unreadableThresholds,
} from './undecided.ts';

type Fields = Readonly<Record<string, unknown>>;

function isPresent({ path, type }: Pick<Need, 'path' | 'type'>, fields: Fields): boolean {
  if (type === 'Object') return isRecord(readPath(fields, path));
  const value = typedValue({ path, type }, fields);
  return value !== undefined && value !== '';
}

const nothingAsked: AskedOfResult = { needs: [], repeated: [] };

/** The members that were asked for and are missing in a result. If none is known to be asked for, one of the declared ones is enough. */
function missingMembers({ action: { needs = [] }, values, asked: { needs: further } = nothingAsked }: JudgeContext, fields: Fields) {
  const asked = [...needs.filter(({ when }) => !when || (values && when((path) => readPath(values, path)))), ...further];
  if (asked.length > 0) return asked.filter((need) => !isPresent(need, fields));
  return needs.some((need) => isPresent(need, fields)) ? [] : needs;
}

/** The error for an answer without the result that was asked for, from a call that checks no person. */
const withoutResult = (code: string, message: string, answer: Answer): IdvError =>
  unreadableError(code, message, answer).with({ hint: 'treat it as no answer: what was asked for is not in it' });

/** Throws IdvError `unreadable` if a success does not have the members that were asked for. */
function requireAskedMembers(answer: Answer, context: JudgeContext): void {
  const missing = answer.kind === 'result' ? missingMembers(context, answer.fields) : [];
  if (missing.length > 0) throw withoutResult('no-result', `the answer has no ${missing.map(({ path }) => path).join(' and no ')}`, answer);
}

/** Judges an answer without a declared judgement. If `Result` has a code of the vendor's table, its meaning counts. */
function judgeUndeclared(answer: Answer, context: JudgeContext): Judged {
  const { codes } = context;
  requireAskedMembers(answer, context);
  const code = answer.kind === 'refusal' ? answer.code : answer.fields.Result;
  const entry = typeof code === 'string' && Object.hasOwn(codes, code) ? codes[code] : undefined;
  const unjudged = { score: null, threshold: null, notices: [] } as const;
  if (answer.kind === 'result' && typeof code === 'string' && entry) {
    if (!('verdict' in entry.effect)) throw refusalError({ code, message: entry.meaning, requestId: answer.requestId }, context);
    const { meaning: message, hint, billed, checked = [] } = entry;
    return { ...unjudged, verdict: entry.effect.verdict, checked, reason: { code, message }, hint, billed };
  }
  if (answer.kind === 'refusal') throw refusalError(answer, context);
  const reason = { code: 'answered', message: 'the service answered; idv judges nothing of it' };
  // idv does not know what a success means for an action outside the catalogue, so there is no verdict.
  return { ...unjudged, verdict: context.isKnown === false ? null : 'pass', checked: [], reason, hint: undefined, billed: null };
}

type Result = Extract<Answer, { kind: 'result' }>;

/** The meaning of the deciding member; for a score, the side of the threshold. Undefined if it does not have the documented type. */
function decidedValue({ decision, score }: Judgement, answer: Answer, threshold: number | null): string | number | boolean | undefined {
  if (answer.kind === 'refusal') return answer.code;
  const value = decision.type === 'Score' && score ? scoreAt(score, answer.fields) : typedValue(decision, answer.fields);
  return value === undefined ? undefined : meaningOf(decision, value, threshold);
}

/** A sentence about a score that is itself the result. */
function measured({ decision, score: declared }: Judgement, score: number | null, threshold: number | null): string | undefined {
  if (decision.type !== 'Score' || !declared || score === null || threshold === null) return undefined;
  const odds = oddsOf(declared, threshold);
  const side = score > threshold ? 'above' : score === threshold ? 'at' : 'below';
  const aside = odds === undefined ? '' : ` (${odds} reaches it)`;
  return `${scoreName(declared)} ${score} is ${side} the threshold of ${threshold}${aside}`;
}

/** The finding that replaces the decision, if there is one. Throws if a required veto is unknown, or says that the service failed. */
function vetoOf({ vetoes = [] }: Judgement, answer: Result, context: JudgeContext): Finding | undefined {
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
    // A service that failed has not judged the person.
    if (signal.required) throw refusalError({ code, message: entry.meaning, requestId: answer.requestId }, context, entry);
  }
  return undefined;
}

/** The finding of the deciding member, with its score. */
function decide(
  judgement: Judgement,
  answer: Answer,
  context: JudgeContext,
  threshold: number | null,
  veto: Finding | undefined,
): { finding: Finding; score: number | null } {
  const { decision, description } = judgement;
  if (answer.kind === 'refusal') return { finding: decideRefusal(judgement, answer, context), score: null };
  const { fields } = answer;
  if (hasUnreadableThresholds(judgement, fields)) throw unreadableThresholds(judgement, answer, fields);
  if (hasDescendingThresholds(judgement, fields)) throw contradictoryThresholds(judgement, answer);
  const value = decidedValue(judgement, answer, threshold);
  const score = scoreOf(judgement, fields, value === undefined ? '' : codeOf(decision, value));
  if (veto) return { finding: veto, score };
  const raw = readPath(fields, decision.path) ?? null;
  if (raw === null) return { finding: pendingFinding(decision, readPath(fields, decision.path), answer), score };
  if (value === undefined)
    throw unreadableError('wrong-type', `${decision.path} is ${signalInWords(decision, fields)}, not of type ${decision.type}`, answer);
  const code = codeOf(decision, value);
  const entry = entryOf(decision, code, context.codes);
  const text = description && readPath(fields, description);
  const ownMessage = typeof text === 'string' && text !== '' ? text : undefined;
  const message = ownMessage ?? measured(judgement, score, threshold) ?? entry?.meaning ?? code;
  if (isGood(decision, value)) {
    const required = [...(context.required ?? []), ...(context.threshold !== undefined && judgement.score ? [judgement.score.of] : [])];
    const { output = [] } = context.action;
    const success = { answer, fields, output, score, threshold, asked: context.threshold, required };
    return { finding: judgeSuccess(judgement, success, message), score };
  }
  const lastFinding = findingOfLastAttempt(judgement, code, fields);
  const finding = lastFinding ?? (entry && findingOf(code, entry));
  if (finding) {
    const shown = lastFinding ? scoreOf(judgement, fields, lastFinding.code) : score;
    refuseMismatchWithHighScore(judgement, finding, shown, answer);
    return { finding: lastFinding ?? { ...finding, message }, score: shown };
  }
  if (entry) throw refusalError({ code, message, requestId: answer.requestId }, context, entry);
  throw unreadableError('unknown-result', `${decision.path} is ${signalInWords(decision, fields)}, which idv does not know`, answer);
}

/** Whether the call is billed, by the service's own count of charges; undefined if the answer has no such count. */
function billedByCount({ chargeCount }: Judgement, fields: Fields): boolean | undefined {
  const count = chargeCount === undefined ? undefined : readPath(fields, chargeCount);
  return Number.isSafeInteger(count) && (count as number) >= 0 ? (count as number) > 0 : undefined;
}

/** Rejects an answer that is about something other than the request. */
function refuseOtherSubject({ subject }: Judgement, answer: Answer, { values, asked: { repeated } = nothingAsked }: JudgeContext): void {
  if (answer.kind === 'refusal') return;
  const own = subject && values?.[subject.param];
  for (const { path, value } of subject && own !== undefined ? [...repeated, { path: subject.path, value: own }] : repeated) {
    const answered = readPath(answer.fields, path) ?? null;
    if (answered !== null && answered !== value) throw unreadableError('contradiction', `${path} is not what was asked for`, answer);
  }
}

function judgeOne(answer: Answer, judgement: Judgement, context: JudgeContext): Judged {
  refuseOtherSubject(judgement, answer, context);
  const fields = answer.kind === 'result' ? answer.fields : {};
  const threshold = thresholdOf(judgement, fields, context.threshold);
  if (judgement.faceRectangles && answer.kind === 'result') {
    if (shownFaces(judgement, fields) === 'none')
      return judgedWithoutOneFace({ code: 'no-face', entry: judgement.faceRectangles.noFace }, threshold);
    requireRectangles(judgement.faceRectangles.lists, answer);
  }
  const veto = answer.kind === 'result' ? vetoOf(judgement, answer, context) : undefined;
  const { finding, score } = decide(judgement, answer, context, threshold, veto);
  const { verdict, message, hint, billed, notices = [] } = finding;
  const code = /^(true|false|[A-Z])$/.test(finding.code) ? reasonCode(judgement.decision, finding.code) : finding.code;
  const isOver = verdict === 'pending' || verdict === 'expired';
  const succeeded = verdict === 'pass' || verdict === 'review';
  if (succeeded) requireAskedMembers(answer, context);
  const shown = finding.checked ?? [];
  const checked = isOver ? [] : succeeded ? shown : checksOfFailure(judgement, fields, shown);
  // A pass without any check would be an invention of idv.
  if (verdict === 'pass' && checked.length === 0 && !judgement.ofJob)
    throw unreadableError('no-evidence', 'the service said that it passed, and nothing of what it checked', answer);
  return {
    verdict,
    checked,
    // If the service gives no message, the code is used as the message.
    reason: { code, message: message === finding.code ? code : message },
    hint,
    score: finding.measured === false || isOver ? null : score,
    threshold,
    billed: billedByCount(judgement, fields) ?? billed ?? null,
    notices,
  };
}

function judgeDeclared(answer: Answer, judgement: Judgement, context: JudgeContext): Judged {
  if (!judgement.each || answer.kind === 'refusal') return judgeOne(answer, judgement, context);
  const threshold = thresholdOf(judgement, answer.fields, context.threshold);
  return everyFace(answer, judgement.each, context.values)
    .map((face) => ('entry' in face ? judgedWithoutOneFace(face, threshold) : judgeOne(face.answer, judgement, context)))
    .reduce(worseOf);
}

/**
 * Turns an answer into a verdict. It is `pass` only if the deciding member has the documented success value in the documented type, if
 * nothing contradicts it, and if the answer shows everything that was asked for. Null, absent and unknown values throw `unreadable`. Codes
 * that are not a verdict throw `refused`, `limited` or `failed`.
 */
export function judge(answer: Answer, context: JudgeContext): Judged {
  const { judgement, follow } = context.action;
  if (answer.kind === 'result' && answer.requestId === undefined)
    throw (judgement ? unreadableError : withoutResult)(
      'no-request-id',
      'the answer has no RequestId, which every answer of the service has',
      answer,
    );
  if (judgement) return judgeDeclared(answer, judgement, context);
  const issued = follow && answer.kind === 'result' ? readPath(answer.fields, follow.token) : 'nothing to issue';
  if (typeof issued !== 'string' || issued.trim() === '') throw withoutResult('no-token', `the answer has no ${follow?.token}`, answer);
  return judgeUndeclared(answer, context);
}
