import { type Answer, refusalError, unreadable } from '../answer.ts';
import type { Need } from '../declare/action.ts';
import { isRecord } from '../json.ts';
import { readPath } from '../path.ts';
import type { JudgeContext, Judged } from './judged.ts';
import { typedValue } from './signal.ts';

type Fields = Readonly<Record<string, unknown>>;

const isThere = ({ path, type }: Need, fields: Fields): boolean =>
  type === 'Object' ? isRecord(readPath(fields, path)) : typedValue({ path, type }, fields) !== undefined;

/** What a result lacks of what was asked for; where nobody knows what that was, any of it will do. */
function lacking({ action: { needs = [] }, values }: JudgeContext, fields: Fields): readonly Need[] {
  const asked = needs.filter(({ when }) => !when || values?.[when.param] === when.is);
  if (asked.length > 0) return asked.filter((need) => !isThere(need, fields));
  return needs.some((need) => isThere(need, fields)) ? [] : needs;
}

/** An answer without a declared judgement: a code of the vendor's table in `Result` still means what it means. */
export function judgeUndeclared(answer: Answer, context: JudgeContext): Judged {
  const { codes } = context;
  const missing = answer.kind === 'result' ? lacking(context, answer.fields) : [];
  if (missing.length > 0) throw unreadable('no-result', `the answer has no ${missing.map(({ path }) => path).join(' and no ')}`, answer);
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
