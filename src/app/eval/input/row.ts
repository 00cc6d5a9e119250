/** What a row says of the truth. */
export type Label = 'genuine' | 'impostor' | 'bonafide' | 'attack';

/** Verdicts of idv, and what a row without one came to: `error` is a failed call, `unsure` one whose answer was lost. */
export const outcomes = ['pass', 'mismatch', 'spoof', 'retake', 'review', 'pending', 'expired', 'error', 'unsure'] as const;
export type RowOutcome = (typeof outcomes)[number];

/** Not an answer about the person: left out of every figure, and counted. */
const unfinishedVerdicts: readonly RowOutcome[] = ['pending', 'expired', 'error', 'unsure'];

/** One attempt, as it was read. What its source does not say is undefined, and -1 for a person. */
export interface Row {
  /** Index of the input, and the line on which the row begins. */
  input: number;
  line: number;
  label: Label;
  score: number | undefined;
  /** The score of the system that is compared with. */
  baseline: number | undefined;
  verdict: RowOutcome | undefined;
  /** Index of the person in front of the camera, and of the one who was claimed to be there. */
  subject: number;
  reference: number;
  species: string | undefined;
  transaction: string | undefined;
  attempt: number | undefined;
  split: string | undefined;
  group: string | undefined;
  /** The threshold that the verdict rests on. */
  threshold: number | undefined;
  /** False where the answer shows that liveness was not checked. */
  liveness: boolean | undefined;
  sandbox: boolean;
  id: string | undefined;
  /** The digests or paths of its media as one text; undefined where it names none. */
  media: string | undefined;
}

export const isFinished = ({ verdict }: Row): boolean => verdict === undefined || !unfinishedVerdicts.includes(verdict);
