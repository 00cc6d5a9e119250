import type { Action, Judgement } from './action.ts';
import { type CodeTable, findCode } from './codes.ts';
import { IdvError } from './errors.ts';
import type { Verdict } from './exit.ts';

/** What a service said: the members of its result, or a refusal with a code. */
export type Answer =
  | { kind: 'result'; fields: Readonly<Record<string, unknown>>; requestId: string | undefined }
  | { kind: 'refusal'; code: string; message: string; requestId: string | undefined };

export interface Judged {
  verdict: Verdict;
  checked: Judgement['checked'];
  reason: { code: string; message: string };
  /** What the person in front of the camera, or the caller, should do next. */
  hint: string | undefined;
  score: number | null;
  threshold: number | null;
  billed: boolean | null;
}

interface Context {
  action: Pick<Action, 'name' | 'judgement'>;
  codes: CodeTable;
  /** The caller's own bar; can only raise the vendor's. */
  threshold: number | undefined;
}

const clip = (value: unknown): string => JSON.stringify(String(value).slice(0, 80));

function unreadable(code: string, message: string, answer: Answer): IdvError {
  return new IdvError('unreadable', message, {
    code,
    hint: 'treat it as no answer: nothing here says that the person is who they claim to be',
    ...(answer.requestId ? { requestId: answer.requestId } : {}),
  });
}

/** A code that is no verdict ends the command: the service refused, limited or failed. */
export function refusalError(code: string, message: string, codes: CodeTable, requestId: string | undefined): IdvError {
  const entry = findCode(codes, code);
  const category = entry && 'category' in entry.effect ? entry.effect.category : 'refused';
  return new IdvError(category, message || entry?.meaning || code, {
    code,
    hint: entry?.hint ?? 'this code is in no table idv knows; the message above is the service’s own',
    retryable: entry?.retry === 'now',
    billed: entry?.billed ?? null,
    ...(requestId ? { requestId } : {}),
  });
}

function scoreOf(judgement: Judgement, fields: Readonly<Record<string, unknown>>, code: string): number | null {
  if (!judgement.score?.validFor.includes(code)) return null;
  const score = fields[judgement.score.field];
  return typeof score === 'number' && score >= 0 && score <= 100 ? score : null;
}

function judgeSuccess(judgement: Judgement, score: number | null, bar: number | null, answer: Answer): Verdict {
  if (!judgement.score || bar === null) return 'pass';
  const { field, threshold } = judgement.score;
  if (score === null) throw unreadable('no-score', `the service said ${judgement.success} without a usable ${field}`, answer);
  if (score < threshold) {
    throw unreadable(
      'contradiction',
      `the service said ${judgement.success} with ${field} ${score}, under its own bar of ${threshold}`,
      answer,
    );
  }
  return score < bar ? 'mismatch' : 'pass';
}

function verdictOfCode(judgement: Judgement, code: string, codes: CodeTable): Verdict | undefined {
  const own = judgement.overrides?.[code];
  if (own) return own;
  const effect = findCode(codes, code)?.effect;
  return effect && 'verdict' in effect ? effect.verdict : undefined;
}

/**
 * Turns an answer into a verdict. Only the documented success value, in its documented type, with nothing
 * contradicting it, is `pass`; null, absent and unknown values throw `unreadable`, codes that are no
 * verdict throw `refused`, `limited` or `failed`.
 */
export function judge(answer: Answer, { action, codes, threshold }: Context): Judged {
  const { judgement } = action;
  if (!judgement) {
    if (answer.kind === 'refusal') throw refusalError(answer.code, answer.message, codes, answer.requestId);
    const reason = { code: 'Success', message: 'the service answered; this action judges nothing' };
    return { verdict: 'pass', checked: [], reason, hint: undefined, score: null, threshold: null, billed: null };
  }
  const fields = answer.kind === 'result' ? answer.fields : {};
  const code = answer.kind === 'result' ? fields[judgement.decision] : answer.code;
  if (code === undefined || code === null) {
    throw unreadable('no-decision', `the answer has no ${judgement.decision}${code === null ? ' (null)' : ''}`, answer);
  }
  if (typeof code !== 'string') throw unreadable('wrong-type', `${judgement.decision} is ${clip(code)}, not text`, answer);

  const score = scoreOf(judgement, fields, code);
  const bar = judgement.score ? Math.max(judgement.score.threshold, threshold ?? 0) : null;
  const said = answer.kind === 'refusal' ? answer.message : judgement.description ? fields[judgement.description] : undefined;
  const entry = findCode(codes, code);
  const message = typeof said === 'string' && said !== '' ? said : (entry?.meaning ?? code);
  const base = { checked: judgement.checked, score, threshold: bar };

  if (answer.kind === 'result' && code === judgement.success) {
    const verdict = judgeSuccess(judgement, score, bar, answer);
    if (verdict === 'pass') return { ...base, verdict, reason: { code, message }, hint: undefined, billed: null };
    const below = `similarity ${score} is under the threshold ${bar} that was asked for`;
    return {
      ...base,
      verdict,
      reason: { code: 'below-threshold', message: below },
      hint: 'the vendor’s own bar was reached; yours was not',
      billed: null,
    };
  }
  const verdict = answer.kind === 'result' && !Object.hasOwn(codes, code) ? undefined : verdictOfCode(judgement, code, codes);
  if (verdict && verdict !== 'pass')
    return { ...base, verdict, reason: { code, message }, hint: entry?.hint, billed: entry?.billed ?? null };
  if (answer.kind === 'refusal' || Object.hasOwn(codes, code)) throw refusalError(code, message, codes, answer.requestId);
  throw unreadable('unknown-result', `${judgement.decision} is ${clip(code)}, which idv does not know`, answer);
}
