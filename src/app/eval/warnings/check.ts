import type { Evaluation } from '../evaluate.ts';
import type { InputRows } from '../input/read-inputs.ts';
import type { EvalSettings } from '../settings.ts';

export interface CheckInput {
  evaluation: Evaluation;
  inputRows: InputRows;
  settings: EvalSettings;
}

/** A reason to trust the figures less, or a fact that a reader must know about them. */
export interface DataCheck {
  code: string;
  /** A sentence without a full stop, or undefined if all is well. */
  says(checked: CheckInput): string | undefined;
}

/** The sentence if the condition holds, or if the count is not 0. */
export const sentenceIf = (count: number | boolean | undefined, sentence: () => string): string | undefined =>
  count ? sentence() : undefined;
