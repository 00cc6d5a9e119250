import type { Answer } from '../../core/answer.ts';
import type { CodeTable } from '../../core/declare/codes.ts';
import { sensitiveTexts } from '../../core/declare/personal.ts';
import { type BodyValue, isMediaValue } from '../../core/http.ts';
import { isRecord } from '../../core/json.ts';
import { mask, shownKeyId } from '../../core/text/printable.ts';
import { percentEncode } from '../../sign/encode.ts';
import type { Credentials, Plan, Vendor } from '../../vendors/vendor.ts';

/** A text to hide, and the word that replaces it. */
interface Replacement {
  text: string;
  word: string;
}

/** The encoded forms that a text can have in a request or in one of its stages. */
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

/** The lower case of a letter. It is always one code unit, so that positions in the text do not change. */
function folded(letter: string): string {
  const upper = letter.toUpperCase();
  const lower = (upper.length === 1 ? upper : letter).toLowerCase();
  return lower.length === 1 ? lower : (lower[0] ?? letter);
}

/** A text in lower case, with the same length. */
const withoutCase = (text: string): string => text.replace(/[^\0-\x7f]/g, folded).toLowerCase();

/** Shorter texts are hidden only as separate words: otherwise a name of two letters would be hidden inside many other words. */
const shortest = 6;
const standsAlone = (text: string, start: number, end: number): boolean =>
  !/[\p{L}\p{N}]$/u.test(text.slice(Math.max(0, start - 2), start)) && !/^[\p{L}\p{N}]/u.test(text.slice(end, end + 2));

interface Wanted {
  /** In lower case. */
  form: string;
  isAlone: boolean;
}

function nextOf({ form, isAlone }: Wanted, text: string, from: number): number {
  let start = text.indexOf(form, from);
  while (start >= 0 && isAlone && !standsAlone(text, start, start + form.length)) start = text.indexOf(form, start + 1);
  return start;
}

/**
 * Replaces forms in a text, ignoring case. The leftmost form is replaced first; of several at the same position, the longest. A regular
 * expression would need less code, but V8 takes a millisecond to compile a few, and rejects one of several thousand letters.
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
    // Most texts contain none of the forms. An object is created only for a form that occurs.
    let left = all.flatMap((wanted) => {
      const start = nextOf(wanted, plain, 0);
      return start < 0 ? [] : [{ start, ...wanted }];
    });
    let replaced = '';
    let from = 0;
    while (left.length > 0) {
      // Longer forms come first in the list, so of several at the same position the longest is chosen.
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

/** Replaces texts by words, in every form that a request can contain them in. Case is ignored, because signing stages change it. */
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

/** The values in a body that is sent unchanged; undefined if it cannot be parsed. */
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

/** Shorter values of undeclared parameters are not hidden: they are words of an enumeration, page numbers and similar values. */
const shortestUndeclared = 4;

function leavesOf(value: BodyValue): string[] {
  if (isMediaValue(value) || value === null || typeof value === 'boolean') return [];
  if (typeof value === 'object') return Object.values(value as Values).flatMap(leavesOf);
  const text = String(value);
  return text.length >= shortestUndeclared ? [text] : [];
}

/** The sent values that may be personal: those that are declared as sensitive, and those of undeclared parameters. */
function personalTexts(plan: Plan, { actions }: Pick<Vendor, 'actions'>): string[] {
  const values = plan.verbatim === undefined ? plan.values : (valuesOfVerbatim(plan) ?? {});
  const params = (plan.action ?? actions.find(({ name }) => name === plan.actionName))?.params ?? [];
  const undeclared = Object.entries(values).filter(([name]) => !params.some((param) => param.name === name.split('.')[0]));
  return [...sensitiveTexts(params, values), ...undeclared.flatMap(([, value]) => leavesOf(value))];
}

/** The session token and the key. If one has only a few characters, it is hidden only as a separate word. */
const secretWords = ({ secret, token = '' }: Credentials): Replacement[] => [secret, token].map((text) => ({ text, word: mask }));

/** A shorter key id is not hidden: it could be any word of a message, and reveals nothing. */
const shortestKeyId = 4;

const idWords = ({ id }: Credentials): Replacement[] => (id.length < shortestKeyId ? [] : [{ text: id, word: shownKeyId(id) }]);

/** Hides the session token and the key in any text. JSON for programs shows personal data and key ids, but no secret. */
export const hideSecrets = (credentials: Credentials): ((text: string) => string) => redactor(secretWords(credentials));

/**
 * Hides sent values in the texts of a service, because a service may repeat any parameter in a message. The session token and the key are
 * always hidden; personal values are hidden unless the user wants to see them.
 */
export function hideSent(plan: Plan, vendor: Pick<Vendor, 'actions'>, credentials: Credentials): (text: string) => string {
  const personal = plan.showPii ? [] : personalTexts(plan, vendor);
  return redactor([...personal.map((text) => ({ text, word: mask })), ...secretWords(credentials), ...idWords(credentials)]);
}

/** An answer whose message, code and request id contain no sent value. A documented code is left as it is. */
export function withoutEcho(answer: Answer, hide: (text: string) => string, codes: CodeTable): Answer {
  const requestId = answer.requestId === undefined ? undefined : hide(answer.requestId);
  if (answer.kind === 'result') return { ...answer, requestId };
  const { code, message } = answer;
  return { ...answer, code: Object.hasOwn(codes, code) ? code : hide(code), message: hide(message), requestId };
}
