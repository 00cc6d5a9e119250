import { codeEntry as entry } from '../../../core/declare/codes.ts';

export const pending = entry({ verdict: 'pending' }, 'you', 'fixed');
export const retake = entry({ verdict: 'retake' }, 'person', 'fixed');
export const refused = entry({ category: 'refused' }, 'you', 'fixed');
export const refusedForGood = entry({ category: 'refused' }, 'you', 'never');
/** Signing afresh is all that it takes, unless the first was a copy of this. */
export const refusedOnce = entry({ category: 'refused' }, 'you', 'reading');
export const throttled = entry({ category: 'limited' }, 'you', 'now');
export const exhausted = entry({ category: 'limited' }, 'you', 'fixed');
/** The vendor's manual says to try again. */
export const failedForNow = entry({ category: 'failed' }, 'vendor', 'reading');
export const failedForGood = entry({ category: 'failed' }, 'vendor', 'never');
export const mismatch = entry({ verdict: 'mismatch' }, 'person', 'fixed');
export const spoof = entry({ verdict: 'spoof' }, 'person', 'fixed');
export const review = entry({ verdict: 'review' }, 'you', 'fixed');
