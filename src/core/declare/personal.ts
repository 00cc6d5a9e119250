import { type BodyValue, isMediaValue } from '../http.ts';
import { isRecord } from '../json.ts';
import { mask } from '../text/printable.ts';
import { type Action, type Field, inProduct } from './action.ts';
import { elementOf, isEntries, isObject, type Param } from './params.ts';

/** What was asked, as far as its answer is read by it: the declared action, or of one that no catalogue has the product. */
export interface Asked {
  product: string;
  action: Action | undefined;
  vendor: { actions: readonly Action[] };
}

/** Words in the name of a member that may hold something of a person. */
const personalWords = new Set(
  'name surname nick sex gender birth birthday born age address addr phone mobile mail email number num no id nation nationality country'
    .concat(' city region province card license licence passport token secret key date')
    .split(' '),
);

/** Whether the name of a member or parameter that no declaration knows is one for a person's data. */
export const soundsPersonal = (name: string): boolean => name.split(/(?=[A-Z])|_/).some((word) => personalWords.has(word.toLowerCase()));

/** `High`, `Y`, `-1`, `96.3`: a word or a number of an enumeration, too short to be a number of a document. */
const isShortWord = (name: string, value: unknown): boolean =>
  typeof value === 'boolean' || (!soundsPersonal(name) && /^(-?\d{1,3}(\.\d{1,6})?|[A-Za-z_]{1,12})$/.test(String(value)));

/** What is known of the members at one place of an answer. */
export interface Known {
  /** Undefined where anything may stand, and nothing of it is personal. */
  fields: readonly Field[] | undefined;
  /** What holds them is personal, and so are they. */
  sensitive: boolean;
  /** Of an action outside the catalogue: short words of undeclared members are shown, for one of them is its result. */
  showWords: boolean;
}

/** What no declaration knows of a judged answer may be anything, a name among them. */
export function isPersonalMember(name: string, value: unknown, { fields, sensitive, showWords }: Known): boolean {
  const field = fields?.find((candidate) => candidate.name === name);
  const undeclared = field === undefined && fields !== undefined && !(showWords && !sensitive && isShortWord(name, value));
  return sensitive || field?.sensitive === true || undeclared;
}

/** True if undeclared members may hold personal data. Those of an action without a verdict, such as a token, are shown. */
function mayBePersonal({ vendor, product, action }: Asked): boolean {
  if (action) return action.personal === true || action.judgement !== undefined;
  // Of an action that idv does not know, the product alone says what it is about.
  return vendor.actions.some((known) => inProduct(known, product) !== undefined);
}

/** What is known of the members of an answer themselves. */
export const knownOf = (asked: Asked): Known => ({
  fields: mayBePersonal(asked) ? (asked.action?.output ?? []) : undefined,
  sensitive: false,
  showWords: asked.action === undefined,
});

/** Members that the summary of a judged answer says, and those that every answer has. */
export function summarisedBy(action: Action | undefined): ReadonlySet<string> {
  const { judgement, follow } = action ?? {};
  const paths = judgement ? [judgement.decision.path, judgement.description, judgement.score?.path] : [];
  return new Set(['RequestId', 'Error', ...paths.filter((path) => path !== undefined && path !== follow?.token).map(String)]);
}

/** Text where an object is declared is out of its place, and may be anything of what the object holds. */
export const isMisplaced = (field: Field | undefined, types: Action['types']): boolean =>
  field !== undefined && types?.[elementOf(field.type)] !== undefined;

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

/** A call, as far as its values are read by it. */
interface Sent {
  action: { params: readonly Param[] } | undefined;
  values: Values;
  /** Personal data is shown. */
  showPii?: true;
}

/** The values of a call that says whether personal data is shown. */
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
