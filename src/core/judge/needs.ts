import { type Answer, unreadable } from '../answer.ts';
import type { Need } from '../declare/action.ts';
import { isRecord } from '../json.ts';
import { readPath } from '../path.ts';
import type { JudgeContext } from './judged.ts';
import { typedValue } from './signal.ts';

type Fields = Readonly<Record<string, unknown>>;

function isThere({ path, type }: Need, fields: Fields): boolean {
  if (type === 'Object') return isRecord(readPath(fields, path));
  const value = typedValue({ path, type }, fields);
  return value !== undefined && value !== '';
}

/** What a result lacks of what was asked for; where that is not known, any of it will do. */
function lacking({ action: { needs = [] }, values }: JudgeContext, fields: Fields): readonly Need[] {
  const asked = needs.filter(({ when }) => !when || values?.[when.param] === when.is);
  if (asked.length > 0) return asked.filter((need) => !isThere(need, fields));
  return needs.some((need) => isThere(need, fields)) ? [] : needs;
}

/** Throws IdvError `unreadable` where a success has nothing of what the action is for. */
export function refuseLacking(answer: Answer, context: JudgeContext): void {
  const missing = answer.kind === 'result' ? lacking(context, answer.fields) : [];
  if (missing.length > 0) throw unreadable('no-result', `the answer has no ${missing.map(({ path }) => path).join(' and no ')}`, answer);
}
