import { type BodyValue, isMediaValue } from '../http.ts';
import { isRecord } from '../json.ts';
import { mask } from '../text/printable.ts';
import { type Action, type Field, inProduct } from './action.ts';
import { elementOf, isEntries, isObject, type Param } from './params.ts';

/** What must be known about a call to mask its answer: the declared action; for an unknown action, only the product. */
export interface MaskedCall {
  product: string;
  action: Action | undefined;
  vendor: { actions: readonly Action[] };
}

/** Words in names of members that may contain personal data. */
const personalWords = new Set(
  'name surname nick sex gender birth birthday born age address addr phone mobile mail email number num no id nation nationality country'
    .concat(' city region province card license licence passport token secret key date')
    .split(' '),
);

/** True if the name of an undeclared member or parameter suggests personal data. */
export const suggestsPersonalData = (name: string): boolean =>
  name.split(/(?=[A-Z])|_/).some((word) => personalWords.has(word.toLowerCase()));

/** True for `High`, `Y`, `-1` or `96.3`: such a value is too short for a document number, so it belongs to an enumeration. */
const isShortWord = (name: string, value: unknown): boolean =>
  typeof value === 'boolean' || (!suggestsPersonalData(name) && /^(-?\d{1,3}(\.\d{1,6})?|[A-Za-z_]{1,12})$/.test(String(value)));

/** What is known about the members at one place of an answer. */
export interface KnownMembers {
  /** The declared members; undefined if there may be any members and none of them is personal. */
  fields: readonly Field[] | undefined;
  /** True if the object that contains them is personal: then all members are personal. */
  sensitive: boolean;
  /** True for an action outside the catalogue: short words of undeclared members are shown, because one of them is the result. */
  showWords: boolean;
}

/** True if a member may be personal. An undeclared member of a judged answer may be anything, for example a name. */
export function isPersonalMember(name: string, value: unknown, { fields, sensitive, showWords }: KnownMembers): boolean {
  const field = fields?.find((candidate) => candidate.name === name);
  const undeclared = field === undefined && fields !== undefined && !(showWords && !sensitive && isShortWord(name, value));
  return sensitive || field?.sensitive === true || undeclared;
}

/** True if undeclared members may contain personal data. Those of an action without a verdict, such as a token, are shown. */
function mayBePersonal({ vendor, product, action }: MaskedCall): boolean {
  if (action) return action.personal === true || action.judgement !== undefined;
  // idv does not know the action, so only the product says what it is about.
  return vendor.actions.some((known) => inProduct(known, product) !== undefined);
}

/** What is known about the top-level members of an answer. */
export const knownMembersOf = (asked: MaskedCall): KnownMembers => ({
  fields: mayBePersonal(asked) ? (asked.action?.output ?? []) : undefined,
  sensitive: false,
  showWords: asked.action === undefined,
});

/** The members that the summary of a judged answer already shows, and those that every answer has. */
export function membersInSummary(action: Action | undefined): ReadonlySet<string> {
  const { judgement, follow } = action ?? {};
  const paths = judgement ? [judgement.decision.path, judgement.description, judgement.score?.path] : [];
  return new Set(['RequestId', 'Error', ...paths.filter((path) => path !== undefined && path !== follow?.token).map(String)]);
}

/** True if an object is declared. Text in its place may be any part of the object, so it is masked. */
export const isMisplaced = (field: Field | undefined, types: Action['types']): boolean =>
  field !== undefined && types?.[elementOf(field.type)] !== undefined;

type Values = Readonly<Record<string, BodyValue>>;

const membersOf = (param: Param | undefined): readonly Param[] =>
  param === undefined ? [] : isObject(param) ? param.members : isEntries(param) ? param.entry : [];

/** The declaration of `Config.CheckMode` or `Tasks.1.ImageURL`. A name without dots is a parameter. */
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

/** The values of a call for people: sensitive values are masked, at any depth. Media stays, because it is later replaced by a note. */
export const shownValues = (params: readonly Param[], values: Values): Record<string, BodyValue> =>
  changedValues(params, values, () => mask);

/** The parts of a call that are needed to mask its values. */
interface Sent {
  action: { params: readonly Param[] } | undefined;
  values: Values;
  /** True if personal data is shown. */
  showPii?: true;
}

/** The values of a call for people. They are masked unless the call says that personal data is shown. */
export const valuesForPeople = ({ action, values, showPii }: Sent): Values =>
  showPii ? values : shownValues(action?.params ?? [], values);

/** The texts that `shownValues` masks. */
export function sensitiveTexts(params: readonly Param[], values: Values): string[] {
  const texts: string[] = [];
  changedValues(params, values, (text) => {
    texts.push(text);
    return text;
  });
  return texts;
}
