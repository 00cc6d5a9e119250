import type { Check, Judgement, Signal } from './action.ts';
import { type Answer, clip, refusalError, unreadable } from './answer.ts';
import { type CodeEntry, findCode } from './codes.ts';
import { everyFace } from './each-face.ts';
import type { Verdict } from './exit.ts';
import { type Finding, findingOf, judgeSuccess, scoreName } from './judge-success.ts';
import { judgeUndeclared } from './judge-undeclared.ts';
import type { JudgeContext, Judged } from './judged.ts';
import { readPath } from './path.ts';
import { barOf, hasStrangeBars, oddsOf, scoreAt } from './score.ts';
import { codeOf, entryOf, isGood, reasonCode, saidBy, typedValue } from './signal.ts';

type Fields = Readonly<Record<string, unknown>>;

const scoreOf = ({ score }: Judgement, fields: Fields, code: string): number | null =>
  score?.validFor.includes(code) ? (scoreAt(score, fields) ?? null) : null;

const checkedBy = ({ checked, checkedIf = [] }: Judgement, fields: Fields): Check[] => [
  ...checked,
  ...checkedIf.filter((evidence) => (typedValue(evidence, fields) ?? '') !== '').map(({ check }) => check),
];

/** What the deciding member says; of a score, on which side of the bar it is. Undefined for another type than the documented one. */
function decidedValue({ decision }: Judgement, answer: Answer, bar: number | null): string | number | boolean | undefined {
  if (answer.kind === 'refusal') return answer.code;
  const value = typedValue(decision, answer.fields);
  return value === undefined ? undefined : saidBy(decision, value, bar);
}

/** A score that is itself the result, in a sentence. */
function measured(judgement: Judgement, score: number | null, bar: number | null): string | undefined {
  if (judgement.decision.type !== 'Score' || score === null || bar === null) return undefined;
  const odds = oddsOf(judgement, bar);
  const aside = odds === undefined ? '' : score >= bar ? `, as ${odds} would` : `, which ${odds} would reach`;
  return `${scoreName(judgement.checked)} ${score} ${score >= bar ? 'reaches' : 'is under'} the bar of ${bar}${aside}`;
}

/** A signal that nothing is decided without. */
function refuseUnknown(signal: Signal, value: string | number | boolean | undefined, answer: Answer, fields: Fields): void {
  const { path } = signal;
  if (value === undefined)
    throw unreadable('no-decision', `${path} is ${clip(readPath(fields, path))}, and decides whether there is a result`, answer);
  throw unreadable('unknown-result', `${path} is ${clip(value)}, which idv does not know`, answer);
}

function vetoOf({ vetoes = [] }: Judgement, answer: Answer, fields: Fields, context: JudgeContext): Finding | undefined {
  for (const signal of vetoes) {
    const value = typedValue(signal, fields);
    if (value !== undefined && isGood(signal, value)) continue;
    const code = value === undefined ? '' : codeOf(signal, value);
    const entry = value === undefined ? undefined : entryOf(signal, code, context.codes);
    if (!entry && signal.required) refuseUnknown(signal, value, answer, fields);
    if (!entry) continue;
    const finding = findingOf(reasonCode(signal, code), entry);
    if (finding) return signal.required ? { ...finding, measured: false } : finding;
    // A service that failed has judged nobody.
    if (signal.required) throw refusalError({ code, message: entry.meaning, requestId: answer.requestId }, context, entry);
  }
  return undefined;
}

/** What the decision says, of a result or of a refusal that is in fact a verdict. */
function decide(
  judgement: Judgement,
  answer: Answer,
  context: JudgeContext,
  said: string | undefined,
  score: number | null,
  bar: number | null,
): Finding {
  const { decision } = judgement;
  const fields = answer.kind === 'result' ? answer.fields : {};
  const raw = answer.kind === 'result' ? readPath(fields, decision.path) : answer.code;
  if (raw === undefined || raw === null) {
    if (!decision.nullIsPending)
      throw unreadable('no-decision', `the answer has no ${decision.path}${raw === null ? ' (null)' : ''}`, answer);
    return { verdict: 'pending', code: 'pending', message: 'the service has no result yet', hint: 'ask again, or use --wait' };
  }
  const value = decidedValue(judgement, answer, bar);
  if (value === undefined) throw unreadable('wrong-type', `${decision.path} is ${clip(raw)}, not of type ${decision.type}`, answer);
  const code = codeOf(decision, value);
  // Error codes that are verdicts are subcodes; a result's word as an error code is no result.
  const own = answer.kind === 'result' || code.includes('.') ? entryOf(decision, code, context.codes) : undefined;
  const entry = own ?? (answer.kind === 'refusal' ? findCode(context.codes, code) : undefined);
  const message = said ?? measured(judgement, score, bar) ?? entry?.meaning ?? code;
  if (answer.kind === 'result' && isGood(decision, value)) return { message, ...judgeSuccess(judgement, answer, fields, score, bar) };
  const finding = own && findingOf(code, own);
  if (finding) return { ...finding, message };
  if (answer.kind === 'refusal') throw refusalError({ ...answer, message }, context, entry);
  if (entry) throw refusalError({ code, message, requestId: answer.requestId }, context, entry);
  throw unreadable('unknown-result', `${decision.path} is ${clip(raw)}, which idv does not know`, answer);
}

