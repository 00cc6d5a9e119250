import type { Action, Check, Judgement, Signal } from './action.ts';
import { type Answer, clip, refusalError, unreadable } from './answer.ts';
import { type CodeEntry, type CodeTable, findCode } from './codes.ts';
import type { Verdict } from './exit.ts';
import { isMisshapen, readPath } from './path.ts';
import { codeOf, entryOf, isGood, typedValue } from './signal.ts';

export interface Judged {
  verdict: Verdict;
  checked: readonly Check[];
  reason: { code: string; message: string };
  /** What the person in front of the camera, or the caller, should do next. */
  hint: string | undefined;
  score: number | null;
  threshold: number | null;
  billed: boolean | null;
}

type Fields = Readonly<Record<string, unknown>>;

interface Context {
  action: Pick<Action, 'name' | 'judgement' | 'follow'>;
  codes: CodeTable;
  /** The caller's own bar; can only raise the vendor's. */
  threshold: number | undefined;
}

function scoreOf({ score }: Judgement, fields: Fields, code: string): number | null {
  if (!score?.validFor.includes(code)) return null;
  const value = readPath(fields, score.path);
  return typeof value === 'number' && value >= 0 && value <= 100 ? value : null;
}

const checkedBy = ({ checked, checkedIf = [] }: Judgement, fields: Fields): Check[] => [
  ...checked,
  ...checkedIf.filter((evidence) => (typedValue(evidence, fields) ?? '') !== '').map(({ check }) => check),
];

function contradiction(judgement: Judgement, fields: Fields): string | undefined {
  const against = (judgement.witnesses ?? []).find((signal) => {
    const value = readPath(fields, signal.path) ?? null;
    return value !== null && !isGood(signal, typedValue(signal, fields));
  });
  if (against) return `${against.path} is ${clip(readPath(fields, against.path))}`;
  const paths = [
    ...(judgement.witnesses ?? []).map(({ path }) => path),
    ...(judgement.warnings ?? []),
    ...(judgement.score ? [judgement.score.path] : []),
  ];
  const misshapen = paths.find((path) => isMisshapen(fields, path));
  return misshapen && `the way to ${misshapen} is not of the documented shape`;
}

/** Every warning as text. What is no list, and not nothing, warns as well. */
const warningsOf = ({ warnings = [] }: Judgement, fields: Fields): string[] =>
  warnings.flatMap((path) => {
    const list = readPath(fields, path) ?? [];
    return (Array.isArray(list) ? list : [list]).map((warning) => (typeof warning === 'object' ? clip(warning) : String(warning)));
  });

/** A decision that is good so far: what may still stand against a pass. */
function judgeSuccess(
  judgement: Judgement,
  answer: Answer,
  fields: Fields,
  score: number | null,
  bar: number | null,
): Omit<Finding, 'message'> & { message?: string } {
  const { decision } = judgement;
  const code = String(decision.success);
  const against = contradiction(judgement, fields);
  if (against) throw unreadable('contradiction', `the service said ${code}, but ${against}`, answer);
  if (judgement.score && score === null && (readPath(fields, judgement.score.path) ?? null) !== null) {
    throw unreadable(
      'wrong-type',
      `the service said ${code} with ${judgement.score.path} ${clip(readPath(fields, judgement.score.path))}`,
      answer,
    );
  }
  if (judgement.score && bar !== null) {
    const { path, threshold, required } = judgement.score;
    if (score === null && (required || threshold !== bar))
      throw unreadable('no-score', `the service said ${code} without a usable ${path}`, answer);
    if (score !== null && threshold !== null && score < threshold) {
      throw unreadable('contradiction', `the service said ${code} with ${path} ${score}, under its own bar of ${threshold}`, answer);
    }
    if (score !== null && score < bar) {
      const message = `similarity ${score} is under the threshold ${bar} that was asked for`;
      return { verdict: 'mismatch', code: 'below-threshold', message, hint: 'the vendor’s own bar was reached; yours was not' };
    }
  }
  const warnings = warningsOf(judgement, fields);
  if (warnings.length === 0) return { verdict: 'pass', code };
  const known = warnings.map((warning) => findCode(judgement.warningCodes ?? {}, warning));
  const listed = warnings.map((warning, index) => (known[index] ? `${warning} (${known[index].meaning})` : warning)).join(', ');
  const hint = known.find((entry) => entry !== undefined)?.hint ?? 'have a person look at the document';
  return { verdict: 'review', code, message: `accepted with warnings: ${listed}`, hint };
}

interface Finding {
  verdict: Verdict;
  code: string;
  message: string;
  hint?: string | undefined;
  billed?: boolean | null;
}

