import { type CodeEntry, codeEntry as entry } from '../../../core/codes.ts';
import type { Verdict } from '../../../core/exit.ts';

const verdict = (name: Exclude<Verdict, 'pass'>, actor: CodeEntry['actor'], checked?: CodeEntry['checked']) =>
  entry({ verdict: name }, actor, 'fixed', checked);

/** Two faces were compared; a comparison of this service follows a liveness check that was passed. */
export const mismatch = verdict('mismatch', 'person', ['liveness', 'comparison']);
/** A document was looked at and not accepted. */
export const rejected = verdict('mismatch', 'person', ['document']);
export const spoof = verdict('spoof', 'person', ['liveness']);
/** The picture or the clip could not be used: nothing was checked. */
export const retake = verdict('retake', 'person');
/** The liveness check was done: the person left out what it asked for, or the comparison after it could not be made. */
export const retakeAfterLiveness = verdict('retake', 'person', ['liveness']);
export const expired = verdict('expired', 'you');
/** A document was looked at, and is for a person's eye. */
export const documentReview = verdict('review', 'you', ['document']);
/** The person has not finished. */
export const pending = entry({ verdict: 'pending' }, 'person', 'now');
/** The service has not finished. */
export const processing = entry({ verdict: 'pending' }, 'vendor', 'now');
export const refused = entry({ category: 'refused' }, 'you', 'fixed');
export const refusedForGood = entry({ category: 'refused' }, 'you', 'never');
export const throttled = entry({ category: 'limited' }, 'you', 'now');
export const exhausted = entry({ category: 'limited' }, 'you', 'fixed');
export const failed = entry({ category: 'failed' }, 'vendor', 'fixed');
