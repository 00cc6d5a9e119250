import type { End, Fields, Kind, Member } from './table.ts';

/** A number with its exact spelling in the JSON text: `-0`, `70.0`, `1e400`. */
class Written {
  text = '';
}

export const written = (text: string): unknown => Object.assign(new Written(), { text });

/** JSON text of an answer. */
export const jsonOf = (value: unknown): string =>
  JSON.stringify(value, (_name, member: unknown) => (member instanceof Written ? `\u0001${member.text}\u0001` : member)).replaceAll(
    /"\\u0001([^"\\]*)\\u0001"/g,
    '$1',
  );

type Open = Record<string, unknown>;

function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (typeof value !== 'object' || value === null || value instanceof Written) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, copyOf(member)]));
}

/** A copy of the answer with another value at a path. The path must exist. `undefined` removes the member. */
export function changed(answer: Fields, path: string, value: unknown): Fields {
  const copy = copyOf(answer) as Open;
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  let holder: Open = copy;
  for (const step of steps) {
    const next = holder[step.replace('[]', '')];
    const entry: unknown = step.endsWith('[]') ? (next as unknown[]).at(-1) : next;
    if (typeof entry !== 'object' || entry === null) throw new Error(`${path} leads nowhere`);
    holder = entry as Open;
  }
  if (!last.endsWith('[]')) holder[last] = value;
  else (holder[last.slice(0, -2)] as unknown[]).splice(-1, 1, value);
  return copy;
}

export interface Change {
  what: string;
  value: unknown;
  end: End;
}

const wide = (text: string): string => text.replaceAll(/[!-~]/g, (char) => String.fromCodePoint((char.codePointAt(0) ?? 0) + 0xfee0));

/** Cyrillic and Greek letters that look like Latin letters. */
const lookAlikes: Readonly<Record<string, string>> = { a: 'а', e: 'е', o: 'о', c: 'с', p: 'р', s: 'ѕ', P: 'Р', S: 'Ѕ', A: 'Α', '0': 'О' };
const lookAlike = (text: string): string => text.replaceAll(/[aeocpsPSA0]/g, (char) => lookAlikes[char] ?? char);

/** Texts that are almost the word. There are more of them for the word of the good answer. */
function misspelt(word: string, isGood: boolean): string[] {
  const blank = [` ${word}`, `${word}\n`, `\u00a0${word}`, `${word}\u200b`, `${word}\u0000`];
  const near = [word.toUpperCase(), word.toLowerCase(), `${word} `, ...(isGood ? [...blank, wide(word), lookAlike(word)] : [])];
  return near.filter((other) => other !== word);
}

const strangeWords = [
  'unknown',
  '4242',
  'constructor',
  '__proto__',
  'toString',
  'hasOwnProperty',
  'null',
  'undefined',
  'NaN',
  'true',
  'False',
  'Success',
  'pass',
  'OK',
];
/** Other spellings of the number in the word. */
const strangeDigits = (word: string): string[] =>
  /^-?\d+$/.test(word) ? [`0${word}`, `+${word}`, `${word}.0`, `${word}e0`, `-${word}`] : [];

const numbers = ['-0', '-1', '0.5', '4242', '9007199254740993'];

/** Numbers that most programs read as 0 or as infinite, and that are neither. An answer with one of them cannot be read. */
const lost = ['1e-400', '-1e-400', '1e400', '-1e400'];

/** Values of every other type, and values of this type that no document has. */
function strangers({ kind, values }: Member, good: unknown): unknown[] {
  const documented = Object.keys(values);
  const holders: unknown[] = [[], {}, [good], { value: good }, { toString: 1, valueOf: 1 }];
  if (kind === 'text')
    return [
      ...holders,
      true,
      false,
      0,
      1,
      ...documented.flatMap((word) => [...misspelt(word, word === good), ...(word === good ? strangeDigits(word) : [])]),
      ...strangeWords,
    ];
  if (kind === 'boolean') return [...holders, 'true', 'false', 'True', '1', '0', 1, 0];
  if (kind === 'integer') return [...holders, true, false, String(good), 'zero', ...numbers.map(written)];
  if (kind === 'score') return [...holders, true, false, ...documented, 'NaN', ...['-1', '-0.01', '100.01', '101', '1e300'].map(written)];
  return [{}, { 0: good }, { length: 1 }, true, false, 0, 1, ...documented, [null], [{}], [[]], [true], [documented], [0.5]];
}

function documentedValue(kind: Kind, text: string): unknown {
  if (kind === 'text') return text;
  if (kind === 'boolean') return text === 'true';
  if (kind === 'list of text') return [text];
  return kind === 'list of integers' ? [written(text)] : written(text);
}

const isList = (kind: Kind): boolean => kind.startsWith('list');

/** A text that is the same for the same JSON value. */
const spelt = (value: unknown): string => jsonOf([value]);

/** All values that are tried for one member. */
export function changesOf(member: Member, good: unknown): Change[] {
  const { kind, values, nothing, empty, other } = member;
  const named = Object.entries(values).map(([text, end]) => ({ what: text, value: documentedValue(kind, text), end }));
  const none: Change[] = [
    { what: 'null', value: null, end: nothing },
    { what: 'absent', value: undefined, end: nothing },
  ];
  const emptied = isList(kind)
    ? [
        { what: 'an empty list', value: [], end: empty },
        { what: 'empty text', value: '', end: other },
      ]
    : [{ what: 'empty text', value: '', end: kind === 'text' ? empty : other }];
  const known = new Set([...named, ...none, ...emptied].map(({ value }) => spelt(value)));
  const strange = new Map(strangers(member, good).map((value) => [spelt(value), value]));
  for (const text of known) strange.delete(text);
  const ofNumbers = kind === 'integer' || kind === 'score' ? lost.map((text) => ({ what: text, value: written(text), end: 23 })) : [];
  return [
    ...named,
    ...none,
    ...emptied,
    ...[...strange].map(([what, value]) => ({ what: what.slice(1, -1), value, end: other })),
    ...ofNumbers,
  ];
}