/** The verdict of a documented value that is not good; undefined for one that is none, or unknown. */
function verdictOf(signal: Signal, code: string, codes: CodeTable): { verdict: Verdict; entry: CodeEntry } | undefined {
  const entry = entryOf(signal, code, codes);
  return entry && 'verdict' in entry.effect ? { verdict: entry.effect.verdict, entry } : undefined;
}

function vetoOf({ vetoes = [] }: Judgement, fields: Fields, codes: CodeTable): Finding | undefined {
  for (const signal of vetoes) {
    const value = typedValue(signal, fields);
    const found = value === undefined || isGood(signal, value) ? undefined : verdictOf(signal, codeOf(signal, value), codes);
    if (found)
      return {
        verdict: found.verdict,
        code: `${signal.path}=${String(value)}`,
        message: found.entry.meaning,
        hint: found.entry.hint,
        billed: found.entry.billed,
      };
  }
  return undefined;
}

/** What the decision says, of a result or of a refusal that is in fact a verdict. */
function decide(
  judgement: Judgement,
  answer: Answer,
  codes: CodeTable,
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
  const value = answer.kind === 'result' ? typedValue(decision, fields) : answer.code;
  if (value === undefined) throw unreadable('wrong-type', `${decision.path} is ${clip(raw)}, not of type ${decision.type}`, answer);
  const code = codeOf(decision, value);
  const entry = entryOf(decision, code, codes) ?? (answer.kind === 'refusal' ? findCode(codes, code) : undefined);
  const message = said ?? entry?.meaning ?? code;
  if (answer.kind === 'result' && isGood(decision, value)) return { message, ...judgeSuccess(judgement, answer, fields, score, bar) };
  const found = verdictOf(decision, code, codes);
  if (found) return { verdict: found.verdict, code, message, hint: found.entry.hint, billed: found.entry.billed };
  if (answer.kind === 'refusal' || entry) throw refusalError(code, message, codes, answer.requestId, entry);
  throw unreadable('unknown-result', `${decision.path} is ${clip(raw)}, which idv does not know`, answer);
}

/** An answer that no judgement is declared for: a code of the vendor's table in `Result` still says what it says. */
function judgeUndeclared(answer: Answer, codes: CodeTable): Judged {
  const code = answer.kind === 'refusal' ? answer.code : answer.fields.Result;
  const said = typeof code === 'string' && Object.hasOwn(codes, code) ? codes[code] : undefined;
  const unjudged = { checked: [], score: null, threshold: null } as const;
  if (answer.kind === 'result' && typeof code === 'string' && said) {
    if (!('verdict' in said.effect)) throw refusalError(code, said.meaning, codes, answer.requestId);
    return { ...unjudged, verdict: said.effect.verdict, reason: { code, message: said.meaning }, hint: said.hint, billed: said.billed };
  }
  if (answer.kind === 'refusal') throw refusalError(answer.code, answer.message, codes, answer.requestId);
  const reason = { code: 'answered', message: 'the service answered; this action judges nothing' };
  return { ...unjudged, verdict: 'pass', reason, hint: undefined, billed: null };
}

/**
 * Turns an answer into a verdict. Only the documented success value, in its documented type, with nothing
 * contradicting it, is `pass`; null, absent and unknown values throw `unreadable`, codes that are no
 * verdict throw `refused`, `limited` or `failed`.
 */
export function judge(answer: Answer, { action, codes, threshold }: Context): Judged {
  const { judgement } = action;
  if (!judgement) {
    const token = action.follow?.token;
    const issued = token !== undefined && answer.kind === 'result' ? readPath(answer.fields, token) : 'nothing to issue';
    if (typeof issued !== 'string' || issued === '') throw unreadable('no-token', `the answer has no ${token}`, answer);
    return judgeUndeclared(answer, codes);
  }
  const fields = answer.kind === 'result' ? answer.fields : {};
  const decided = answer.kind === 'result' ? typedValue(judgement.decision, fields) : answer.code;
  const score = scoreOf(judgement, fields, String(decided));
  const own = judgement.score?.threshold ?? null;
  const bar = judgement.score && threshold !== undefined ? Math.max(own ?? 0, threshold) : own;
  const text = answer.kind === 'refusal' ? answer.message : judgement.description && readPath(fields, judgement.description);
  const said = typeof text === 'string' && text !== '' ? text : undefined;
  const finding = vetoOf(judgement, fields, codes) ?? decide(judgement, answer, codes, said, score, bar);
  const { verdict, code, message, hint, billed = null } = finding;
  const checked = checkedBy(judgement, fields);
  // A pass that rests on nothing would be our invention.
  if (verdict === 'pass' && checked.length === 0)
    throw unreadable('no-evidence', 'the service said that it passed, and nothing of what it checked', answer);
  return { verdict, checked, reason: { code, message }, hint, score, threshold: bar, billed };
}
