import type { Answer } from '../../core/answer.ts';
import type { CodeTable } from '../../core/declare/codes.ts';
import { sensitiveTexts } from '../../core/declare/personal.ts';
import { type BodyValue, isMediaValue } from '../../core/http.ts';
import { isRecord } from '../../core/json.ts';
import { mask, shownKeyId } from '../../core/text/printable.ts';
import { percentEncode } from '../../sign/encode.ts';
import type { Credentials, Plan, Vendor } from '../../vendors/vendor.ts';

/** A text that is not to be seen, and the word that stands in its place. */
interface Replacement {
  text: string;
  word: string;
}

/** The forms in which a text can stand in a request or in one of its stages. */
export function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const encoded = percentEncode(secret);
  return [
    secret,
    encoded,
    percentEncode(encoded),
    percentEncode(percentEncode(encoded)),
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    bytes.toString('base64'),
    percentEncode(bytes.toString('base64')),
    bytes.toString('hex'),
  ];
}

/** A letter as its other cases have it, and never more than one: places in a text stay the same. */
function folded(letter: string): string {
  const upper = letter.toUpperCase();
  const lower = (upper.length === 1 ? upper : letter).toLowerCase();
  return lower.length === 1 ? lower : (lower[0] ?? letter);
}

/** A text without the difference of cases, of the same length. */
const withoutCase = (text: string): string => text.replace(/[^\0-\x7f]/g, folded).toLowerCase();

/** A short text is hidden where it stands alone: a name of two letters is not to be found in every word. */
const shortest = 6;
const standsAlone = (text: string, start: number, end: number): boolean =>
  !/[\p{L}\p{N}]$/u.test(text.slice(Math.max(0, start - 2), start)) && !/^[\p{L}\p{N}]/u.test(text.slice(end, end + 2));

interface Wanted {
  /** Without the difference of cases. */
  form: string;
  isAlone: boolean;
}

function nextOf({ form, isAlone }: Wanted, text: string, from: number): number {
  let start = text.indexOf(form, from);
  while (start >= 0 && isAlone && !standsAlone(text, start, start + form.length)) start = text.indexOf(form, start + 1);
  return start;
}

/**
 * Replaces forms in any text, ignoring case: the leftmost first, and of several at one place the longest. Patterns would be shorter to write, but
 * V8 takes a millisecond for a few, and refuses one of several thousand letters.
 */
export function replaceForms(
  forms: readonly string[],
  isAlone: (form: string) => boolean,
  wordFor: (found: string, form: string) => string,
) {
  const unique = [...new Set(forms.map(withoutCase))].sort((a, b) => b.length - a.length);
  const all = unique.map((form) => ({ form, isAlone: isAlone(form) }));
  return (text: string): string => {
    const plain = withoutCase(text);
    // Most texts hold none of them. An object is made only for a form that is there.
    let left = all.flatMap((wanted) => {
      const start = nextOf(wanted, plain, 0);
      return start < 0 ? [] : [{ start, ...wanted }];
    });
    let replaced = '';
    let from = 0;
    while (left.length > 0) {
      // The longest stand first, so of those at one place the longest stays.
      const { form, start } = left.reduce((first, other) => (other.start < first.start ? other : first));
      const end = start + form.length;
      replaced += text.slice(from, start) + wordFor(text.slice(start, end), form);
      from = end;
      left = left
        .map((wanted) => (wanted.start < from ? { ...wanted, start: nextOf(wanted, plain, from) } : wanted))
        .filter((wanted) => wanted.start >= 0);
    }
    return replaced + text.slice(from);
  };
}

/** Puts words in the place of texts, in every form that a request can hold them in. Case does not count, because stages change it. */
export function redactor(replacements: readonly Replacement[]): (text: string) => string {
  const wordOf = new Map<string, string>();
  for (const { text, word } of replacements) {
    for (const form of text.trim() === '' ? [] : [text, text.trim()].flatMap(formsOf)) wordOf.set(withoutCase(form), word);
  }
  if (wordOf.size === 0) return (text) => text;
  return replaceForms(
    [...wordOf.keys()],
    ({ length }) => length < shortest,
    (_, form) => wordOf.get(form) ?? '<masked>',
  );
}

type Values = Readonly<Record<string, BodyValue>>;

/** The values in a body that is sent as it is, as far as it can be read. */
export function valuesOfVerbatim({ verbatim, shape }: Pick<Plan, 'verbatim' | 'shape'>): Values | undefined {
  const text = verbatim?.toString('utf8') ?? '';
  if (shape.bodyFormat === 'form') return Object.fromEntries(new URLSearchParams(text));
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? (value as Values) : undefined;
  } catch {
    return undefined;
  }
}

/** Shorter texts without a declaration are words of an enumeration, numbers of pages and the like. */
const shortestUndeclared = 4;

function leavesOf(value: BodyValue): string[] {
  if (isMediaValue(value) || value === null || typeof value === 'boolean') return [];
  if (typeof value === 'object') return Object.values(value as Values).flatMap(leavesOf);
  const text = String(value);
  return text.length >= shortestUndeclared ? [text] : [];
}

/** What a call sends that may be personal: what is declared as sensitive, and all that no declaration knows. */
function personalTexts(plan: Plan, { actions }: Pick<Vendor, 'actions'>): string[] {
  const values = plan.verbatim === undefined ? plan.values : (valuesOfVerbatim(plan) ?? {});
  const params = (plan.action ?? actions.find(({ name }) => name === plan.actionName))?.params ?? [];
  const undeclared = Object.entries(values).filter(([name]) => !params.some((param) => param.name === name.split('.')[0]));
  return [...sensitiveTexts(params, values), ...undeclared.flatMap(([, value]) => leavesOf(value))];
}

/** A session token and a key. One of a few characters is hidden where it stands alone, not within words. */
const secretWords = ({ secret, token = '' }: Credentials): Replacement[] => [secret, token].map((text) => ({ text, word: mask }));

/** A shorter key id is a word of any message, and tells nothing. */
const shortestKeyId = 4;

const idWords = ({ id }: Credentials): Replacement[] => (id.length < shortestKeyId ? [] : [{ text: id, word: shownKeyId(id) }]);

/** Hides a session token and the key in any text: JSON for programs shows personal data and key ids, and no secret. */
export const hideSecrets = (credentials: Credentials): ((text: string) => string) => redactor(secretWords(credentials));

/**
 * Hides in a service's own words what was sent to it: a session token and a key always, personal values unless the user wants to see
 * them. A service may repeat any of its parameters in a message.
 */
export function hideSent(plan: Plan, vendor: Pick<Vendor, 'actions'>, credentials: Credentials): (text: string) => string {
  const personal = plan.showPii ? [] : personalTexts(plan, vendor);
  return redactor([...personal.map((text) => ({ text, word: mask })), ...secretWords(credentials), ...idWords(credentials)]);
}

/** An answer whose message, code and request id do not repeat what was sent. A documented code is never a repetition. */
export function withoutEcho(answer: Answer, hide: (text: string) => string, codes: CodeTable): Answer {
  const requestId = answer.requestId === undefined ? undefined : hide(answer.requestId);
  if (answer.kind === 'result') return { ...answer, requestId };
  const { code, message } = answer;
  return { ...answer, code: Object.hasOwn(codes, code) ? code : hide(code), message: hide(message), requestId };
}
