import { type CodeEntry, codeEntry as entry, showing } from '../../../core/declare/codes.ts';
import type { Verdict } from '../../../core/exit.ts';
import type { Check } from '../../../core/judge/judgement.ts';

const verdict = (name: Exclude<Verdict, 'pass'>, actor: CodeEntry['actor']) => entry({ verdict: name }, actor, 'fixed');

type Build = (meaning: string, hint: string) => CodeEntry;

const after =
  (...checked: readonly Check[]) =>
  (build: Build): Build =>
  (meaning, hint) =>
    showing(checked, build(meaning, hint));

/** Two faces were compared; a comparison of this service follows a liveness check that was passed. */
export const mismatch = after('liveness', 'comparison')(verdict('mismatch', 'person'));
/** A document was looked at and not accepted. */
export const rejected = after('document')(verdict('mismatch', 'person'));
export const spoof = after('liveness')(verdict('spoof', 'person'));
/** The picture or the clip could not be used: nothing was checked. */
export const retake = verdict('retake', 'person');
/** The liveness check was done: the person left out what it asked for, or the comparison after it could not be made. */
export const retakeAfterLiveness = after('liveness')(retake);
export const expired = verdict('expired', 'you');
/** For a person's eye. */
export const review = verdict('review', 'you');
/** The same, after a document was looked at. */
export const documentReview = after('document')(review);
/** The person has not finished. */
export const pending = entry({ verdict: 'pending' }, 'person', 'now');
/** The service has not finished. */
export const processing = entry({ verdict: 'pending' }, 'vendor', 'now');
export const refused = entry({ category: 'refused' }, 'you', 'fixed');
export const refusedForGood = entry({ category: 'refused' }, 'you', 'never');
export const throttled = entry({ category: 'limited' }, 'you', 'now');
export const exhausted = entry({ category: 'limited' }, 'you', 'fixed');
export const failed = entry({ category: 'failed' }, 'vendor', 'fixed');
