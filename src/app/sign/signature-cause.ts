import { type Draft, type Key, signatureOf, toSignOf } from './draft.ts';
import { keyMistakes, lookAlikeMistake, looksAlike } from './mistakes/key.ts';
import { type Mistake, named } from './mistakes/mistake.ts';
import { printedSample } from './mistakes/printed-samples.ts';
import { schemes } from './scheme.ts';
import { suspectsOf, unsignedSuspects } from './suspects.ts';

/** Longer texts are not imitated: a clip in them makes each try a matter of a tenth of a second. */
const longestImitated = 2 ** 20;

const otherSecret = ({ scheme }: Draft): Mistake => ({
  id: 'secret',
  cause: `everything up to ${schemes[scheme].toSign} is equal and the signature is not: the ${schemes[scheme].secret} is another, or has a character too many`,
  fix: `take both halves of the key from one place; a blank at the end of the ${schemes[scheme].secret} is enough to change every signature`,
});

/**
 * Why a signature is not the one that this draft and this key make; undefined where it is. Every known mistake is tried, first
 * those of the key, then those of the text that was signed.
 */
export function signatureCause(right: Draft, signature: string, key: Key): Mistake | undefined {
  const toSign = toSignOf(right);
  const ours = signatureOf(right, toSign, key.secret);
  if (ours === signature) return undefined;
  const sample = printedSample(signature);
  if (sample) return sample;
  if (looksAlike(ours, signature)) return lookAlikeMistake;
  for (const mistake of keyMistakes) if (mistake.signatures(right, toSign, key).includes(signature)) return named(mistake);
  if (toSign.length > longestImitated) return otherSecret(right);
  for (const suspects of [suspectsOf(right), unsignedSuspects(right)]) {
    for (const suspect of suspects) if (signatureOf(right, suspect.toSign, key.secret) === signature) return suspect.mistake;
  }
  return otherSecret(right);
}
