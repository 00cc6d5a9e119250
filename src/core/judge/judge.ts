import { type Answer, refusalError, unreadable } from '../answer.ts';
import type { Need } from '../declare/action.ts';
import type { AskedOfResult } from '../declare/asked-checks.ts';
import type { CodeEntry } from '../declare/codes.ts';
import type { Verdict } from '../exit.ts';
import { isRecord, readPath } from '../json.ts';
import { decide, vetoOf } from './decide.ts';
import { everyFace, refuseStrangeRectangles, shownFaces } from './each-face.ts';
import { checksOfFailure, reasonCode, typedValue } from './evidence.ts';
import type { JudgeContext, Judged } from './judged.ts';
import { type Judgement, thresholdOf } from './judgement.ts';

type Fields = Readonly<Record<string, unknown>>;

function isThere({ path, type }: Pick<Need, 'path' | 'type'>, fields: Fields): boolean {
  if (type === 'Object') return isRecord(readPath(fields, path));
  const value = typedValue({ path, type }, fields);
  return value !== undefined && value !== '';
}

const nothingAsked: AskedOfResult = { needs: [], repeated: [] };

/** What a result lacks of what was asked for; where that is not known, any of it will do. */
function lacking({ action: { needs = [] }, values, asked: { needs: further } = nothingAsked }: JudgeContext, fields: Fields) {
  const asked = [...needs.filter(({ when }) => !when || (values && when((path) => readPath(values, path)))), ...further];
  if (asked.length > 0) return asked.filter((need) => !isThere(need, fields));
  return needs.some((need) => isThere(need, fields)) ? [] : needs;
}

/** Throws IdvError `unreadable` where a success has nothing of what the action is for. */
function refuseLacking(answer: Answer, context: JudgeContext): void {
  const missing = answer.kind === 'result' ? lacking(context, answer.fields) : [];
  if (missing.length > 0) throw unreadable('no-result', `the answer has no ${missing.map(({ path }) => path).join(' and no ')}`, answer);
}

/** An answer without a declared judgement: a code of the vendor's table in `Result` still means what it means. */
function judgeUndeclared(answer: Answer, context: JudgeContext): Judged {
  const { codes } = context;
  refuseLacking(answer, context);
  const code = answer.kind === 'refusal' ? answer.code : answer.fields.Result;
  const said = typeof code === 'string' && Object.hasOwn(codes, code) ? codes[code] : undefined;
  const unjudged = { score: null, threshold: null, notices: [] } as const;
  if (answer.kind === 'result' && typeof code === 'string' && said) {
    if (!('verdict' in said.effect)) throw refusalError({ code, message: said.meaning, requestId: answer.requestId }, context);
    const { meaning: message, hint, billed, checked = [] } = said;
    return { ...unjudged, verdict: said.effect.verdict, checked, reason: { code, message }, hint, billed };
  }
  if (answer.kind === 'refusal') throw refusalError(answer, context);
  const reason = { code: 'answered', message: 'the service answered; idv judges nothing of it' };
  // Of an action outside the catalogue, a success says nothing that idv could stand for.
  return { ...unjudged, verdict: context.isKnown === false ? null : 'pass', checked: [], reason, hint: undefined, billed: null };
}

/** The service's own count of what it charged for; undefined where the answer has none. */
function billedByCount({ chargeCount }: Judgement, fields: Fields): boolean | undefined {
  const count = chargeCount === undefined ? undefined : readPath(fields, chargeCount);
  return Number.isSafeInteger(count) && (count as number) >= 0 ? (count as number) > 0 : undefined;
}

/** An answer that speaks of something else than what was asked for says nothing of that. */
function refuseOtherSubject({ subject }: Judgement, answer: Answer, { values, asked: { repeated } = nothingAsked }: JudgeContext): void {
  if (answer.kind === 'refusal') return;
  const own = subject && values?.[subject.param];
  for (const { path, value } of subject && own !== undefined ? [...repeated, { path: subject.path, value: own }] : repeated) {
    const said = readPath(answer.fields, path) ?? null;
    if (said !== null && said !== value) throw unreadable('contradiction', `${path} is not what was asked for`, answer);
  }
}

