import type { Draft, Key } from '../draft.ts';
import { visibleAroundNotes, withoutMarks } from './shown-draft.ts';

/** A text of a step. It may be a note in place of what is secret or very long. */
export interface ShownText {
  text: string;
  /** The same with every character visible. */
  visible: string;
  /** Of the text itself, whatever is shown in its place. */
  bytes: number;
}

/** A named text that goes into a step. */
export interface StepInput extends ShownText {
  name: string;
}

/** One step of a signature, for a reader who never saw one. */
export interface Step {
  /** The vendor's name for what comes out. */
  name: string;
  /** The heading of the vendor's page under which the rule stands; null where that page has none for it. */
  section: string | null;
  /** What is done, in complete sentences; the vendor's rules in our words. */
  rules: readonly string[];
  inputs: readonly StepInput[];
  /** Its text is null where there is no key to make it with. */
  output: ShownText | { text: null; visible: null; bytes: number };
}

/** What a walk is made of. */
export interface Walk {
  draft: Draft;
  /** The same with notes in the place of secrets and media. */
  shown: Draft;
  /** The body for people, in one line. */
  body: string;
  bodyBytes: number;
  /** Undefined where none was found: then no signature is made. */
  key: Key | undefined;
}

const shown = (text: string, bytes: number): ShownText => ({ text: withoutMarks(text), visible: visibleAroundNotes(text), bytes });

/** `real` is the text itself, where another is shown. */
export const input = (name: string, text: string, real = text): StepInput => ({ name, ...shown(text, Buffer.byteLength(real)) });

export const output = (text: string, real = text): ShownText => shown(text, Buffer.byteLength(real));

export const notMade = (bytes: number): Step['output'] => ({ text: null, visible: null, bytes });

/** Our own words in the place of a text. */
export const noteInput = (name: string, text: string, bytes: number): StepInput => ({ name, text, visible: text, bytes });

/** What stands where a secret goes in. */
export const secretInput = (name: string, bytes: number | undefined): StepInput =>
  noteInput(name, bytes === undefined ? '<not found>' : '<never shown>', bytes ?? 0);
