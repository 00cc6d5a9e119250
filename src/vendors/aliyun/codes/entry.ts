import { codeEntry } from '../../../core/declare/codes.ts';

/** A paid call that is not finished: the caller asks again later, and pays again. */
export const pendingForCaller = codeEntry({ verdict: 'pending' }, 'you', 'fixed');
/** Signing again is enough, unless the first request was a copy of this one. */
export const refusedOnce = codeEntry({ category: 'refused' }, 'you', 'reading');
/** The vendor's manual says to try again. */
export const failedForNow = codeEntry({ category: 'failed' }, 'vendor', 'reading');
export const failedForGood = codeEntry({ category: 'failed' }, 'vendor', 'never');
/** The person has not finished. */
export const unfinished = codeEntry({ verdict: 'pending' }, 'person', 'now');