function judgeOne(answer: Answer, judgement: Judgement, context: JudgeContext): Judged {
  refuseOtherSubject(judgement, answer, context);
  const fields = answer.kind === 'result' ? answer.fields : {};
  const threshold = thresholdOf(judgement, fields, context.threshold);
  if (judgement.faceRectangles && answer.kind === 'result') {
    if (shownFaces(judgement, fields) === 'none') return faceless({ code: 'no-face', entry: judgement.faceRectangles.noFace }, threshold);
    refuseStrangeRectangles(judgement.faceRectangles.lists, answer);
  }
  const veto = answer.kind === 'result' ? vetoOf(judgement, answer, context) : undefined;
  const { finding, score } = decide(judgement, answer, context, threshold, veto);
  const { verdict, message, hint, billed, notices = [] } = finding;
  const code = /^(true|false|[A-Z])$/.test(finding.code) ? reasonCode(judgement.decision, finding.code) : finding.code;
  const isOver = verdict === 'pending' || verdict === 'expired';
  const succeeded = verdict === 'pass' || verdict === 'review';
  if (succeeded) refuseLacking(answer, context);
  const shown = finding.checked ?? [];
  const checked = isOver ? [] : succeeded ? shown : checksOfFailure(judgement, fields, shown);
  // A pass that rests on nothing would be our invention.
  if (verdict === 'pass' && checked.length === 0 && !judgement.ofJob)
    throw unreadable('no-evidence', 'the service said that it passed, and nothing of what it checked', answer);
  return {
    verdict,
    checked,
    // A service that says nothing in words is quoted once.
    reason: { code, message: message === finding.code ? code : message },
    hint,
    score: finding.measured === false || isOver ? null : score,
    threshold,
    billed: billedByCount(judgement, fields) ?? billed ?? null,
    notices,
  };
}

/** A picture with no face that counts, or too many: nothing was checked. */
function faceless({ code, entry }: { code: string; entry: CodeEntry }, threshold: number | null): Judged {
  const verdict = 'verdict' in entry.effect ? entry.effect.verdict : 'retake';
  const { hint, billed, meaning: message } = entry;
  return { verdict, checked: [], reason: { code, message }, hint, score: null, threshold, billed, notices: [] };
}

/** What counts first where several pictures or faces are judged: the worse, the sooner. */
const worstFirst: readonly (Verdict | null)[] = ['spoof', 'mismatch', 'retake', 'expired', 'review', 'pending', 'pass'];

const worse = (a: Judged, b: Judged): Judged => {
  const [rankA, rankB] = [worstFirst.indexOf(a.verdict), worstFirst.indexOf(b.verdict)];
  return rankA === rankB ? ((a.score ?? 0) <= (b.score ?? 0) ? a : b) : rankA < rankB ? a : b;
};

function judgeDeclared(answer: Answer, judgement: Judgement, context: JudgeContext): Judged {
  if (!judgement.each || answer.kind === 'refusal') return judgeOne(answer, judgement, context);
  const threshold = thresholdOf(judgement, answer.fields, context.threshold);
  return everyFace(answer, judgement.each, context.values)
    .map((face) => ('entry' in face ? faceless(face, threshold) : judgeOne(face.answer, judgement, context)))
    .reduce(worse);
}

/**
 * Turns an answer into a verdict. Only the documented success value, in its documented type, with nothing
 * contradicting it and everything shown that was asked for, is `pass`; null, absent and unknown values throw
 * `unreadable`, codes that are not a verdict throw `refused`, `limited` or `failed`.
 */
export function judge(answer: Answer, context: JudgeContext): Judged {
  const { judgement, follow } = context.action;
  if (answer.kind === 'result' && answer.requestId === undefined)
    throw unreadable('no-request-id', 'the answer has no RequestId, which every answer of the service has', answer);
  if (judgement) return judgeDeclared(answer, judgement, context);
  const issued = follow && answer.kind === 'result' ? readPath(answer.fields, follow.token) : 'nothing to issue';
  if (typeof issued !== 'string' || issued.trim() === '') throw unreadable('no-token', `the answer has no ${follow?.token}`, answer);
  return judgeUndeclared(answer, context);
}
