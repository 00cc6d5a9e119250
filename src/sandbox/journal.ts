import { mediaNote } from '../core/body.ts';
import { openToken } from './sealed-token.ts';
import type { Admission, Seen } from './vendor.ts';

/** One request as the journal shows it: no key, no face, no personal data. */
export interface JournalEntry extends Seen {
  time: string;
  provider: string;
  method: string;
  params: Readonly<Record<string, unknown>>;
  bodyBytes: number;
  /** The outcome that answered; absent where a check refused the request before. */
  outcome?: string;
  /** The code of the answer: an error's, or the result's own. */
  code: string;
  requestId: string;
}

export interface Journal {
  add(entry: JournalEntry): void;
  entries(): readonly JournalEntry[];
  /** Returns how many there were. */
  clear(): number;
}

const longestJournal = 200;
const longestText = 256;

export function createJournal(): Journal {
  let entries: JournalEntry[] = [];
  return {
    add: (entry) => {
      entries = [...entries.slice(1 - longestJournal), entry];
    },
    entries: () => entries,
    clear: () => {
      const { length } = entries;
      entries = [];
      return length;
    },
  };
}

function sizeNote(value: unknown): string {
  if (typeof value === 'string') return `<String, ${value.length} characters>`;
  return `<${Array.isArray(value) ? 'Array' : value === null ? 'null' : typeof value}>`;
}

/** A URL's query may hold a signature, a token or a key: what opens something else. */
const withoutQuery = (text: string): string => text.replace(/^(https?:\/\/[^\s?#]*)[?#].*$/is, '$1?<masked>');

function showText(text: string): string {
  if (openToken(text)) return '<masked>';
  return text.length > longestText ? sizeNote(text) : withoutQuery(text);
}

/** Shown in full only what the declaration knows and does not call sensitive: nobody can say what the rest holds. */
export function showParams({ action, values = {}, media }: Admission): Record<string, unknown> {
  const show = (name: string, value: unknown): unknown => {
    const clip = media?.get(name);
    if (clip) return mediaNote(clip);
    const param = action?.params.find((candidate) => candidate.name === name);
    if (!param || 'media' in param || (typeof value === 'object' && value !== null)) return sizeNote(value);
    if (param.sensitive) return '<masked>';
    return typeof value === 'string' ? showText(value) : value;
  };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, show(name, value)]));
}
