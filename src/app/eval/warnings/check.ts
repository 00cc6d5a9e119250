import type { Evaluation } from '../evaluate.ts';
import type { Intake } from '../input/intake.ts';
import type { EvalSettings } from '../settings.ts';

export interface Checked {
  evaluation: Evaluation;
  intake: Intake;
  settings: EvalSettings;
}

/** A reason to trust the figures less, or a fact that a reader must know about them. */
export interface DataCheck {
  code: string;
  /** A sentence without a full stop, or undefined if all is well. */
  says(checked: Checked): string | undefined;
}

/** The sentence if the condition holds, or if the count is not 0. */
export const where = (count: number | boolean | undefined, sentence: () => string): string | undefined => (count ? sentence() : undefined);
