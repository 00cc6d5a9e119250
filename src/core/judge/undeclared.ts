import { type Answer, refusalError } from '../answer.ts';
import type { JudgeContext, Judged } from './judged.ts';
import { refuseLacking } from './needs.ts';

/** An answer without a declared judgement: a code of the vendor's table in `Result` still means what it means. */
export function judgeUndeclared(answer: Answer, context: JudgeContext): Judged {
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
