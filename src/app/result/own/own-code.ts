import type { ErrorCategory, Verdict } from '../../../core/exit.ts';

/** A code of idv itself, as in `error.code` and `reason.code`. */
export interface OwnCode {
  meaning: string;
  /** The verdict or failure that it leads to; null for a code with several. */
  ends: ErrorCategory | Verdict | null;
  /** Replaces the advice for its verdict or failure. */
  hint?: string;
}

export const code = (ends: OwnCode['ends'], meaning: string, hint?: string): OwnCode => ({
  meaning,
  ends,
  ...(hint === undefined ? {} : { hint }),
});
