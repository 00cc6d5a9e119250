import type { ErrorCategory, Verdict } from '../../../core/exit.ts';

/** A code of idv itself, as `error.code` and `reason.code` have it. */
export interface OwnCode {
  meaning: string;
  /** What it ends in; null for a code that comes with several. */
  ends: ErrorCategory | Verdict | null;
  /** In place of the advice of what it ends in. */
  hint?: string;
}

export const code = (ends: OwnCode['ends'], meaning: string, hint?: string): OwnCode => ({
  meaning,
  ends,
  ...(hint === undefined ? {} : { hint }),
});
