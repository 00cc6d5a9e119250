import { formsOf } from '../sign/veil.ts';

/** A text that is not to be seen, and the word that stands in its place. */
export interface Replacement {
  text: string;
  word: string;
}

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A short text is hidden where it stands alone: a name of two letters is not to be found in every word. */
const shortest = 6;
const alone = (form: string): string => `(?<![\\p{L}\\p{N}])${literal(form)}(?![\\p{L}\\p{N}])`;

/** Puts words in the place of texts, in every form that a request can hold them in. Case does not count, because stages change it. */
export function redactor(replacements: readonly Replacement[]): (text: string) => string {
  const wordOf = new Map<string, string>();
  for (const { text, word } of replacements) {
    for (const form of text.trim() === '' ? [] : [text, text.trim()].flatMap(formsOf)) wordOf.set(form.toLowerCase(), word);
  }
  if (wordOf.size === 0) return (text) => text;
  const forms = [...wordOf.keys()].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(forms.map((form) => (form.length < shortest ? alone(form) : literal(form))).join('|'), 'giu');
  return (text) => text.replace(pattern, (found) => wordOf.get(found.toLowerCase()) ?? '<masked>');
}
