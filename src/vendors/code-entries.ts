import { type CodeEntry, codeEntry, provingChecks } from '../core/declare/codes.ts';
import type { Verdict } from '../core/exit.ts';
import type { Check } from '../core/judge/judgement.ts';

/** Makes an entry of a code from its meaning and its hint. */
export type BuildEntry = (meaning: string, hint: string) => CodeEntry;

const verdict = (name: Exclude<Verdict, 'pass'>, actor: CodeEntry['actor']): BuildEntry => codeEntry({ verdict: name }, actor, 'fixed');

/** The same entries, with these checks marked as carried out. */
export const afterChecks =
  (...checked: readonly Check[]) =>
  (build: BuildEntry): BuildEntry =>
  (meaning, hint) =>
    provingChecks(checked, build(meaning, hint));

export const mismatchAfter = (...checked: readonly Check[]): BuildEntry => afterChecks(...checked)(verdict('mismatch', 'person'));
export const spoofAfter = (...checked: readonly Check[]): BuildEntry => afterChecks(...checked)(verdict('spoof', 'person'));
/** The image or the video could not be used: nothing was checked. */
export const retake = verdict('retake', 'person');
export const expired = verdict('expired', 'you');
/** A person must look at it. */
export const review = verdict('review', 'you');

export const refused = codeEntry({ category: 'refused' }, 'you', 'fixed');
export const refusedForGood = codeEntry({ category: 'refused' }, 'you', 'never');
export const throttled = codeEntry({ category: 'limited' }, 'you', 'now');
export const exhausted = codeEntry({ category: 'limited' }, 'you', 'fixed');
