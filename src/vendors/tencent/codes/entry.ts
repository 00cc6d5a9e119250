import { codeEntry } from '../../../core/declare/codes.ts';
import { after, mismatchAfter, retake, review, spoofAfter } from '../../code-entries.ts';

/** Two faces were compared; a comparison of this service follows a liveness check that was passed. */
export const mismatch = mismatchAfter('liveness', 'comparison');
/** A document was looked at and not accepted. */
export const rejected = mismatchAfter('document');
export const spoof = spoofAfter('liveness');
/** The liveness check was done: the person left out what it asked for, or the comparison after it could not be made. */
export const retakeAfterLiveness = after('liveness')(retake);
/** For a person's eye, after a document was looked at. */
export const documentReview = after('document')(review);
/** The person has not finished. */
export const pending = codeEntry({ verdict: 'pending' }, 'person', 'now');
/** The service has not finished. */
export const processing = codeEntry({ verdict: 'pending' }, 'vendor', 'now');
export const failed = codeEntry({ category: 'failed' }, 'vendor', 'fixed');
