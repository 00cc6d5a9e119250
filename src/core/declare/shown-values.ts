import { type BodyValue, isMediaValue } from '../http.ts';
import { isRecord } from '../json.ts';
import { mask } from '../text/printable.ts';
import { isEntries, isObject, type Param } from './params.ts';

type Values = Readonly<Record<string, BodyValue>>;

const membersOf = (param: Param | undefined): readonly Param[] =>
  param === undefined ? [] : isObject(param) ? param.members : isEntries(param) ? param.entry : [];

/** The declaration of `Config.CheckMode` or `Tasks.1.ImageURL`; a name without dots is one of the parameters themselves. */
function declared(params: readonly Param[], name: string): Param | undefined {
  const [first, ...rest] = name.split('.').filter((step) => !/^\d+$/.test(step));
  const param = params.find((candidate) => candidate.name === first);
  return rest.length === 0 || param?.sensitive ? param : declared(membersOf(param), rest.join('.'));
}

function changed(value: BodyValue, param: Param | undefined, change: (text: string) => string): BodyValue {
  if (isMediaValue(value) || value === null || param === undefined) return value;
  if (param.sensitive) return typeof value === 'object' ? change(JSON.stringify(value)) : change(String(value));
  if (Array.isArray(value)) return value.map((entry: BodyValue) => changed(entry, param, change));
  return isRecord(value) ? changedValues(membersOf(param), value as Values, change) : value;
}

const changedValues = (params: readonly Param[], values: Values, change: (text: string) => string): Record<string, BodyValue> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, changed(value, declared(params, name), change)]));

/** The values of a call for people: what is declared as sensitive is masked, at any depth. Media stays, for its note. */
export const shownValues = (params: readonly Param[], values: Values): Record<string, BodyValue> =>
  changedValues(params, values, () => mask);

/** The texts that `shownValues` masks. */
export function sensitiveTexts(params: readonly Param[], values: Values): string[] {
  const texts: string[] = [];
  changedValues(params, values, (text) => {
    texts.push(text);
    return text;
  });
  return texts;
}
