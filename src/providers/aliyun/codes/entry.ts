import type { CodeEntry } from '../../../core/codes.ts';

/** Nobody publishes which refused call is paid for, so `billed` is null throughout. */
const entry = (effect: CodeEntry['effect'], actor: CodeEntry['actor'], retry: CodeEntry['retry']) => (meaning: string, hint: string) => ({
  meaning,
  effect,
  actor,
  retry,
  billed: null,
  hint,
});

export const pending = entry({ verdict: 'pending' }, 'you', 'fixed');
export const retake = entry({ verdict: 'retake' }, 'person', 'fixed');
export const refused = entry({ category: 'refused' }, 'you', 'fixed');
export const refusedForGood = entry({ category: 'refused' }, 'you', 'never');
/** Nothing was done, and signing afresh is all that it takes. */
export const refusedOnce = entry({ category: 'refused' }, 'you', 'now');
export const throttled = entry({ category: 'limited' }, 'you', 'now');
export const exhausted = entry({ category: 'limited' }, 'you', 'fixed');
/** The vendor's manual says to try again. */
export const failedForNow = entry({ category: 'failed' }, 'vendor', 'now');
export const failedForGood = entry({ category: 'failed' }, 'vendor', 'never');
