import type { Evaluation } from '../evaluate.ts';
import type { Intake } from '../input/intake.ts';
import type { EvalSettings } from '../settings.ts';

export interface Checked {
  evaluation: Evaluation;
  intake: Intake;
  settings: EvalSettings;
}

/** One thing that weakens the figures, or that a reader has to know of them. */
export interface DataCheck {
  code: string;
  /** A sentence without a full stop, or nothing where all is well. */
  says(checked: Checked): string | undefined;
}

/** The sentence where there is something to count. */
export const where = (count: number | boolean | undefined, sentence: () => string): string | undefined => (count ? sentence() : undefined);