/** A list of faces that is empty. XML has no empty list: there, none beside a score of nought says the same. */
function isFaceless({ withoutFace, score }: Judgement, fields: Fields): boolean {
  const nought = score !== undefined && scoreAt(score, fields) === 0;
  return (withoutFace?.lists ?? []).some((path) => {
    const list = readPath(fields, path) ?? (nought ? [] : undefined);
    return Array.isArray(list) && list.length === 0;
  });
}

function judgeOne(answer: Answer, judgement: Judgement, context: JudgeContext): Judged {
  const fields = answer.kind === 'result' ? answer.fields : {};
  if (hasStrangeBars(judgement, fields))
    throw unreadable('wrong-type', `${judgement.score?.ownBars} is ${clip(readPath(fields, judgement.score?.ownBars ?? ''))}`, answer);
  const bar = barOf(judgement, fields, context.threshold);
  if (judgement.withoutFace && isFaceless(judgement, fields))
    return faceless({ code: 'no-face', entry: judgement.withoutFace.entry }, judgement, bar);
  const score = scoreOf(judgement, fields, String(decidedValue(judgement, answer, bar)));
  const text = answer.kind === 'refusal' ? answer.message : judgement.description && readPath(fields, judgement.description);
  const said = typeof text === 'string' && text !== '' ? text : undefined;
  const veto = answer.kind === 'result' ? vetoOf(judgement, answer, fields, context) : undefined;
  const finding = veto ?? decide(judgement, answer, context, said, score, bar);
  const { verdict, message, hint, billed = null } = finding;
  const code = /^(true|false)$/.test(finding.code) ? reasonCode(judgement.decision, finding.code) : finding.code;
  const checked = checkedBy(judgement, fields);
  // A pass that rests on nothing would be our invention.
  if (verdict === 'pass' && checked.length === 0 && !judgement.ofJob)
    throw unreadable('no-evidence', 'the service said that it passed, and nothing of what it checked', answer);
  return { verdict, checked, reason: { code, message }, hint, score: finding.measured === false ? null : score, threshold: bar, billed };
}

/** A picture with no face that counts, or too many. */
function faceless({ code, entry }: { code: string; entry: CodeEntry }, { checked }: Judgement, threshold: number | null): Judged {
  const verdict = 'verdict' in entry.effect ? entry.effect.verdict : 'retake';
  return { verdict, checked, reason: { code, message: entry.meaning }, hint: entry.hint, score: null, threshold, billed: entry.billed };
}

/** What counts first where several pictures or faces are judged: the worse, the sooner. */
const worstFirst: readonly Verdict[] = ['spoof', 'mismatch', 'retake', 'expired', 'review', 'pending', 'pass'];

const worse = (a: Judged, b: Judged): Judged => {
  const [rankA, rankB] = [worstFirst.indexOf(a.verdict), worstFirst.indexOf(b.verdict)];
  return rankA === rankB ? ((a.score ?? 0) <= (b.score ?? 0) ? a : b) : rankA < rankB ? a : b;
};

/**
 * Turns an answer into a verdict. Only the documented success value, in its documented type, with nothing
 * contradicting it, is `pass`; null, absent and unknown values throw `unreadable`, codes that are no
 * verdict throw `refused`, `limited` or `failed`.
 */
export function judge(answer: Answer, context: JudgeContext): Judged {
  const { judgement, follow } = context.action;
  if (judgement?.each && answer.kind === 'result') {
    const faces = everyFace(answer, judgement.each, context.values);
    const bar = barOf(judgement, answer.fields, context.threshold);
    return faces
      .map((face) => ('entry' in face ? faceless(face, judgement, bar) : judgeOne(face.answer, judgement, context)))
      .reduce(worse);
  }
  if (judgement) return judgeOne(answer, judgement, context);
  const issued = follow && answer.kind === 'result' ? readPath(answer.fields, follow.token) : 'nothing to issue';
  if (typeof issued !== 'string' || issued === '') throw unreadable('no-token', `the answer has no ${follow?.token}`, answer);
  return judgeUndeclared(answer, context);
}
