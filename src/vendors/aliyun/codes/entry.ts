import { codeEntry } from '../../../core/declare/codes.ts';

/** A paid call that has not ended: the caller asks again later, and pays again. */
export const pendingForCaller = codeEntry({ verdict: 'pending' }, 'you', 'fixed');
/** Signing afresh is all that it takes, unless the first was a copy of this. */
export const refusedOnce = codeEntry({ category: 'refused' }, 'you', 'reading');
/** The vendor's manual says to try again. */
export const failedForNow = codeEntry({ category: 'failed' }, 'vendor', 'reading');
export const failedForGood = codeEntry({ category: 'failed' }, 'vendor', 'never');
/** The person has not finished. */
export const unfinished = codeEntry({ verdict: 'pending' }, 'person', 'now');
