import { type CodeEntry, codeEntry as entry } from '../../../core/codes.ts';
import type { Verdict } from '../../../core/exit.ts';

/** The same code, where the vendor says whether it is paid for. */
export const paid = (code: CodeEntry): CodeEntry => ({ ...code, billed: true });
export const unpaid = (code: CodeEntry): CodeEntry => ({ ...code, billed: false });

const verdict = (name: Exclude<Verdict, 'pass'>, actor: CodeEntry['actor']) => entry({ verdict: name }, actor, 'fixed');

export const mismatch = verdict('mismatch', 'person');
export const spoof = verdict('spoof', 'person');
export const retake = verdict('retake', 'person');
export const expired = verdict('expired', 'you');
export const review = verdict('review', 'you');
/** The person has not finished. */
export const pending = entry({ verdict: 'pending' }, 'person', 'now');
/** The service has not finished. */
export const processing = entry({ verdict: 'pending' }, 'vendor', 'now');
export const refused = entry({ category: 'refused' }, 'you', 'fixed');
export const refusedForGood = entry({ category: 'refused' }, 'you', 'never');
export const throttled = entry({ category: 'limited' }, 'you', 'now');
export const exhausted = entry({ category: 'limited' }, 'you', 'fixed');
export const failed = entry({ category: 'failed' }, 'vendor', 'fixed');
