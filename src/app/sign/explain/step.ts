import type { Draft, Key } from '../draft.ts';
import { visibleAroundNotes, withoutMarks } from './shown-draft.ts';

/** A text of a step. It may be a note in place of a secret or a very long text. */
export interface ShownText {
  text: string;
  /** The same text with every character visible. */
  visible: string;
  /** The size of the text itself, even if a note is shown in its place. */
  bytes: number;
}

/** A named text that goes into a step. */
export interface StepInput extends ShownText {
  name: string;
}

/** One step of a signature, for a reader who is new to signatures. */
export interface Step {
  /** The vendor's name for the output. */
  name: string;
  /** The heading of the rule on the vendor's page; null if that page has none for it. */
  section: string | null;
  /** The vendor's rules in our own words, as complete sentences. */
  rules: readonly string[];
  inputs: readonly StepInput[];
  /** The text is null if there is no key. */
  output: ShownText | { text: null; visible: null; bytes: number };
}

/** What the explanation of a signature is made from. */
export interface ExplanationInput {
  draft: Draft;
  /** The same draft with notes in place of secrets and media. */
  shown: Draft;
  /** The body for display, in one line. */
  body: string;
  bodyBytes: number;
  /** Undefined if none was found; then there is no signature. */
  key: Key | undefined;
}

const shown = (text: string, bytes: number): ShownText => ({ text: withoutMarks(text), visible: visibleAroundNotes(text), bytes });

/** `real` is the text itself, if another text is shown. */
export const textInput = (name: string, text: string, real = text): StepInput => ({ name, ...shown(text, Buffer.byteLength(real)) });

export const textOutput = (text: string, real = text): ShownText => shown(text, Buffer.byteLength(real));

export const noOutput = (bytes: number): Step['output'] => ({ text: null, visible: null, bytes });

/** A note in place of a text. */
export const noteInput = (name: string, text: string, bytes: number): StepInput => ({ name, text, visible: text, bytes });

/** The note for a secret. */
export const secretInput = (name: string, bytes: number | undefined): StepInput =>
  noteInput(name, bytes === undefined ? '<not found>' : '<never shown>', bytes ?? 0);
