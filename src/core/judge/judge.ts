import { type Answer, clip, unreadable } from '../answer.ts';
import type { CodeEntry } from '../declare/codes.ts';
import type { Verdict } from '../exit.ts';
import { readPath } from '../path.ts';
import { decide, vetoOf } from './decide.ts';
import { everyFace } from './each-face.ts';
import { checksOfFailure } from './evidence.ts';
import { refuseStrangeRectangles, shownFaces } from './face-rectangles.ts';
import type { JudgeContext, Judged } from './judged.ts';
import type { Judgement } from './judgement.ts';
import { refuseLacking } from './needs.ts';
import { thresholdOf } from './score.ts';
import { reasonCode } from './signal.ts';
import { judgeUndeclared } from './undeclared.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The service's own count of what it charged for; undefined where the answer has none. */
function billedByCount({ chargeCount }: Judgement, fields: Fields): boolean | undefined {
  const count = chargeCount === undefined ? undefined : readPath(fields, chargeCount);
  return Number.isSafeInteger(count) && (count as number) >= 0 ? (count as number) > 0 : undefined;
}

/** An answer that speaks of something else than what was asked for says nothing of that. */
function refuseOtherSubject({ subject }: Judgement, answer: Answer, { values }: JudgeContext): void {
  if (!subject || answer.kind === 'refusal') return;
  const [said, asked] = [readPath(answer.fields, subject.path) ?? null, values?.[subject.param]];
  if (said !== null && asked !== undefined && said !== asked)
    throw unreadable('contradiction', `${subject.path} is ${clip(said)}, and ${clip(asked)} was asked for`, answer);
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
