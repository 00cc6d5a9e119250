import { type Answer, unreadableError, valueInWords } from '../answer.ts';
import type { Field } from '../declare/action.ts';
import type { CodeEntry, CodeTable } from '../declare/codes.ts';
import { isMisshapen, isRecord, readPath } from '../json.ts';
import { type Check, checks, type Evidence, type Judgement, type Signal, scoreAt } from './judgement.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The members that can replace the decision by a verdict of their own. */
export const overridingSignals = ({ vetoes = [], witnesses = [] }: Judgement): Signal[] => [
  ...vetoes,
  ...witnesses.filter(({ overrules }) => overrules),
];

/** The signals of all evidence that has a signal. */
const evidenceSignals = ({ evidence = [] }: Judgement): Signal[] => evidence.flatMap(({ signal }) => signal ?? []);

/** All members that must not contradict a success. */
export const allWitnesses = (judgement: Judgement): Signal[] => [...(judgement.witnesses ?? []), ...evidenceSignals(judgement)];

export const entryOf = (signal: Signal, code: string, codes: CodeTable): CodeEntry | undefined => {
  if (signal.codes && Object.hasOwn(signal.codes, code)) return signal.codes[code];
  return Object.hasOwn(codes, code) ? codes[code] : undefined;
};

/** The value of a signal, if it has the documented type; otherwise undefined. */
export function typedValue(
  { path, type }: { path: string; type: Signal['type'] | 'Float' },
  fields: Fields,
): string | number | boolean | undefined {
  const value = readPath(fields, path);
  if (type === 'Score') return typeof value === 'number' && value >= 0 && value <= 100 ? value : undefined;
  if (type === 'Integer') return Number.isSafeInteger(value) ? (value as number) : undefined;
  if (type === 'Float') return Number.isFinite(value) ? (value as number) : undefined;
  return typeof value === type.toLowerCase() ? (value as string | boolean) : undefined;
}

const spells = ({ capitals, spellings = {} }: Signal, documented: string, value: string): boolean =>
  value === documented ||
  (capitals === true && value === documented.toUpperCase()) ||
  (Object.hasOwn(spellings, documented) && spellings[documented]?.includes(value) === true);

export const isGood = (signal: Signal, value: string | number | boolean | undefined): boolean =>
  typeof value === 'string' && typeof signal.success === 'string'
    ? spells(signal, signal.success, value)
    : Object.is(value, signal.success);

/** All documented values of a signal, in all spellings. */
const documentedOf = ({ success, results, codes = {}, spellings = {} }: Signal): string[] => [
  String(success),
  ...results,
  ...Object.keys(codes),
  ...Object.values(spellings).flat(),
];

/** The value of a signal, for a message. */
export const signalInWords = (signal: Signal, fields: Fields): string => valueInWords(readPath(fields, signal.path), documentedOf(signal));

/** The documented spelling of a value, because the vendor may have several. */
export const codeOf = (signal: Signal, value: string | number | boolean): string =>
  [String(signal.success), ...signal.results].find((result) => spells(signal, result, String(value))) ?? String(value);

/** True if the member has no value, or a value by which the vendor says that nothing was done. */
function isNotDone({ path, notDone = [] }: Signal, fields: Fields): boolean {
  const value = readPath(fields, path) ?? null;
  return value === null || notDone.some((none) => none === value);
}

/** The meaning of a value: the value itself; for a score, the side of the threshold on which it is. */
export function meaningOf(signal: Signal, value: string | number | boolean, threshold: number | null): string | number | boolean {
  if (signal.type !== 'Score') return value;
  const [below = '', unknown = below] = signal.results;
  if (threshold === null) return unknown;
  return Number(value) >= threshold ? signal.success : below;
}

/** The code for a result. A value that means nothing without its member gets the path of the member. */
export const reasonCode = ({ path }: Pick<Signal, 'path'>, code: string): string => (/^[A-Z]./.test(code) ? code : `${path}=${code}`);

const inOrder = (found: ReadonlySet<Check>): Check[] => checks.filter((check) => found.has(check));

/** The path of the member that shows whether a check was carried out, for a message. */
const placeOf = ({ signal }: Evidence, { score }: Judgement): string => signal?.path ?? score?.path ?? '';

/** True if a success shows the check. Throws if only half of it is shown: a code without its score, or a score without its code. */
function isShown(evidence: Evidence, judgement: Judgement, answer: Answer, fields: Fields): boolean {
  const { check, signal } = evidence;
  const score = judgement.score?.of === check ? judgement.score : undefined;
  const done = signal === undefined || !isNotDone(signal, fields);
  if (!score) return done;
  const scoreValue = readPath(fields, score.path) ?? null;
  if (!done) {
    if (scoreValue === null || scoreValue === 0) return false;
    throw unreadableError(
      'contradiction',
      `${score.path} is ${valueInWords(scoreValue, [])}, and ${placeOf(evidence, judgement)} says that nothing was compared`,
      answer,
    );
  }
  if (scoreValue === 0 && score.zeroIsNone) return false;
  if (scoreValue !== null) return true;
  if (signal === undefined) return false;
  throw unreadableError(
    'no-score',
    `${signal.path} says success, and ${score.path} is ${valueInWords(readPath(fields, score.path), [])}`,
    answer,
  );
}

/** True if the vendor says that nothing was measured: then the score is absent, or a 0 without a meaning. */
export function isScoreVoid({ score, evidence = [] }: Judgement, fields: Fields): boolean {
  const scoreValue = score && (readPath(fields, score.path) ?? null);
  if (scoreValue !== null && scoreValue !== 0) return false;
  const signal = evidence.find(({ check }) => check === score?.of)?.signal;
  return score?.zeroIsNone === true || (signal !== undefined && isNotDone(signal, fields));
}

