import { codeEntry } from '../../../core/declare/codes.ts';
import { afterChecks, mismatchAfter, retake, review, spoofAfter } from '../../code-entries.ts';

/** Two faces were compared; in this service, a comparison follows a passed liveness check. */
export const mismatch = mismatchAfter('liveness', 'comparison');
/** A document was checked and not accepted. */
export const rejected = mismatchAfter('document');
export const spoof = spoofAfter('liveness');
/** The liveness check was done, but the person did not do what was asked, or the comparison afterwards failed. */
export const retakeAfterLiveness = afterChecks('liveness')(retake);
/** A person must look at a document that was checked. */
export const documentReview = afterChecks('document')(review);
/** The person has not finished. */
export const pending = codeEntry({ verdict: 'pending' }, 'person', 'now');
/** The service has not finished. */
export const processing = codeEntry({ verdict: 'pending' }, 'vendor', 'now');
export const failed = codeEntry({ category: 'failed' }, 'vendor', 'fixed');
