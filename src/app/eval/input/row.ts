/** The truth about a row. */
export type Label = 'genuine' | 'impostor' | 'bonafide' | 'attack';

/** Verdicts of idv, and the results of rows without one: `error` is a failed call, `unsure` a call whose answer was lost. */
export const outcomes = ['pass', 'mismatch', 'spoof', 'retake', 'review', 'pending', 'expired', 'error', 'unsure'] as const;
export type RowOutcome = (typeof outcomes)[number];

/** Results that are not an answer about the person. Such rows are counted, but left out of every figure. */
const unfinishedVerdicts: readonly RowOutcome[] = ['pending', 'expired', 'error', 'unsure'];

/** One attempt, as it was read. A field that the source does not have is undefined; a person is -1 then. */
export interface Row {
  /** Index of the input, and the line on which the row begins. */
  input: number;
  line: number;
  label: Label;
  score: number | undefined;
  /** The score of the system to compare with. */
  baseline: number | undefined;
  verdict: RowOutcome | undefined;
  /** Index of the person in front of the camera, and of the person they claim to be. */
  subject: number;
  reference: number;
  species: string | undefined;
  transaction: string | undefined;
  attempt: number | undefined;
  split: string | undefined;
  group: string | undefined;
  /** The threshold on which the verdict is based. */
  threshold: number | undefined;
  /** False if the answer shows that liveness was not checked. */
  liveness: boolean | undefined;
  sandbox: boolean;
  id: string | undefined;
  /** The digests or paths of its media as one text; undefined if the row names none. */
  media: string | undefined;
}

export const isFinished = ({ verdict }: Row): boolean => verdict === undefined || !unfinishedVerdicts.includes(verdict);