/** The score, if it is valid for this decision value; null if it is not, or if nothing was measured. */
export const scoreOf = (judgement: Judgement, fields: Fields, code: string): number | null =>
  judgement.score?.validFor.includes(code) && !isScoreVoid(judgement, fields) ? (scoreAt(judgement.score, fields) ?? null) : null;

/**
 * The checks that a success shows as carried out. `required` are the checks that the token, the caller or the action asks for. Throws
 * IdvError `unreadable` if one of them is not shown.
 */
export function checksOfSuccess(judgement: Judgement, answer: Answer, fields: Fields, required: readonly Check[]): Check[] {
  const { checked, evidence = [], always = [] } = judgement;
  const shown = new Set(checked);
  const found = evidence.filter((each) => isShown(each, judgement, answer, fields));
  for (const { check } of found) shown.add(check);
  const early = found.find(({ after }) => after !== undefined && !shown.has(after));
  if (early)
    throw unreadableError('contradiction', `the answer shows a ${early.check} without the ${early.after} that goes before it`, answer);
  const missing = [...required, ...always].find((check) => !shown.has(check));
  if (missing === undefined) return inOrder(shown);
  const places = evidence.filter(({ check }) => check === missing);
  const words = (each: Evidence): string =>
    each.signal ? signalInWords(each.signal, fields) : valueInWords(readPath(fields, placeOf(each, judgement)), []);
  const shownInstead =
    places.map((each) => `${placeOf(each, judgement)} is ${words(each)}`).join(', ') || 'this action does not carry it out';
  throw unreadableError('missing-evidence', `the ${missing} was asked for, and the answer does not show it: ${shownInstead}`, answer);
}

/** True if a good code belongs to a check that was carried out. In a failed answer, the good code of a comparison may be only a default. */
const isMeasured = ({ score }: Judgement, check: Check, fields: Fields): boolean =>
  score?.of !== check || (scoreAt(score, fields) ?? 0) > 0;

/** The checks that a failed answer shows as carried out, by its code and by its other members. */
export function checksOfFailure(judgement: Judgement, fields: Fields, fromCode: readonly Check[]): Check[] {
  const shown = new Set(fromCode);
  for (const { check, signal } of judgement.evidence ?? []) {
    const value = signal && !isNotDone(signal, fields) ? typedValue(signal, fields) : undefined;
    if (signal === undefined || value === undefined) continue;
    const isDone = isGood(signal, value) && isMeasured(judgement, check, fields);
    if (isDone || entryOf(signal, String(value), {})?.checked?.includes(check)) shown.add(check);
  }
  return inOrder(shown);
}

/** True if a required member is missing. A member in the entries of a list is not missing if the list is empty. */
function isMissed({ path, required }: Signal, fields: Fields): boolean {
  if (!required) return false;
  const list = path.includes('[]') ? readPath(fields, path.slice(0, path.lastIndexOf('[]') + 2)) : fields;
  return list !== undefined;
}

const contradictsSuccess = (signal: Signal, fields: Fields): boolean =>
  isNotDone(signal, fields) ? isMissed(signal, fields) : !isGood(signal, typedValue(signal, fields));

const scalars = ['String', 'Integer', 'Float', 'Boolean'];

/** True if a member is a list, an object or neither, as declared. The answer of another action may have a different member of this name. */
function hasShape({ name, type }: Field, fields: Fields): boolean {
  const value = readPath(fields, name) ?? null;
  if (value === null) return true;
  if (scalars.includes(type)) return typeof value !== 'object';
  return type.startsWith('Array of ') ? Array.isArray(value) : isRecord(value);
}

/** A member by which services take a result back, in upper or lower case. No documented success has one. Returns it in words. */
function withdrawn(fields: Fields): string | undefined {
  const takesBack = ([name, value]: [string, unknown]): boolean => {
    if (value === null) return false;
    const word = name.toLowerCase();
    return word === 'error' || (word === 'success' && value !== true && value !== 'true');
  };
  const member = Object.entries(fields).find(takesBack);
  return member && `${member[0]} next to it is ${valueInWords(member[1], undefined)}`;
}

/** What in an answer contradicts its success, in words; undefined if nothing does. `output` are the declared members of the answer. */
export function contradiction(judgement: Judgement, output: readonly Field[], fields: Fields): string | undefined {
  const taken = withdrawn(fields);
  if (taken !== undefined) return taken;
  const witnesses = allWitnesses(judgement);
  const against = witnesses.find((signal) => contradictsSuccess(signal, fields));
  if (against) return `${against.path} is ${signalInWords(against, fields)}`;
  const { warnings = [], emptyOnSuccess = [], cautions = [], score } = judgement;
  const full = emptyOnSuccess.find((path) => {
    const list = readPath(fields, path) ?? [];
    return !Array.isArray(list) || list.length > 0;
  });
  if (full !== undefined) return `${full} is ${valueInWords(readPath(fields, full), [])}`;
  const paths = [...witnesses, ...cautions].map(({ path }) => path).concat(warnings, score ? [score.path] : []);
  const misshapen = paths.find((path) => isMisshapen(fields, path));
  if (misshapen !== undefined) return `the way to ${misshapen} is not of the documented shape`;
  const other = output.find((field) => !hasShape(field, fields));
  return other && `${other.name} is ${valueInWords(readPath(fields, other.name), undefined)}, and ${other.type} is documented`;
}
