import type { Action } from '../../core/declare/action.ts';
import { isObject, type Param } from '../../core/declare/params.ts';
import { hasDuplicateMembers } from '../../core/json.ts';
import type { Pair } from '../form-text.ts';
import { structure } from '../structure.ts';
import type { Refusal } from '../vendor.ts';

const isJsonText = (param: Param): boolean => isObject(param) && param.wire === 'json';

/** What is no JSON, or says one member twice, stays the text it is, which is no object either. */
function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return hasDuplicateMembers(text) ? text : value;
  } catch {
    return text;
  }
}

/** A parameter of every request, which the host already says; some actions have one of their own. */
const region = 'RegionId';

/** Text under dotted names, numbered from one, as the values that an action declares. */
export function readValues(received: readonly Pair[], { params }: Action): { values: Record<string, unknown> } | { refusal: Refusal } {
  const pairs = received.filter(([name]) => name !== region || params.some((param) => param.name === region));
  const asJson = new Set(params.filter(isJsonText).map(({ name }) => name));
  const dotted = structure(
    pairs.filter(([name]) => !asJson.has(name)),
    params,
    1,
  );
  if (!dotted || Object.keys(dotted).some((name) => asJson.has(name)))
    return { refusal: { code: 'InvalidParameter', message: 'the names of two parameters contradict each other' } };
  const objects = pairs.filter(([name]) => asJson.has(name)).map(([name, text]) => [name, parsed(text)] as const);
  return { values: { ...dotted, ...Object.fromEntries(objects) } };
}
